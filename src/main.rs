//! The program: everything is in the library.

/// Articles and pages are many small pieces made on many threads, which the system's own allocator
/// is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
