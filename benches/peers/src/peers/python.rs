//! Peers that are called through Python: they get a folder with the work, and print what came of it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value as Json, json};

use crate::measured::{Counts, Failure, Measured, Verdict};
use crate::text::{create, expressions, facts, rows, rules};
use crate::work::Work;

/// Calls a script, and reads its results.
pub fn measure(work: &Work, script: &str, threads: usize) -> Result<Vec<Measured>, Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("target/work");
    fs::create_dir_all(&folder)?;
    match script {
        "clingo" => {
            fs::write(folder.join("facts.lp"), facts(work))?;
            fs::write(folder.join("rules.lp"), rules(work))?;
        }
        _ => {
            let asked =
                json!({ "create": create(work), "expressions": expressions(work), "unknown": work.size.unknown > 0 });
            fs::write(folder.join("duckdb.json"), asked.to_string())?;
            fs::write(folder.join("states.csv"), rows(work))?;
        }
    }
    let mut command = Command::new(here.join(".venv/bin/python"));
    command.arg(here.join("python").join(format!("{script}_peer.py"))).arg(&folder);
    command.args([work.states.len(), work.principles.len(), threads].map(|number| number.to_string()));
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("the script for {script} failed: run `setup` first").into());
    }
    let found: Json = serde_json::from_slice(&output.stdout)?;
    found.as_array().into_iter().flatten().map(read).collect()
}

fn read(one: &Json) -> Result<Measured, Failure> {
    let text = |name: &str| one.get(name).and_then(Json::as_str).ok_or_else(|| format!("no text `{name}` came back"));
    let time = |name: &str| {
        let seconds = one.get(name).and_then(Json::as_f64).ok_or_else(|| format!("no time `{name}` came back"))?;
        Ok::<Duration, Failure>(Duration::try_from_secs_f64(seconds)?)
    };
    let count = |name: &str| {
        let count = one.get(name).and_then(Json::as_u64).ok_or_else(|| format!("no count `{name}` came back"))?;
        Ok::<usize, Failure>(usize::try_from(count)?)
    };
    let verdict = |sign| match sign {
        '0' => Ok(Verdict::No),
        '1' => Ok(Verdict::Yes),
        '?' => Ok(Verdict::Unknown),
        other => Err(format!("`{other}` is no verdict").into()),
    };
    Ok(Measured {
        name: text("name")?.to_owned(),
        load: time("load")?,
        evaluate: time("evaluate")?,
        counts: Counts { yes: count("yes")?, unknown: count("unknown")? },
        verdicts: text("verdicts")?.chars().map(verdict).collect::<Result<_, Failure>>()?,
    })
}
