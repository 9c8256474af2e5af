//! The program `comity`; everything it does is in the library.

fn main() -> std::process::ExitCode {
    comity::cli::main()
}
