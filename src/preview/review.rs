//! Reviewing beside the text: an open page of an article shows what waits for a yes, and takes answers.
//!
//! This is the one thing of the preview that writes. Who asks has to sit at this machine, at a page
//! that the preview itself has sent: a page elsewhere can neither read the token nor send it.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::desk::Desk;
use super::reply::{self, Asked};
use crate::path::SourcePath;
use crate::review::{self, Decision, Known, Proposal};

/// The header that carries the token.
const TOKEN: &str = "x-dateline-token";

/// What is said where somebody has written to the file since it was shown.
const CHANGED: &str = "the file has changed; look at it again";

/// How large an answer may be.
pub const LARGEST: usize = 64 * 1024;

/// What the preview keeps of a review.
pub struct Review {
    /// What whoever decides has to send along: it is told only to pages of this preview.
    token: String,
    /// What was decided, for it to be taken back.
    steps: Mutex<Vec<Step>>,
}

struct Step {
    path: SourcePath,
    before: String,
    after: String,
}

impl Default for Review {
    fn default() -> Review {
        // The keys of a hasher are random numbers of the system's, and no hash tells them.
        let random = |part: u8| RandomState::new().hash_one(part);
        Review {
            token: format!("{:016x}{:016x}", random(0), random(1)),
            steps: Mutex::default(),
        }
    }
}

/// Who asks.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Whether a request comes from a person at this machine, at a page of the preview.
pub fn may_ask(desk: &Desk, peer: Option<Peer>, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let here = peer.is_some_and(|Peer(address)| address.to_canonical().is_loopback());
    // A server that hands on what others ask sits at this machine too.
    let handed_on = ["forwarded", "x-forwarded-for", "x-forwarded-host", "via"];
    let direct = handed_on.iter().all(|name| !headers.contains_key(*name));
    let same = text("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let host = text(header::HOST.as_str()).unwrap_or("");
    here && direct && same && is_local(host) && !desk.is_public()
}

/// Whether a request may change a file.
pub fn may_decide(desk: &Desk, peer: Option<Peer>, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST.as_str()).unwrap_or("");
    let own =
        text(header::ORIGIN.as_str()).is_some_and(|origin| origin == format!("http://{host}"));
    let typed = text(header::CONTENT_TYPE.as_str()) == Some("application/json");
    may_ask(desk, peer, headers) && own && typed && text(TOKEN) == Some(desk.review.token.as_str())
}

/// Whether a host is a name of this machine that nobody else can have lead here.
fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let plain = name.trim_start_matches('[').trim_end_matches(']');
    let address: Option<IpAddr> = plain.parse().ok();
    name.eq_ignore_ascii_case("localhost") || address.is_some_and(|address| address.is_loopback())
}

/// What waits in the article of an open page.
pub fn shown(desk: &Desk, query: &str) -> Json {
    desk.catch_up();
    match article(desk, &Asked::new("/", Some(query))) {
        Some((path, text)) => waiting(desk, &path, &text),
        None => json!({ "proposals": [] }),
    }
}

