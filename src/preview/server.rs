//! HTTP: who may ask, and for what.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use futures_util::stream::{self, Stream};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tower_http::services::ServeFile;

use super::assets;
use super::desk::{Desk, News};
use super::reply::{self, Asked, Reply};
use super::review::{self, Peer};
use crate::path::decode;

/// How many ports after the first are tried.
const TRIES: u16 = 100;

/// Listens on a port, or on the next one that is free.
pub async fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, u16), String> {
    let last = port.saturating_add(if port == 0 { 0 } else { TRIES });
    let mut refused = String::new();
    for port in port..=last {
        match TcpListener::bind((host, port)).await {
            Ok(listener) => {
                let port = listener.local_addr().map_or(port, |address| address.port());
                return Ok((listener, port));
            }
            Err(error) => {
                refused = format!("cannot listen on {host}, port {port}: {error}");
                if error.kind() != std::io::ErrorKind::AddrInUse {
                    break;
                }
            }
        }
    }
    Err(refused)
}

/// How long a request's head may take to come in. Whoever is slower holds a place for nothing.
const HEAD: Duration = Duration::from_secs(10);

/// How many connections are held at once; further ones wait until one ends.
const CONNECTIONS: usize = 256;

/// Answers until the process ends.
pub async fn run(listener: TcpListener, desk: Arc<Desk>) -> Result<(), String> {
    let router = Router::new().fallback(answer).with_state(desk);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = places.clone().acquire_owned().await;
        let place = place.map_err(|error| format!("the server stopped: {error}"))?;
        let Ok((stream, peer)) = listener.accept().await else {
            // The caller has gone, or the system has no room for another: that passes.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let router = router.clone().layer(Extension(Peer(peer.ip())));
        let service = TowerToHyperService::new(router);
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .serve_connection(TokioIo::new(stream), service);
            // A connection that breaks off is the other side's affair.
            let _ = connection.await;
            drop(place);
        });
    }
}

/// What a browser is told of every answer: it may not be kept, taken for another type, shown within
/// a page from elsewhere or loaded by one.
const POLICIES: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let mut response = route(desk, request).await;
    let headers = response.headers_mut();
    for (name, value) in POLICIES {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.remove(header::LAST_MODIFIED);
    response
}

async fn route(desk: Arc<Desk>, request: Request) -> Response {
    if !may_ask(&desk, &request) {
        let words = "this name is not one of the preview's; see --allow-host\n";
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    let path = request.uri().path();
    let review = format!("{}{}review", desk.setup.base, assets::FOLDER);
    if request.method() == Method::POST && path == review {
        return decide(desk, request).await;
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(path) = path.strip_prefix(desk.setup.base.as_str()) else {
        return match path == "/" || format!("{path}/") == desk.setup.base {
            true => moved(&desk.setup.base),
            false => (StatusCode::NOT_FOUND, "the site lies elsewhere\n").into_response(),
        };
    };
    match path.strip_prefix(assets::FOLDER) {
        Some("events") => events(&desk).into_response(),
        Some("page") => known(desk, request, reply::state).await,
        Some("why") => known(desk, request, reply::why).await,
        Some("review") if !review::may_ask(&desk, peer(&request), request.headers()) => {
            StatusCode::FORBIDDEN.into_response()
        }
        Some("review") => known(desk, request, review::shown).await,
        Some(file) => client(file),
        None => {
            let asked = Asked::new(&format!("/{}", decode(path)), request.uri().query());
            site(desk, asked, request).await
        }
    }
}

/// Whether the host that is asked for is this machine. A page elsewhere that had its own name
/// lead here could read the site otherwise.
fn may_ask(desk: &Desk, request: &Request) -> bool {
    let named = request.headers().get(header::HOST);
    let named = named.and_then(|host| host.to_str().ok());
    let Some(host) = named.or(request.uri().host()) else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let plain = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || name.ends_with(".localhost")
        || plain.parse::<IpAddr>().is_ok()
        || desk.setup.names.contains(&name)
}

fn peer(request: &Request) -> Option<Peer> {
    request.extensions().get().copied()
}

/// Takes what a person decides of a proposal.
async fn decide(desk: Arc<Desk>, request: Request) -> Response {
    if !review::may_decide(&desk, peer(&request), request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(body) = axum::body::to_bytes(request.into_body(), review::LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let decided = tokio::task::spawn_blocking(move || review::decide(&desk, &body)).await;
    match decided {
        Ok((status, told)) => (
            status,
            [(header::CONTENT_TYPE, "application/json")],
            told.to_string(),
        )
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn client(name: &str) -> Response {
    match assets::find(name) {
        Some((media, text)) => ([(header::CONTENT_TYPE, media)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Answers with what is known of an open page.
async fn known(desk: Arc<Desk>, request: Request, of: fn(&Desk, &str) -> Json) -> Response {
    let query = request.uri().query().unwrap_or("").to_string();
    let known = tokio::task::spawn_blocking(move || of(&desk, &query)).await;
    match known {
        Ok(known) => (
            [(header::CONTENT_TYPE, "application/json")],
            known.to_string(),
        )
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn site(desk: Arc<Desk>, asked: Asked, request: Request) -> Response {
    let replied = tokio::task::spawn_blocking(move || reply::page(&desk, &asked)).await;
    match replied {
        Ok(Reply::Bytes {
            status,
            media,
            bytes,
        }) => (status, [(header::CONTENT_TYPE, media)], bytes).into_response(),
        Ok(Reply::File { path, media }) => file(path, &media, request).await,
        Ok(Reply::Moved(to)) => moved(&to),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Streams a file, or the part of it that is asked for.
async fn file(path: std::path::PathBuf, media: &str, request: Request) -> Response {
    let served = ServeFile::new(path).try_call(request).await;
    let Ok(served) = served else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = served.map(Body::new);
    if let Ok(media) = HeaderValue::from_str(media) {
        let typed = response.headers().contains_key(header::CONTENT_TYPE);
        if typed {
            response.headers_mut().insert(header::CONTENT_TYPE, media);
        }
    }
    response
}

fn moved(to: &str) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, to)]).into_response()
}

/// Tells an open page of every change.
fn events(desk: &Desk) -> impl IntoResponse + use<> {
    let follow = desk.setup.follow;
    let version = desk.look_at(|_, version| version);
    let hello = Event::default().data(json!({ "version": version }).to_string());
    let first = stream::iter([Ok::<_, Infallible>(hello)]);
    let news = later(desk.news.subscribe(), follow);
    let events = futures_util::StreamExt::chain(first, news);
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    (
        [("x-accel-buffering", "no")],
        Sse::new(events).keep_alive(alive),
    )
}

fn later(news: Receiver<Arc<News>>, follow: bool) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(news, move |mut news| async move {
        let data = match news.recv().await {
            Ok(told) => json!({
                "version": told.version,
                "assets": told.assets.iter().map(|url| url.encoded()).collect::<Vec<_>>(),
                "follow": told.page.as_ref().filter(|_| follow).map(|url| url.encoded()),
            }),
            // A page that slept through changes looks at itself anew.
            Err(RecvError::Lagged(_)) => json!({}),
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(Event::default().data(data.to_string())), news))
    })
}
