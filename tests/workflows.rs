//! `action.yml` and `.pre-commit-hooks.yaml` against the program: every verb and option that they name exists, and the
//! steps of the action do what they say.

#![expect(clippy::disallowed_methods, reason = "tests run the program and the steps of the action")]

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

type Failure = Box<dyn Error>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_comity");

/// Read as other programs read it, and not line by line.
fn yaml(path: &str) -> Result<Value, Failure> {
    Ok(serde_saphyr::from_str(&fs::read_to_string(path)?)?)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn help(arguments: &[&str]) -> Result<String, Failure> {
    Ok(String::from_utf8(Command::new(PROGRAM).args(arguments).arg("--help").output()?.stdout)?)
}

fn verbs() -> Result<BTreeSet<String>, Failure> {
    let help = help(&[])?;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    Ok(lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

/// The verb and the options of a command line are those of the program.
fn known(line: &str) -> Result<(), Failure> {
    let mut words = line.split_whitespace().skip_while(|word| *word != "comity").skip(1);
    let verb = words.next().ok_or_else(|| format!("no verb: {line}"))?;
    if !verbs()?.contains(verb) {
        return Err(format!("there is no verb `{verb}`: {line}").into());
    }
    let help = help(&[verb])?;
    let missing = words.filter(|word| word.starts_with("--")).find(|option| !help.contains(&format!("{option} ")));
    missing.map_or(Ok(()), |option| Err(format!("`{verb}` has no option `{option}`: {line}").into()))
}

#[test]
fn hooks_name_what_there_is() -> Result<(), Failure> {
    let hooks = yaml(".pre-commit-hooks.yaml")?;
    let hooks = hooks.as_array().ok_or("a list of hooks")?;
    let ids: Vec<&str> = hooks.iter().map(|hook| text(hook, "id")).collect();
    assert_eq!(ids, ["comity-check", "comity-fmt", "comity-test"]);
    for hook in hooks {
        assert_eq!(text(hook, "language"), "rust");
        let entry = text(hook, "entry");
        assert_eq!(text(hook, "id"), entry.replace(' ', "-"));
        assert!(text(hook, "files").ends_with('$'), "{hook}");
        known(entry)?;
    }
    Ok(())
}

/// The steps of the action that run a script, with their conditions and variables.
fn steps(action: &Value) -> Vec<&Value> {
    let steps = action.pointer("/runs/steps").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    steps.iter().filter(|step| step.get("run").is_some()).collect()
}

#[test]
fn steps_name_what_there_is() -> Result<(), Failure> {
    let action = yaml("action.yml")?;
    assert_eq!(action.pointer("/runs/using").and_then(Value::as_str), Some("composite"));
    let mut commands = 0;
    for step in steps(&action) {
        assert_eq!(text(step, "shell"), "bash", "{step:#}");
        let run = text(step, "run");
        for line in run.lines().map(str::trim).filter(|line| line.starts_with("comity ")) {
            commands += 1;
            known(line)?;
        }
        for option in run.split("options+=(").skip(1).filter_map(|rest| rest.split_whitespace().next()) {
            known(&format!("comity check {option}"))?;
        }
        assert!(!run.contains("${{"), "an input in a script could be a command: {run}");
    }
    assert_eq!(commands, 3, "two checks and the tests");
    Ok(())
}

/// Every input that a step names is declared with a description and a default, and none is declared for nothing.
#[test]
fn inputs_are_declared_and_used() -> Result<(), Failure> {
    let action = yaml("action.yml")?;
    let declared = action.get("inputs").and_then(Value::as_object).ok_or("inputs")?;
    let written = action.get("runs").ok_or("runs")?.to_string();
    let used: BTreeSet<&str> = written
        .split("inputs.")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '-').next())
        .collect();
    assert_eq!(declared.keys().map(String::as_str).collect::<BTreeSet<_>>(), used);
    for (name, input) in declared {
        assert!(!text(input, "description").is_empty() && input.get("default").is_some_and(Value::is_string), "{name}");
    }
    Ok(())
}

#[test]
fn scripts_are_scripts() -> Result<(), Failure> {
    for step in steps(&yaml("action.yml")?) {
        let done = Command::new("bash").args(["-n", "-c", text(step, "run")]).output()?;
        assert!(done.status.success(), "{}: {}", text(step, "name"), String::from_utf8_lossy(&done.stderr));
    }
    Ok(())
}

/// Runs a step as a runner does: with its variables, in which inputs have been put in their places.
fn run(name: &str, inputs: &[(&str, &str)], folder: &Path) -> Result<Output, Failure> {
    let action = yaml("action.yml")?;
    let step = steps(&action).into_iter().find(|step| text(step, "name") == name).ok_or("no such step")?;
    let bin = Path::new(PROGRAM).parent().ok_or("the folder of the program")?;
    let path = format!("{}:{}", bin.display(), std::env::var("PATH")?);
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", text(step, "run")]);
    bash.current_dir(folder).env("PATH", path).env("NO_COLOR", "1").stdin(Stdio::null());
    for (variable, value) in step.get("env").and_then(Value::as_object).into_iter().flatten() {
        let value = value.as_str().unwrap_or_default();
        let input = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
        let value = match input {
            None => value.to_owned(),
            Some(input) => {
                let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| (*value).to_owned());
                let default = action.pointer(&format!("/inputs/{input}/default")).and_then(Value::as_str);
                given.or_else(|| default.map(str::to_owned)).ok_or_else(|| format!("no input `{input}`"))?
            }
        };
        bash.env(variable, value);
    }
    Ok(bash.output()?)
}

#[test]
fn steps_do_what_they_say() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let rules = "levels { bilateral of pairs }\nissue return\nattribute rate \"Rate\" : number\nstate MDA { rate: 16% }\n\
        interest first {\n  every state where rate >= 5\n  opposes return\n}\n";
    fs::write(folder.path().join("some rules.comity"), rules)?;
    let path = ("path", "some rules.comity");
    let log = |output: Output| -> Result<(Option<i32>, String), Failure> {
        let text = [output.stdout, output.stderr].concat();
        Ok((output.status.code(), String::from_utf8(text)?))
    };
    let (status, text) = log(run("Check", &[path], folder.path())?)?;
    assert_eq!(status, Some(0), "{text}");
    assert!(text.starts_with("::warning file=some rules.comity,line=6,"), "{text}");
    let (status, text) = log(run("Check", &[path, ("deny", "warnings,scope-tie")], folder.path())?)?;
    assert_eq!(status, Some(1), "{text}");
    assert!(text.starts_with("::error "), "{text}");
    let more = [path, ("args", "--allow never-holds --as-of 2020-01-01"), ("format", "pretty")];
    let (status, text) = log(run("Check", &more, folder.path())?)?;
    assert_eq!((status, text.as_str()), (Some(0), "nothing to report\n"));
    for (deny, status) in [("warnings", Some(0)), ("no-such-code", Some(1))] {
        let sarif = [path, ("deny", deny), ("sarif", "out.sarif")];
        let (found, text) = log(run("Write SARIF", &sarif, folder.path())?)?;
        assert_eq!(found, status, "{text}");
    }
    let (status, text) = log(run("Run the tests", &[path], folder.path())?)?;
    assert_eq!(status, Some(0), "{text}");
    Ok(())
}
