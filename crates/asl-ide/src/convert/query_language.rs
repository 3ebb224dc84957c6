//! Which states a conversion to JSONata takes, and what it changes around them.

use asl_lang::QueryLanguage;
use asl_model::{MachineId, Model, State};
use asl_syntax::ast::{Alias, Entry, Mapping};
use asl_syntax::{SyntaxNode, TextRange};

use super::edits::Plan;
use super::jsonata::{Notes, Source, convert_state};
use super::node::Node;
use super::{Conversion, ConvertPart, Refused};
use crate::Document;

const FIELD: &str = "QueryLanguage";

/// The fields of a machine before which its query language is written, the first that is there.
const BEHIND: [&str; 3] = ["StartAt", "States", "TimeoutSeconds"];

pub(super) fn convert(
    document: &Document,
    part: ConvertPart<'_>,
    exact: bool,
) -> Result<Conversion, Vec<Refused>> {
    let model = document.model();
    let root = document.parse().syntax();
    let broken: Vec<Refused> = document
        .parse()
        .errors()
        .iter()
        .filter(|it| !it.kind.is_harmless())
        .map(Refused::broken)
        .collect();
    if !broken.is_empty() {
        return Err(broken);
    }
    let mut work = Work {
        document,
        model,
        root,
        plan: Plan::default(),
        notes: Notes::new(exact),
        states: 0,
    };
    let kept = match part {
        ConvertPart::Machine => work.machine()?,
        ConvertPart::EachState => work.each_state()?,
        ConvertPart::At(offset) => {
            let state = model.state_at(offset).map(|it| model.state(it));
            let nowhere = || Refused::new(TextRange::empty(offset), "There is no state here");
            work.one(state.ok_or_else(|| vec![nowhere()])?)?
        }
        ConvertPart::Named(name) => {
            let found = model.states_named(name);
            let all = TextRange::default();
            match found {
                [state] => work.one(model.state(*state))?,
                [] => {
                    return Err(vec![Refused::new(
                        all,
                        format!("There is no state \"{name}\""),
                    )]);
                }
                [_, second, ..] => {
                    let reason = format!("There are {} states \"{name}\"", found.len());
                    return Err(vec![Refused::new(
                        model.state(*second).name_range(),
                        reason,
                    )]);
                }
            }
        }
    };
    work.done(kept)
}

/// A conversion on its way.
struct Work<'a> {
    document: &'a Document,
    model: &'a Model,
    root: SyntaxNode,
    plan: Plan,
    notes: Notes,
    states: usize,
}

