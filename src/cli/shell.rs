//! `comity completions` and `comity man`

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, Failure, Status, terminal};

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  comity completions bash > ~/.local/share/bash-completion/completions/comity")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub fn run(self) -> Result<Status, Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "comity", &mut text);
        write(&text)
    }
}

/// Print the manual page, of the program or of one verb
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  comity man | man -l -\n  comity man eval > comity-eval.1")]
pub struct Man {
    /// The verb
    verb: Option<String>,
}

impl Man {
    pub fn run(self) -> Result<Status, Failure> {
        let mut command = Arguments::command();
        command.build();
        let page = match &self.verb {
            None => command,
            Some(verb) => {
                let known = command.get_subcommands().map(clap::Command::get_name);
                let near = crate::diagnostics::nearest(verb, known).map(|near| format!("; did you mean `{near}`?"));
                let found = command.find_subcommand(verb).cloned();
                found.ok_or_else(|| format!("there is no verb `{verb}`{}", near.unwrap_or_default()))?
            }
        };
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text)?;
        write(&text)
    }
}

fn write(text: &[u8]) -> Result<Status, Failure> {
    let mut out = terminal::out();
    out.write_all(text)?;
    out.flush()?;
    Ok(Status::Fine)
}
