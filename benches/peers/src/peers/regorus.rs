//! Regorus, a Rego engine in Rust, through its library: its interpreter, and its machine for compiled policies.

use std::sync::Arc;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{CompiledPolicy, Engine, Rc, Value};

use crate::measured::{Counts, Failure, Measured, Verdict, timed};
use crate::spread::spread;
use crate::text::{input, policy};
use crate::work::Work;

/// The set of all principles that hold.
const HOLDS: &str = "data.work.holds";

/// A compiled policy, interpreted.
pub fn interpreter(work: &Work, threads: usize) -> Result<Measured, Failure> {
    let (policy, load) = timed(threads, || compile(work))?;
    let inputs = inputs(work)?;
    let all = |input: &Value| Ok::<Value, Failure>(policy.eval_with_input(input.clone())?);
    let ask = |inputs: &[Value]| inputs.iter().map(|input| Ok(all(input)?.as_set()?.len())).sum();
    let (yes, evaluate) = timed(threads, || spread(&inputs, threads, ask))?;
    let verdicts = verdicts(work, &inputs, all)?;
    let counts = Counts { yes, unknown: 0 };
    Ok(Measured { name: "Regorus, interpreter".to_owned(), load, evaluate, counts, verdicts })
}

/// The same, compiled for the machine, which is kept from state to state.
pub fn machine(work: &Work, threads: usize) -> Result<Measured, Failure> {
    let (program, load) = timed(threads, || Ok(Compiler::compile_from_policy(&compile(work)?, &[HOLDS])?))?;
    let inputs = inputs(work)?;
    let machine = || {
        let mut machine = RegoVM::new();
        machine.load_program(Arc::clone(&program));
        machine.set_max_instructions(usize::MAX);
        machine
    };
    let run = |machine: &mut RegoVM, input: &Value| {
        machine.set_input(input.clone());
        Ok::<Value, Failure>(machine.execute()?)
    };
    let ask = |inputs: &[Value]| {
        let mut machine = machine();
        inputs.iter().map(|input| Ok(run(&mut machine, input)?.as_set()?.len())).sum()
    };
    let (yes, evaluate) = timed(threads, || spread(&inputs, threads, ask))?;
    let verdicts = verdicts(work, &inputs, |input| run(&mut machine(), input))?;
    let counts = Counts { yes, unknown: 0 };
    Ok(Measured { name: "Regorus, machine".to_owned(), load, evaluate, counts, verdicts })
}

fn compile(work: &Work) -> Result<CompiledPolicy, Failure> {
    let mut engine = Engine::new();
    engine.add_policy("work.rego".to_owned(), policy(work))?;
    Ok(engine.compile_with_entrypoint(&Rc::from(HOLDS))?)
}

fn inputs(work: &Work) -> Result<Vec<Value>, Failure> {
    work.states.iter().map(|facts| Ok(Value::from_json_str(&input(facts).to_string())?)).collect()
}

fn verdicts(
    work: &Work,
    inputs: &[Value],
    all: impl Fn(&Value) -> Result<Value, Failure>,
) -> Result<Vec<Verdict>, Failure> {
    let mut verdicts = vec![Verdict::No; work.verdicts()];
    for (state, input) in inputs.iter().enumerate() {
        for principle in all(input)?.as_set()? {
            let place = usize::try_from(principle.as_u64()?)? * inputs.len() + state;
            if let Some(verdict) = verdicts.get_mut(place) {
                *verdict = Verdict::Yes;
            }
        }
    }
    Ok(verdicts)
}
