//! A host on this machine that answers as a test tells it, and remembers what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A host that runs until its test ends.
pub struct Host {
    port: u16,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    asked: Vec<Asked>,
    of: HashMap<String, usize>,
    now: usize,
    most: usize,
}

/// What a host was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub agent: String,
    /// How often the same path was asked for before.
    pub before: usize,
}

/// What it answers.
pub struct Reply {
    status: u16,
    headers: String,
    after: Duration,
}

impl Reply {
    pub fn status(status: u16) -> Reply {
        Reply {
            status,
            headers: String::new(),
            after: Duration::ZERO,
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Reply {
        self.headers.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    pub fn after(self, after: Duration) -> Reply {
        Reply { after, ..self }
    }
}

impl Host {
    pub fn new(answer: impl Fn(&str, &Asked) -> Reply + Send + Sync + 'static) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let host = Host {
            port,
            seen: seen.clone(),
        };
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer) = (seen.clone(), answer.clone());
                thread::spawn(move || serve(&stream, &seen, &*answer));
            }
        });
        host
    }

    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Everything it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().asked.clone()
    }

    /// How many it was asked at once at most.
    pub fn most_at_once(&self) -> usize {
        self.seen.lock().unwrap().most
    }
}

fn serve(mut stream: &TcpStream, seen: &Mutex<Seen>, answer: &dyn Fn(&str, &Asked) -> Reply) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let agent = head.iter().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("user-agent")
            .then(|| value.to_string())
    });
    let mut words = first.split(' ').map(str::to_string);
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let asked = {
        let mut seen = seen.lock().unwrap();
        let of = seen.of.entry(path.clone()).or_default();
        let asked = Asked {
            method,
            path,
            agent: agent.unwrap_or_default(),
            before: *of,
        };
        *of += 1;
        seen.asked.push(asked.clone());
        seen.now += 1;
        seen.most = seen.most.max(seen.now);
        asked
    };
    let reply = answer(&asked.path, &asked);
    thread::sleep(reply.after);
    seen.lock().unwrap().now -= 1;
    let head = format!(
        "HTTP/1.1 {} -\r\n{}Content-Length: 0\r\nConnection: close\r\n\r\n",
        reply.status, reply.headers
    );
    let _ = stream.write_all(head.as_bytes());
}
