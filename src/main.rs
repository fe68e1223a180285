//! The binary: everything is in the library, so that tests and other programs reach it.

fn main() -> std::process::ExitCode {
    unsung::cli::main()
}
