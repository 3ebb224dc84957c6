//! What an expression or a rule was in an execution.

use std::sync::Arc;

use asl_interp::evaluate::{Failed, Language, Problem, Surroundings, evaluate, holds};
use asl_interp::{Payload, StateVisit, Stop};
use asl_lang::{Place, QueryLanguage, StateType, states_member};
use asl_model::shapes::Stage;
use asl_model::{Code, Expression, Model};
use serde_json::Value;

use super::Rehearsal;
use super::subject::{Kind, Subject};

/// What there is to tell.
pub(crate) struct Told {
    pub(crate) outcome: Outcome,
    /// Which of the visits it is of, from 1, and how many there were.
    pub(crate) visit: (usize, usize),
    /// The rule that was taken, for whoever asks about one: this one, another one from 0, or none.
    pub(crate) chosen: Option<Chosen>,
    /// States whose answers were made up before.
    pub(crate) made_up: Vec<String>,
    /// The value is what the state writes there.
    pub(crate) is_written: bool,
}

/// Which rule of a Choice was taken.
pub(crate) enum Chosen {
    /// The rule that is asked about.
    This,
    /// Another one, from 0.
    Other(usize),
    /// `Default`.
    Default,
    /// None: the state failed with that error.
    Failed(String),
}

/// What became of it.
pub(crate) enum Outcome {
    Value(Value),
    /// JSONata without a value, in a part of an expression.
    Undefined,
    Failed(Failed),
    /// The execution did not come there; why, where there is more to say.
    NotReached(Option<String>),
}

/// What a subject was. `None` for what cannot be evaluated alone.
pub(crate) fn told(
    model: &Model,
    subject: &Subject<'_>,
    rehearsal: &Rehearsal,
    stop: &Stop,
) -> Option<Told> {
    let state = model.state_pointer(subject.state.id());
    if rehearsal.broken.contains(&state) {
        return None;
    }
    let execution = &rehearsal.execution;
    let visits = execution.states.iter().enumerate();
    let visits: Vec<_> = visits.filter(|it| *it.1.pointer == *state).collect();
    let found = (1..).zip(&visits).find_map(|(number, (at, visit))| {
        let around = surroundings(rehearsal, subject, *at, visit)?;
        Some((number, *at, *visit, around))
    });
    let Some((number, at, visit, around)) = found else {
        return Some(Told {
            outcome: Outcome::NotReached(why(rehearsal, subject, visits.first().map(|it| it.1))),
            visit: (1, 1),
            chosen: None,
            made_up: Vec::new(),
            is_written: false,
        });
    };
    let stop = stop.clone();
    let around = Surroundings { stop, ..around };
    let own = usize::from(comes_after_work(subject));
    let before = execution.states.iter().take(at + own);
    let names: Vec<_> = before.map(|it| &*it.name).collect();
    let made_up = execution.sampled.iter();
    Some(Told {
        outcome: outcome(subject, rehearsal, &around)?,
        visit: (number, visits.len()),
        chosen: chosen(subject, visit),
        made_up: made_up
            .filter(|it| names.contains(&it.as_str()))
            .cloned()
            .collect(),
        is_written: subject.is_written(),
    })
}

impl Subject<'_> {
    fn is_written(&self) -> bool {
        matches!(&self.kind, Kind::Expression { expression, .. } if expression.field == "ResultPath")
    }
}

fn outcome(subject: &Subject<'_>, rehearsal: &Rehearsal, around: &Surroundings) -> Option<Outcome> {
    if subject.is_written() {
        return Some(Outcome::Value(Value::clone(&around.input)));
    }
    match &subject.kind {
        Kind::Expression { expression, part } => {
            let whole = || rehearsal.definition.pointer(&subject.pointer)?.as_str();
            // With what a deployment fills in, the text is another one.
            let filled = whole().filter(|it| !it.contains(expression.text()));
            let part = part.clone().filter(|_| filled.is_none());
            let is_part = part.is_some();
            let text = match part {
                Some(part) => expression.text().get(part)?,
                None => filled.unwrap_or(expression.text()),
            };
            evaluated(language(expression, text), text, is_part, around)
        }
        Kind::Rule { .. } => {
            let rule = rehearsal.definition.pointer(&subject.pointer)?;
            match holds(rule, around) {
                Ok(holds) => Some(Outcome::Value(Value::Bool(holds))),
                Err(Problem::Failed(failed)) => Some(Outcome::Failed(failed)),
                Err(Problem::Unreadable(_)) => None,
            }
        }
    }
}

fn language(expression: &Expression, text: &str) -> Language {
    match expression.code() {
        Code::Jsonata(_) => Language::Jsonata,
        Code::Path(_) => Language::JsonPath,
        Code::Intrinsic(_) => Language::guess(text),
    }
}

fn evaluated(
    language: Language,
    text: &str,
    is_part: bool,
    around: &Surroundings,
) -> Option<Outcome> {
    Some(match evaluate(language, text, around) {
        Ok(Some(value)) => Outcome::Value(value),
        Ok(None) if is_part => Outcome::Undefined,
        Ok(None) => Outcome::Failed(Failed::undefined(text)),
        Err(Problem::Failed(failed)) => Outcome::Failed(failed),
        Err(Problem::Unreadable(_)) => return None,
    })
}

