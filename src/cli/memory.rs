//! How much memory the program took.

use std::fs;

/// The most memory that was taken at once, in a line; nothing where the system does not tell.
#[allow(
    clippy::disallowed_methods,
    reason = "the system tells of the program in a file"
)]
pub fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    let megabytes = kilobytes.and_then(|number| Some(number.parse::<u64>().ok()? / 1024));
    megabytes.map_or_else(String::new, |peak| {
        format!("{peak} MiB of memory at most\n")
    })
}