/// An answer.
#[derive(Deserialize)]
struct Answer {
    /// The page.
    path: String,
    /// The digest of the file that was shown.
    digest: String,
    decision: Choice,
    #[serde(default)]
    proposal: usize,
    #[serde(default)]
    changes: Vec<(String, String)>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Choice {
    Accept,
    Drop,
    /// The draft is published although nothing was proposed in it.
    Release,
    Undo,
}

/// Carries an answer out.
pub fn decide(desk: &Desk, body: &[u8]) -> (StatusCode, Json) {
    let refused = |status: StatusCode, words: &str| (status, json!({ "refused": [words] }));
    let Ok(answer) = serde_json::from_slice::<Answer>(body) else {
        return refused(StatusCode::BAD_REQUEST, "the answer cannot be read");
    };
    let Some((path, text)) = article(desk, &Asked::new(&answer.path, None)) else {
        return refused(StatusCode::NOT_FOUND, "there is no such article");
    };
    let mut steps = desk
        .review
        .steps
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let new = match answer.decision {
        Choice::Undo => match steps.iter().rposition(|step| step.path == path) {
            Some(at) if steps[at].after == text => Ok(steps.remove(at).before),
            _ => Err(vec![
                "the file has changed since; what was decided stays".to_string(),
            ]),
        },
        _ if reply::digest(text.as_bytes()) != answer.digest => {
            return refused(StatusCode::CONFLICT, CHANGED);
        }
        Choice::Release => match (review::unread(&text), review::asked(&text)) {
            (Some(why), _) => Err(vec![why.to_string()]),
            (None, Some(question)) => Err(vec![question]),
            (None, None) => Ok(review::released(&text)),
        },
        Choice::Accept => carried_out(
            desk,
            &path,
            &text,
            &answer,
            Decision::Accept(answer.changes.clone()),
        ),
        Choice::Drop => carried_out(desk, &path, &text, &answer, Decision::Drop),
    };
    let written =
        new.and_then(
            |new| match review::file::replace(&desk.on_disk(&path), &text, &new) {
                Ok(true) => Ok(new),
                Ok(false) => Err(vec![CHANGED.to_string()]),
                Err(message) => Err(vec![message]),
            },
        );
    match written {
        Err(messages) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            json!({ "refused": messages }),
        ),
        Ok(after) => {
            if answer.decision != Choice::Undo {
                let before = text.clone();
                let (path, after) = (path.clone(), after.clone());
                steps.push(Step {
                    path,
                    before,
                    after,
                });
            }
            drop(steps);
            desk.pending.add([path.clone()]);
            let mut told = waiting(desk, &path, &after);
            told["released"] = Json::Bool(review::waits(&text) && !review::waits(&after));
            (StatusCode::OK, told)
        }
    }
}

fn carried_out(
    desk: &Desk,
    path: &SourcePath,
    text: &str,
    answer: &Answer,
    decision: Decision,
) -> Result<String, Vec<String>> {
    let wrong = desk.look(|site| {
        review::refused(
            path.as_str(),
            text,
            answer.proposal,
            &decision,
            Some(&site.edition.content),
            &site.edition.config,
        )
    });
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut decisions = vec![Decision::Later; answer.proposal];
    decisions.push(decision);
    review::decided(text, &decisions).map_err(|message| vec![message])
}

/// The article of a page, with its text as the disk has it: only what the plan names is ever changed.
fn article(desk: &Desk, asked: &Asked) -> Option<(SourcePath, String)> {
    let path = reply::article(desk, asked)?;
    let text = std::fs::read_to_string(desk.on_disk(&path)).ok()?;
    Some((path, text))
}

fn waiting(desk: &Desk, path: &SourcePath, text: &str) -> Json {
    let known = desk.look(|site| Known::of(&site.edition.content));
    let steps = desk
        .review
        .steps
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let proposals = review::open(text);
    json!({
        "token": desk.review.token,
        "file": path.as_str(),
        "digest": reply::digest(text.as_bytes()),
        "draft": review::waits(text),
        "undo": steps.iter().any(|step| step.path == *path && step.after == text),
        "proposals": proposals.iter().map(|one| proposal(one, text, &known)).collect::<Vec<_>>(),
    })
}

fn proposal(proposal: &Proposal, text: &str, known: &Known) -> Json {
    let (key, matches) = known.matching(proposal);
    let matches = matches.iter().take(9);
    let quote = proposal.quote.as_deref().unwrap_or("");
    let (paragraph, marked) = review::paragraph(text, quote);
    let (before, rest) = paragraph.split_at(marked.start);
    let (quote, behind) = rest.split_at(marked.len());
    json!({
        "list": proposal.list,
        "fields": proposal.fields,
        "confidence": proposal.confidence,
        "paragraph": [before, quote, behind],
        "link": key,
        "matches": matches
            .map(|one| json!({ "id": one.id, "title": one.title, "why": one.why }))
            .collect::<Vec<_>>(),
    })
}