impl Work<'_> {
    /// All or nothing.
    fn machine(&mut self) -> Result<Vec<Refused>, Vec<Refused>> {
        let (id, range) = self.whole()?;
        let mut refused = Vec::new();
        let mut plan = Plan::default();
        for state in self.model.states() {
            if state.query_language() == QueryLanguage::Jsonata {
                continue;
            }
            match self.state(state, &mut plan, true) {
                Ok(mapping) => remove(&mapping, &mut plan),
                Err(more) => refused.extend(more),
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        for inner in self.model.machines() {
            let mapping = self.mapping(inner.range());
            if inner.id() != id
                && let Some(mapping) = mapping
            {
                remove(&mapping, &mut plan);
            }
        }
        self.plan = plan;
        let mapping = self.mapping(range).ok_or_else(|| vec![elsewhere(range)])?;
        set(&mapping, &BEHIND, false, &mut self.plan);
        Ok(Vec::new())
    }

    /// The machine of the document, which must be in JSONPath.
    fn whole(&self) -> Result<(MachineId, TextRange), Vec<Refused>> {
        let machine = self.model.root();
        let nothing = || Refused::new(self.root.text_range(), "There is no state machine here");
        let machine = machine.ok_or_else(|| vec![nothing()])?;
        if machine.query_language() == QueryLanguage::Jsonata {
            return Err(vec![Refused::new(
                machine.range(),
                "The machine is in JSONata already",
            )]);
        }
        Ok((machine.id(), machine.range()))
    }

    /// What can be converted; the rest is the answer.
    fn each_state(&mut self) -> Result<Vec<Refused>, Vec<Refused>> {
        self.whole()?;
        let mut kept = Vec::new();
        let mut plan = Plan::default();
        for state in self.model.states() {
            if state.query_language() == QueryLanguage::Jsonata {
                continue;
            }
            // Planned apart, so that nothing half stays behind.
            match self.state(state, &mut Plan::default(), false) {
                Ok(mapping) => {
                    self.state(state, &mut plan, false)?;
                    self.states -= 1;
                    set(&mapping, &["Type"], true, &mut plan);
                }
                Err(more) => kept.extend(more),
            }
        }
        self.plan = plan;
        if self.states == 0 {
            return Err(kept);
        }
        Ok(kept)
    }

    fn one(&mut self, state: &State) -> Result<Vec<Refused>, Vec<Refused>> {
        if state.query_language() == QueryLanguage::Jsonata {
            return Err(vec![Refused::new(
                state.name_range(),
                "The state is in JSONata already",
            )]);
        }
        let mut plan = Plan::default();
        let mapping = self.state(state, &mut plan, false)?;
        set(&mapping, &["Type"], true, &mut plan);
        self.plan = plan;
        Ok(Vec::new())
    }

    /// Plans the change of a state's own fields; `all` says that every state is converted, so that what several share
    /// through aliases is, too.
    fn state(
        &mut self,
        state: &State,
        plan: &mut Plan,
        all: bool,
    ) -> Result<Mapping, Vec<Refused>> {
        let range = state.value_range().unwrap_or_else(|| state.name_range());
        let mapping = self.mapping(range).ok_or_else(|| vec![elsewhere(range)])?;
        let kind = state.kind().ok_or_else(|| {
            vec![Refused::new(
                state.name_range(),
                "The state has no type that is known",
            )]
        })?;
        let source = Source {
            mapping: &mapping,
            kind,
            shapes: self.model.data_flow().state(self.model, state.id()),
        };
        convert_state(&source, plan, &mut self.notes, all)?;
        self.states += 1;
        Ok(mapping)
    }

    /// The object that stands there; none for an alias.
    fn mapping(&self, range: TextRange) -> Option<Mapping> {
        let token = self.root.token_at_offset(range.start()).right_biased()?;
        let around = token.parent_ancestors();
        let mut around = around.filter(|it| it.text_range().start() == range.start());
        around.find_map(Mapping::cast)
    }

    /// The edits, once it is sure that they do no harm.
    fn done(mut self, kept: Vec<Refused>) -> Result<Conversion, Vec<Refused>> {
        if let Some(refused) = self.hidden_function() {
            return Err(vec![refused]);
        }
        let text = self.document.text().to_string();
        let edits = self.plan.edits(&text, self.document.format());
        let before = self.document.parse().errors().len();
        let after = asl_model::host::parse_definition(
            &crate::format::applied(&text, &edits),
            self.document.format(),
        );
        if after.errors().len() > before {
            let range = self.root.text_range();
            return Err(vec![Refused::new(
                range,
                "The text after it could not be read; please report it",
            )]);
        }
        let dangling = |it: SyntaxNode| Alias::cast(it).is_some_and(|it| it.target().is_none());
        if after.syntax().descendants().any(dangling) {
            let reason = "An anchor would go whose alias stays";
            return Err(vec![Refused::new(self.root.text_range(), reason)]);
        }
        self.notes.all.sort_by_key(|it| it.range.start());
        Ok(Conversion {
            edits,
            format: self.document.format(),
            states: self.states,
            notes: self.notes.all,
            kept,
        })
    }

    /// A variable with the name of a function that the new expressions call.
    fn hidden_function(&self) -> Option<Refused> {
        let names = self.model.variables().names().iter();
        let hidden = names
            .map(|it| it.name.as_str())
            .find(|it| self.plan.calls(it))?;
        let reason = format!(
            "The variable ${hidden} hides JSONata's function of that name, which is needed here"
        );
        Some(Refused::new(self.root.text_range(), reason))
    }
}

fn elsewhere(range: TextRange) -> Refused {
    Refused::new(range, "This is not written here but behind an alias")
}

/// Gives an object its query language.
fn set(mapping: &Mapping, beside: &[&str], behind: bool, plan: &mut Plan) {
    let field = (FIELD.to_owned(), Node::text(QueryLanguage::Jsonata.name()));
    if let Some(entry) = mapping.get(FIELD) {
        return plan.instead(&entry, vec![field]);
    }
    let named: Option<Entry> = beside.iter().find_map(|it| mapping.get(it));
    if let Some(entry) = named.or_else(|| mapping.entries().next()) {
        plan.beside(&entry, behind, field);
    }
}

/// Takes the query language of an object away: it has that of what holds it.
fn remove(mapping: &Mapping, plan: &mut Plan) {
    if let Some(entry) = mapping.get(FIELD) {
        plan.instead(&entry, Vec::new());
    }
}