/// What the subject sees in a visit; `None` where the visit did not come to it.
fn surroundings(
    rehearsal: &Rehearsal,
    subject: &Subject<'_>,
    at: usize,
    visit: &StateVisit,
) -> Option<Surroundings> {
    let execution = &rehearsal.execution;
    let around = execution.surroundings(at)?;
    let effective = visit.after_input_path.as_ref();
    match &subject.kind {
        Kind::Rule { .. } => with_input(around, effective),
        Kind::Expression { expression, .. } => {
            let (place, field) = (expression.place, expression.field);
            is_used(expression, visit).then_some(())?;
            let is_selector = field == "ItemSelector" || field == "Parameters";
            let around = if visit.state_type == StateType::Map && is_selector {
                execution.surroundings_of_items(at)?
            } else {
                around
            };
            match expression.language() {
                QueryLanguage::Jsonata => jsonata(around, place, field, visit),
                QueryLanguage::JsonPath => {
                    let stage = if subject.is_written() {
                        written(place)
                    } else {
                        Stage::of(place, field)
                    };
                    with_input(around, data(stage, visit))
                }
            }
        }
    }
}

/// What `ResultPath` puts where it says.
fn written(place: Place) -> Stage {
    match place {
        Place::Catcher => Stage::Error,
        _ => Stage::Selected,
    }
}

fn with_input(around: Surroundings, input: Option<&Payload>) -> Option<Surroundings> {
    Some(Surroundings {
        input: Arc::clone(input?),
        ..around
    })
}

/// Whether the visit used the retrier, catcher or rule that the expression belongs to.
fn is_used(expression: &Expression, visit: &StateVisit) -> bool {
    match expression.place {
        Place::Catcher => visit.caught_by == expression.index,
        Place::ChoiceRule if matches!(expression.field, "Assign" | "Output") => {
            visit.chosen == expression.index
        }
        _ => true,
    }
}

/// The data after a step of a visit.
fn data(stage: Stage, visit: &StateVisit) -> Option<&Payload> {
    let effective = visit.after_input_path.as_ref();
    match stage {
        Stage::Input => Some(&visit.input),
        Stage::Effective => effective,
        Stage::Result => visit.result.as_ref(),
        Stage::Selected => visit.after_result_selector.as_ref(),
        Stage::Placed if has_work(visit.state_type) => visit.after_result_path.as_ref(),
        Stage::Placed => effective,
        Stage::Error => visit.error_output.as_ref(),
    }
}

fn has_work(kind: StateType) -> bool {
    asl_lang::field(Place::State(kind), "ResultPath").is_some()
}

fn jsonata(
    around: Surroundings,
    place: Place,
    field: &str,
    visit: &StateVisit,
) -> Option<Surroundings> {
    let mut around = around;
    if reads("result", place, field) {
        // A Pass does nothing that could have a result.
        if visit.state_type != StateType::Pass {
            around.result = Some(Arc::clone(visit.result.as_ref()?));
        }
        around.time = visit.exited.unwrap_or(visit.entered);
    }
    if reads("errorOutput", place, field) {
        around.error_output = Some(Arc::clone(visit.error_output.as_ref()?));
    }
    Some(around)
}

/// Whether the subject has its turn when the state's work is done.
fn comes_after_work(subject: &Subject<'_>) -> bool {
    let Kind::Expression { expression, .. } = &subject.kind else {
        return false;
    };
    let (place, field) = (expression.place, expression.field);
    match expression.language() {
        QueryLanguage::Jsonata => place == Place::Catcher || reads("result", place, field),
        QueryLanguage::JsonPath => {
            subject.is_written()
                || !matches!(Stage::of(place, field), Stage::Input | Stage::Effective)
        }
    }
}

/// Whether `$states` has that member there.
fn reads(member: &str, place: Place, field: &str) -> bool {
    states_member(member).is_some_and(|it| it.is_readable(place, field))
}

fn chosen(subject: &Subject<'_>, visit: &StateVisit) -> Option<Chosen> {
    let index = match &subject.kind {
        Kind::Rule { index } => *index,
        Kind::Expression {
            expression,
            part: None,
        } if expression.field == "Condition" => expression.index?,
        Kind::Expression { .. } => return None,
    };
    Some(match (visit.chosen, &visit.next) {
        (Some(chosen), _) if chosen == index => Chosen::This,
        (Some(chosen), _) => Chosen::Other(chosen),
        (None, Some(_)) => Chosen::Default,
        (None, None) => Chosen::Failed(visit.error.as_ref()?.0.clone()?),
    })
}

/// Why the execution did not come to the subject, where more is known than that.
fn why(rehearsal: &Rehearsal, subject: &Subject<'_>, visit: Option<&StateVisit>) -> Option<String> {
    let Some(visit) = visit else {
        let states = rehearsal.execution.states.iter();
        let mut broken =
            states.filter(|it| rehearsal.broken.iter().any(|own| **own == *it.pointer));
        if let Some(broken) = broken.next() {
            return Some(format!("`{}` cannot run yet", broken.name));
        }
        return rehearsal.execution.halted.map(|it| it.to_string());
    };
    if let Kind::Expression { expression, .. } = &subject.kind {
        match (expression.place, visit.chosen) {
            (Place::Catcher, _) if visit.error.is_none() => {
                return Some("the state did not fail".to_owned());
            }
            (Place::Catcher, _) => return Some("this catcher did not take the error".to_owned()),
            (Place::ChoiceRule, Some(chosen)) => {
                return Some(format!("choice {} is taken", chosen + 1));
            }
            _ => {}
        }
    }
    let (error, _) = visit.error.as_ref()?;
    Some(format!(
        "the state fails before, with `{}`",
        error.as_deref().unwrap_or_default()
    ))
}
