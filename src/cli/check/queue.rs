//! Many addresses, asked side by side, and of each host only a few at once.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;

use super::ask::{Answer, Step, Task};

/// How many addresses are asked for at once.
const AT_ONCE: usize = 16;

/// How many of one host: as many as a reader's browser would ask for without being noticed.
const OF_A_HOST: usize = 2;

/// Asks for every address and gives what is known of each in the end.
pub fn ask(addresses: &[String], timeout: Duration) -> BTreeMap<String, Answer> {
    let mut state = State::default();
    for address in addresses {
        match Task::new(address) {
            Some(task) => state.add(task),
            None => {
                let answer = Answer::Unclear("it is no address that can be asked for".to_string());
                state.answers.insert(address.clone(), answer);
            }
        }
    }
    // Where an address leads on to is looked at hop by hop, since each hop may be of another host.
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(timeout))
        .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let workers = AT_ONCE.min(state.open);
    let queue = Queue {
        state: Mutex::new(state),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| queue.work(&agent));
        }
    });
    let state = queue.state.into_inner();
    state.unwrap_or_else(PoisonError::into_inner).answers
}

struct Queue {
    state: Mutex<State>,
    /// Told whenever there may be something to do.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// What is to be asked of each host.
    hosts: HashMap<String, Host>,
    /// How many addresses have no answer yet.
    open: usize,
    answers: BTreeMap<String, Answer>,
}

#[derive(Default)]
struct Host {
    waiting: VecDeque<Task>,
    /// How many are being asked.
    busy: usize,
    /// Not to be asked before.
    until: Option<Instant>,
}

/// What a worker finds to do.
enum Next {
    Ask(Box<Task>),
    /// Nothing before this instant, or before something changes.
    Wait(Option<Instant>),
    Done,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for what is open until nothing is.
    fn work(&self, agent: &Agent) {
        while let Some(task) = self.next() {
            let (address, host) = (task.address.clone(), task.host());
            let step = task.ask(agent, chrono::Utc::now());
            self.lock().take_in(address, &host, step);
            self.changed.notify_all();
        }
    }

    /// The next task, once there is one.
    fn next(&self) -> Option<Task> {
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            state = match state.next(now) {
                Next::Ask(task) => return Some(*task),
                Next::Done => return None,
                Next::Wait(None) => self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner),
                Next::Wait(Some(until)) => {
                    let wait = until.saturating_duration_since(now);
                    let woken = self.changed.wait_timeout(state, wait);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

impl State {
    fn add(&mut self, task: Task) {
        self.open += 1;
        self.hosts
            .entry(task.host())
            .or_default()
            .waiting
            .push_back(task);
    }

    fn next(&mut self, now: Instant) -> Next {
        if self.open == 0 {
            return Next::Done;
        }
        let mut soonest: Option<Instant> = None;
        for host in self.hosts.values_mut() {
            if host.busy >= OF_A_HOST || host.waiting.is_empty() {
                continue;
            }
            if let Some(until) = host.until.filter(|until| *until > now) {
                soonest = Some(soonest.map_or(until, |soonest| soonest.min(until)));
                continue;
            }
            if let Some(task) = host.waiting.pop_front() {
                host.busy += 1;
                return Next::Ask(Box::new(task));
            }
        }
        Next::Wait(soonest)
    }

    /// Takes in what came of asking a host once.
    fn take_in(&mut self, address: String, host: &str, step: Step) {
        self.open -= 1;
        let asked = self.hosts.entry(host.to_string()).or_default();
        asked.busy = asked.busy.saturating_sub(1);
        match step {
            Step::Told(answer) => {
                self.answers.insert(address, answer);
            }
            Step::Ask(task) => self.add(task),
            Step::Wait(task, wait) => {
                asked.until = Some(Instant::now() + wait);
                self.add(task);
            }
        }
    }
}
