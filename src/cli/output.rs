//! Printing: colours only for terminals, and no complaint when a pipe closes early.

use std::io::Write;

use anstream::{AutoStream, ColorChoice};

/// Prints to standard output.
pub fn print(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// Prints a question, so that it is seen before it is answered.
pub fn ask(text: &str) {
    print(text);
    let _ = anstream::stdout().flush();
}

/// Prints to standard error.
pub fn note(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Prints one error that belongs to no file.
pub fn error(message: &str) {
    note(&format!("error: {message}\n"));
}

/// Whether standard error shows colours.
pub fn coloured() -> bool {
    AutoStream::choice(&std::io::stderr()) != ColorChoice::Never
}
