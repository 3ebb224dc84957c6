//! One state of any type.

use std::sync::Arc;

use asl_lang::{QueryLanguage, StateType};
use serde_json::Value;

use super::fields::Fields;
use super::{Compiler, Names};
use crate::program::{Kind, Next, State, Steps};

impl Compiler {
    pub(super) fn state(
        &mut self,
        name: &str,
        definition: &Value,
        pointer: String,
        names: &Names<'_>,
    ) -> Option<State> {
        let fields = self.object(definition, pointer, "A state")?;
        let machine = self.language;
        self.language = self.language_of(&fields);
        let state = self.state_in(name, &fields, machine, names);
        self.language = machine;
        state
    }

    /// A state, once its query language is known. The states inside have the machine's again.
    fn state_in(
        &mut self,
        name: &str,
        fields: &Fields<'_>,
        machine: QueryLanguage,
        names: &Names<'_>,
    ) -> Option<State> {
        let state_type = self.state_type(fields)?;
        let steps = if self.is_jsonata() {
            Steps::Jsonata(self.jsonata_steps(fields))
        } else {
            Steps::JsonPath(Box::new(
                self.json_path_steps(fields, state_type != StateType::Map),
            ))
        };
        let retry = self.retriers(fields);
        let catch = self.catchers(fields, names);
        let next = match state_type {
            StateType::Choice | StateType::Succeed | StateType::Fail => Some(Next::End),
            _ => self.next(fields, names),
        };
        let kind = self.kind(state_type, fields, machine, names);
        Some(State {
            name: Arc::from(name),
            pointer: Arc::from(fields.pointer()),
            state_type,
            next: next?,
            steps,
            retry,
            catch,
            kind: kind?,
        })
    }

    fn state_type(&mut self, fields: &Fields<'_>) -> Option<StateType> {
        let Some(name) = fields.text("Type") else {
            self.missing(fields, "Type", "a string");
            return None;
        };
        let state_type = StateType::from_name(name);
        if state_type.is_none() {
            // AWS's words (recorded).
            let message = "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]";
            self.error(fields.pointer_to("Type"), message);
        }
        state_type
    }

    fn kind(
        &mut self,
        state_type: StateType,
        fields: &Fields<'_>,
        machine: QueryLanguage,
        names: &Names<'_>,
    ) -> Option<Kind> {
        match state_type {
            StateType::Pass => Some(Kind::Pass {
                result: fields.get("Result").map(|value| Arc::new(value.clone())),
            }),
            StateType::Succeed => Some(Kind::Succeed),
            StateType::Fail => Some(Kind::Fail {
                error: self.literal_or_path(fields, "Error"),
                cause: self.literal_or_path(fields, "Cause"),
            }),
            StateType::Wait => self.delay(fields).map(Kind::Wait),
            StateType::Choice => self.choice(fields, names),
            StateType::Task => self.task(fields).map(|task| Kind::Task(Box::new(task))),
            StateType::Parallel => self.parallel(fields, machine),
            StateType::Map => self
                .map(fields, machine)
                .map(|map| Kind::Map(Box::new(map))),
        }
    }
}
