//! One address: what to ask its server next, and what to make of the answer.

use std::time::Duration;

use chrono::{DateTime, Utc};
use ureq::Agent;
use ureq::http::{HeaderMap, StatusCode};
use url::Url;

/// How many times an address may lead on to another.
const HOPS: usize = 10;

/// How often a server is asked again that asks to wait.
const RETRIES: usize = 2;

/// How long it may ask to wait.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is known of an address in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It leads somewhere, or leads on for good to another address.
    Good(Option<String>),
    /// There is nothing any more, as the server says by this status.
    Dead(u16),
    /// It cannot be told, and why.
    Unclear(String),
}

/// What follows from asking once.
pub enum Step {
    /// Nothing more is to be asked.
    Told(Answer),
    /// To ask on, at another address or in another way.
    Ask(Task),
    /// To ask the same host again only after a while.
    Wait(Task, Duration),
}

/// An address that is being asked for.
#[derive(Clone, Debug)]
pub struct Task {
    /// The address as it is typed.
    pub address: String,
    /// Where to ask now.
    pub url: Url,
    /// Where it led on from so far.
    from: Vec<Url>,
    /// Where it leads on to for good.
    moved: Option<String>,
    /// Whether it led on for good each time.
    for_good: bool,
    /// Whether the answer itself is asked for, since the server does not give its head alone.
    whole: bool,
    waited: usize,
}

impl Task {
    /// An address to ask for; `None` if it is none.
    pub fn new(address: &str) -> Option<Task> {
        let url = Url::parse(address).ok()?;
        url.host_str()?;
        Some(Task {
            address: address.to_string(),
            url,
            from: Vec::new(),
            moved: None,
            for_good: true,
            whole: false,
            waited: 0,
        })
    }

    /// The host it asks, with its port.
    pub fn host(&self) -> String {
        let host = self.url.host_str().unwrap_or("");
        format!("{host}:{}", self.url.port_or_known_default().unwrap_or(0))
    }

    /// Asks once.
    pub fn ask(self, agent: &Agent, now: DateTime<Utc>) -> Step {
        let answer = match self.whole {
            false => agent.head(self.url.as_str()).call(),
            // Its body is not read: the head says enough.
            true => agent.get(self.url.as_str()).call(),
        };
        match answer {
            Ok(answer) => self.weigh(answer.status(), answer.headers(), now),
            Err(error) => match (&error, self.whole) {
                // Some servers break off where only the head is asked for.
                (ureq::Error::Io(_) | ureq::Error::Protocol(_), false) => Step::Ask(Task {
                    whole: true,
                    ..self
                }),
                _ => Step::Told(Answer::Unclear(reason(&error))),
            },
        }
    }

    fn weigh(self, status: StatusCode, headers: &HeaderMap, now: DateTime<Utc>) -> Step {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let code = status.as_u16();
        match code {
            200..=299 => Step::Told(Answer::Good(self.moved)),
            300..=399 => match header("location") {
                Some(to) => self.follow(to, matches!(code, 301 | 308)),
                None => Step::Told(unclear(code)),
            },
            429 | 503 => match header("retry-after").and_then(|text| wait(text, now)) {
                Some(wait) if wait <= PATIENCE && self.waited < RETRIES => {
                    let waited = self.waited + 1;
                    Step::Wait(Task { waited, ..self }, wait)
                }
                _ => Step::Told(unclear(code)),
            },
            // Many servers answer wrongly to who asks for the head alone.
            _ if !self.whole => Step::Ask(Task {
                whole: true,
                ..self
            }),
            404 | 410 => Step::Told(Answer::Dead(code)),
            _ => Step::Told(unclear(code)),
        }
    }

    fn follow(mut self, to: &str, for_good: bool) -> Step {
        let Ok(to) = self.url.join(to) else {
            return Step::Told(Answer::Unclear(format!("it leads on to `{to}`")));
        };
        if !matches!(to.scheme(), "http" | "https") {
            return Step::Told(Answer::Unclear(format!("it leads on to `{to}`")));
        }
        let leads_back = to == self.url || self.from.contains(&to);
        // From where it leads on for now, it is to be linked to as it is.
        self.for_good &= for_good;
        if self.for_good {
            self.moved = Some(to.to_string());
        }
        let from = std::mem::replace(&mut self.url, to);
        self.from.push(from);
        if leads_back {
            return Step::Told(Answer::Unclear("it leads on in a circle".to_string()));
        }
        match self.from.len() > HOPS {
            true => Step::Told(Answer::Unclear(format!(
                "it leads on more than {HOPS} times"
            ))),
            false => Step::Ask(self),
        }
    }
}

fn unclear(code: u16) -> Answer {
    Answer::Unclear(format!("the server answers {code}"))
}

fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "there is no answer in time".to_string(),
        ureq::Error::HostNotFound => "its host is not found".to_string(),
        ureq::Error::ConnectionFailed => "its host cannot be reached".to_string(),
        other => other.to_string(),
    }
}

/// How long `Retry-After` asks to wait: a number of seconds, or an instant.
fn wait(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(text.trim()).ok()?;
    (until.to_utc() - now).to_std().ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{TimeZone, Utc};

    use super::{Answer, Step, Task, wait};

    #[test]
    fn a_server_may_ask_to_wait_in_seconds_or_until_an_instant() {
        let now = Utc.with_ymd_and_hms(2026, 11, 26, 12, 0, 0).unwrap();
        let seconds = |text| wait(text, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("12"), Some(12));
        assert_eq!(seconds("Thu, 26 Nov 2026 12:00:30 GMT"), Some(30));
        assert_eq!(seconds("Thu, 26 Nov 2026 11:00:30 GMT"), None);
        assert_eq!(seconds("soon"), None);
        assert_eq!(wait("1", now), Some(Duration::from_secs(1)));
    }

    #[test]
    fn only_what_leads_on_for_good_from_the_start_has_moved() {
        let led = |steps: &[(&str, bool)]| {
            let Some(mut task) = Task::new("https://a.example/1") else {
                return Ok(None);
            };
            for (to, for_good) in steps {
                match task.follow(to, *for_good) {
                    Step::Ask(next) => task = next,
                    Step::Told(answer) => return Err(answer),
                    Step::Wait(..) => return Ok(None),
                }
            }
            Ok(task.moved)
        };
        let at = |path: &str| Ok(Some(format!("https://a.example{path}")));
        assert_eq!(led(&[("/2", true)]), at("/2"));
        assert_eq!(led(&[("/2", true), ("/3", true)]), at("/3"));
        assert_eq!(led(&[("/2", true), ("/3", false)]), at("/2"));
        assert_eq!(led(&[("/2", false), ("/3", true)]), Ok(None));
        let circle = Answer::Unclear("it leads on in a circle".to_string());
        assert_eq!(led(&[("/2", true), ("/1", true)]), Err(circle.clone()));
        assert_eq!(led(&[("/1", true)]), Err(circle));
    }
}
