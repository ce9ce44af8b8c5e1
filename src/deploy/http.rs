//! How requests to object stores get there: by the client that Dateline has anyway, so that it needs no
//! second one.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::time::Duration;

use hyper::body::Body;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
};
use ureq::Agent;
use ureq::http::{Method, Request};

/// Makes the client of a store.
#[derive(Debug)]
pub struct Connector {
    /// How many connections are kept open.
    pub connections: usize,
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let config = Agent::config_builder()
            .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
            // What a status means, the store's own client knows.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(self.connections)
            .max_idle_connections_per_host(self.connections)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_per_write(Some(Duration::from_secs(60)))
            .timeout_recv_response(Some(Duration::from_secs(60)))
            .timeout_per_read(Some(Duration::from_secs(60)));
        Ok(HttpClient::new(Client(config.build().new_agent())))
    }
}

#[derive(Debug)]
struct Client(Agent);

impl HttpService for Client {
    fn call<'s, 'a>(
        &'s self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'a>>
    where
        's: 'a,
        Self: 'a,
    {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = collect(body).await?;
            // This blocks. Every request has a thread of its own, which has nothing else to do.
            let sent = match parts.method {
                Method::GET | Method::HEAD | Method::DELETE => {
                    self.0.run(Request::from_parts(parts, ()))
                }
                _ => self.0.run(Request::from_parts(parts, bytes)),
            };
            let (parts, mut body) = sent.map_err(failure)?.into_parts();
            let read = body.with_config().limit(u64::MAX).read_to_vec();
            Ok(HttpResponse::from_parts(
                parts,
                read.map_err(failure)?.into(),
            ))
        })
    }
}

async fn collect(
    body: impl Body<Data = impl AsRef<[u8]>, Error = HttpError>,
) -> Result<Vec<u8>, HttpError> {
    let mut body = pin!(body);
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        if let Ok(part) = frame?.into_data() {
            bytes.extend_from_slice(part.as_ref());
        }
    }
    Ok(bytes)
}

/// What went wrong, as the store's client tells by it whether to try again.
fn failure(error: ureq::Error) -> HttpError {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let kind = match &error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::ConnectionFailed => HttpErrorKind::Connect,
        ureq::Error::Io(io) => match io.kind() {
            io::ErrorKind::ConnectionRefused => HttpErrorKind::Connect,
            BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof => {
                HttpErrorKind::Interrupted
            }
            _ => HttpErrorKind::Unknown,
        },
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
