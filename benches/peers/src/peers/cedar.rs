//! Cedar, through its library: states are entities, and each is asked about as the principal of a request.

use cedar_policy::{
    Authorizer, Context, Entities, EntityUid, EvalResult, Expression, Policy, PolicyId, PolicySet, Request,
    eval_expression,
};

use crate::measured::{Counts, Failure, Measured, Verdict, timed};
use crate::spread::spread;
use crate::text::{entities, policies as conditions};
use crate::work::Work;

/// One policy for each principle, all in one set: a single call for a state answers all of them, since an answer
/// names every policy that permits.
pub fn policies(work: &Work, threads: usize) -> Result<Measured, Failure> {
    let ((set, entities), load) = timed(threads, || Ok((set(work)?, read_entities(work)?)))?;
    let requests = requests(work)?;
    let authorizer = Authorizer::new();
    let ask = |requests: &[Request]| {
        let answers = requests.iter().map(|request| authorizer.is_authorized(request, &set, &entities));
        Ok(answers.map(|answer| answer.diagnostics().reason().count()).sum())
    };
    let (yes, evaluate) = timed(threads, || spread(&requests, threads, ask))?;
    let mut verdicts = vec![Verdict::No; work.verdicts()];
    for (state, request) in requests.iter().enumerate() {
        let answer = authorizer.is_authorized(request, &set, &entities);
        if let Some(error) = answer.diagnostics().errors().next() {
            return Err(error.to_string().into());
        }
        for policy in answer.diagnostics().reason() {
            let principle: usize = policy.to_string().parse()?;
            if let Some(verdict) = verdicts.get_mut(principle * requests.len() + state) {
                *verdict = Verdict::Yes;
            }
        }
    }
    let counts = Counts { yes, unknown: 0 };
    Ok(Measured { name: "Cedar, one set of policies".to_owned(), load, evaluate, counts, verdicts })
}

/// The conditions as bare expressions, without policies and what they cost.
pub fn expressions(work: &Work, threads: usize) -> Result<Measured, Failure> {
    let ((expressions, entities), load) = timed(threads, || Ok((read_expressions(work)?, read_entities(work)?)))?;
    let requests = requests(work)?;
    let holds = |request: &Request, expression: &Expression| {
        Ok::<bool, Failure>(matches!(eval_expression(request, &entities, expression)?, EvalResult::Bool(true)))
    };
    let ask = |requests: &[Request]| {
        let mut sum = 0;
        for request in requests {
            for expression in &expressions {
                sum += usize::from(holds(request, expression)?);
            }
        }
        Ok(sum)
    };
    let (yes, evaluate) = timed(threads, || spread(&requests, threads, ask))?;
    let mut verdicts = Vec::with_capacity(work.verdicts());
    for expression in &expressions {
        for request in &requests {
            verdicts.push(if holds(request, expression)? { Verdict::Yes } else { Verdict::No });
        }
    }
    let counts = Counts { yes, unknown: 0 };
    Ok(Measured { name: "Cedar, bare expressions".to_owned(), load, evaluate, counts, verdicts })
}

fn set(work: &Work) -> Result<PolicySet, Failure> {
    let mut set = PolicySet::new();
    for (number, condition) in conditions(work).into_iter().enumerate() {
        let text = format!("permit(principal, action, resource) when {{ {condition} }};");
        set.add(Policy::parse(Some(PolicyId::new(number.to_string())), text)?)?;
    }
    Ok(set)
}

fn read_expressions(work: &Work) -> Result<Vec<Expression>, Failure> {
    conditions(work).into_iter().map(|condition| Ok(condition.parse()?)).collect()
}

fn read_entities(work: &Work) -> Result<Entities, Failure> {
    Ok(Entities::from_json_value(entities(work), None)?)
}

fn requests(work: &Work) -> Result<Vec<Request>, Failure> {
    let matter: EntityUid = "Matter::\"matter\"".parse()?;
    let request = |state| {
        let principal: EntityUid = format!("State::\"{state}\"").parse()?;
        Ok(Request::new(principal, matter.clone(), matter.clone(), Context::empty(), None)?)
    };
    (0..work.states.len()).map(request).collect()
}
