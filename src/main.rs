//! The program: everything is in the library.

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
