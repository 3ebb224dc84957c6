//! One state: from what is known when it is entered to what is known on every way out of it.

use std::sync::Arc;

use asl_lang::{QueryLanguage, StateType};

use super::ground::{Around, Entry, Ground, Miss};
use super::machine::{MachineShapes, machine};
use super::program::{Exit, Program, Target, Template};
use super::shape::{Member, Shape};
use crate::{Cause, Expression, Nesting, StateFacts};

/// The query languages of a state and of the machines in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Languages {
    pub(super) state: QueryLanguage,
    pub(super) machine: QueryLanguage,
}

/// The data of one state, step by step. A step that the state does not have gives what the one
/// before gives.
#[derive(Debug, Clone, Default)]
pub struct StateShapes {
    pub(super) entry: Entry,
    /// After `InputPath`.
    pub(super) effective: Shape,
    /// After `Parameters` or `Arguments`.
    pub(super) arguments: Shape,
    /// What the state's work gives.
    pub(super) result: Shape,
    /// After `ResultSelector`.
    pub(super) selected: Shape,
    /// After `ResultPath`.
    pub(super) placed: Shape,
    /// What each iteration of a Map works on, before `ItemSelector`.
    pub(super) item: Option<Shape>,
    /// What the state hands on when it leaves by its own `Next` or `End`.
    pub(super) output: Shape,
    /// By way out: the cause, or nothing for `Next`, `Default` and `End`.
    pub(super) ways: Vec<(Option<Cause>, Entry)>,
    /// The machines in it, in the text's order.
    pub(super) nested: Vec<MachineShapes>,
    pub(super) misses: Vec<Miss>,
    /// It may lead to any state with anything.
    pub(super) leads_anywhere: bool,
}

impl StateShapes {
    /// What is known at the end of a way.
    pub(super) fn after(&self, cause: Cause) -> Option<&Entry> {
        let wanted = match cause {
            Cause::Choice(_) | Cause::Catch(_) => Some(cause),
            Cause::Start | Cause::Next | Cause::Default => None,
        };
        let way = self.ways.iter().find(|it| it.0 == wanted);
        way.map(|it| &it.1)
    }

    /// Whether what is handed on is the same by every way.
    pub(super) fn hands_on_as(&self, other: &Self) -> bool {
        self.ways == other.ways && self.leads_anywhere == other.leads_anywhere
    }

    /// Whether something is looked for in vain in the state or in a machine in it.
    pub(super) fn is_troubled(&self) -> bool {
        let nested = self.nested.iter().any(|it| !it.troubled.is_empty());
        nested || !self.misses.is_empty()
    }

    /// What is known where nobody can say which way was taken.
    pub(super) fn anywhere(&self) -> Option<Entry> {
        self.leads_anywhere.then(|| Entry {
            input: Shape::unknown(),
            variables: self.entry.variables.assigned(&Shape::unknown()),
            around: Arc::clone(&self.entry.around),
        })
    }
}

/// Works out one state.
pub(super) fn state(
    facts: &StateFacts,
    program: &Program,
    languages: Languages,
    entry: &Entry,
) -> StateShapes {
    let mut visit = Visit {
        facts,
        program,
        languages,
        expressions: facts.expressions(languages.state),
        entry,
        shapes: StateShapes {
            entry: entry.clone(),
            leads_anywhere: program.leads_anywhere,
            ..StateShapes::default()
        },
    };
    if program.is_open {
        visit.unknown();
    } else {
        visit.work();
    }
    visit.shapes
}

struct Visit<'a> {
    facts: &'a StateFacts,
    program: &'a Program,
    languages: Languages,
    expressions: &'a [Expression],
    entry: &'a Entry,
    shapes: StateShapes,
}

impl Visit<'_> {
    /// Nothing is known of what the state does.
    fn unknown(&mut self) {
        let after = Entry {
            input: Shape::unknown(),
            variables: self.entry.variables.assigned(&Shape::unknown()),
            around: Arc::clone(&self.entry.around),
        };
        let causes = self.facts.references().iter().map(|it| it.cause);
        let ways = causes.map(Some).chain([None]);
        self.shapes.ways = ways.map(|it| (it, after.clone())).collect();
    }

    fn work(&mut self) {
        let input = Ground::of(self.entry, self.entry.input.clone());
        let effective = self.fill(&input, self.program.input.as_ref());
        self.shapes.effective = effective.unwrap_or_else(|| self.entry.input.clone());
        let ground = Ground::of(self.entry, self.shapes.effective.clone());
        let arguments = self.fill(&ground, self.program.arguments.as_ref());
        self.shapes.arguments = arguments.unwrap_or_else(|| ground.input.clone());
        for index in &self.program.others {
            if let Some(expression) = self.expressions.get(*index) {
                ground.expression(expression, &mut self.shapes.misses);
            }
        }
        match self.program.kind {
            Some(StateType::Choice) => self.choose(&ground),
            Some(StateType::Task | StateType::Parallel | StateType::Map) => {
                self.shapes.result = self.result(&ground);
                self.complete();
            }
            Some(StateType::Pass) if self.languages.state == QueryLanguage::JsonPath => {
                let result = self.program.result.clone();
                self.shapes.result = result.unwrap_or_else(|| self.shapes.arguments.clone());
                self.complete();
            }
            Some(StateType::Fail) => {}
            _ => self.pass_on(&ground, &self.program.exit, None),
        }
        for (index, catcher) in self.program.catchers.iter().enumerate() {
            self.caught(index, catcher);
        }
    }

    /// A template, where there is one.
    fn fill(&mut self, ground: &Ground, template: Option<&Template>) -> Option<Shape> {
        let filled = ground.template(template?, self.expressions, &mut self.shapes.misses);
        Some(filled)
    }

    fn result(&mut self, ground: &Ground) -> Shape {
        match self.program.kind {
            Some(StateType::Parallel) => self.branches(),
            Some(StateType::Map) => self.items(ground),
            _ => self.program.response.clone(),
        }
    }

    fn branches(&mut self) -> Shape {
        let entry = Entry {
            input: self.shapes.arguments.clone(),
            ..self.entry.clone()
        };
        let branches = self.facts.nested().iter();
        let branches = branches.map(|it| machine(it, self.languages.machine, &entry));
        self.shapes.nested = branches.collect();
        let outputs = self.shapes.nested.iter().map(MachineShapes::output);
        Shape::array_of(outputs.collect::<Vec<_>>().into_iter())
    }

    fn items(&mut self, ground: &Ground) -> Shape {
        let map = &self.program.map;
        let is_apart = crate::variables::is_distributed(self.facts);
        // Where there is a reader, it alone says what the items are (recorded).
        let items = map.items.as_ref().filter(|_| !map.is_read);
        let items = self.fill(ground, items);
        let items = items.unwrap_or_else(|| ground.input.clone());
        let item = if map.is_read {
            Shape::unknown()
        } else {
            items.item(is_apart)
        };
        self.shapes.item = Some(item.clone());
        let around = Arc::new(Around {
            item: Some(item.clone()),
            ..Around::clone(&self.entry.around)
        });
        let mut selecting = ground.clone();
        selecting.entry.around = Arc::clone(&around);
        let key = is_apart && !map.is_read && items.kinds().is_none_or(|it| it.object.is_some());
        let input = self.fill(&selecting, map.selector.as_ref());
        // Of the member of an object an iteration gets the name and the value.
        let input = input.unwrap_or(if key { Shape::unknown() } else { item });
        let input = if map.is_batched { batch(input) } else { input };
        let entry = if is_apart {
            Entry::begin_child(input, &around)
        } else {
            Entry {
                input,
                variables: self.entry.variables.clone(),
                around,
            }
        };
        let nested = self.facts.nested().iter();
        let nested = nested.map(|it| machine(it, self.languages.machine, &entry));
        self.shapes.nested = nested.collect();
        if map.is_partial {
            return Shape::unknown();
        }
        let is_processor = |it: &&Arc<crate::MachineFacts>| {
            matches!(
                it.nesting(),
                Some(Nesting::ItemProcessor | Nesting::Iterator)
            )
        };
        let one = self.facts.nested().iter().filter(is_processor).count() == 1;
        let output = self.shapes.nested.first().filter(|_| one);
        Shape::list(output.map_or_else(Shape::unknown, MachineShapes::output))
    }

    /// The steps from a result to the output.
    fn complete(&mut self) {
        let result = self.shapes.result.clone();
        if self.languages.state == QueryLanguage::Jsonata {
            let mut ground = Ground::of(self.entry, self.entry.input.clone());
            ground.result = Some(result.clone());
            (self.shapes.selected, self.shapes.placed) = (result.clone(), result.clone());
            self.leave(&ground, &self.program.exit, None, result);
            return;
        }
        let ground = Ground::of(self.entry, result.clone());
        let selected = self.fill(&ground, self.program.selector.as_ref());
        let selected = selected.unwrap_or(result);
        let placed = place(&self.program.exit.target, &self.entry.input, &selected);
        self.shapes.placed = placed.clone();
        self.shapes.selected = selected.clone();
        let ground = Ground::of(self.entry, placed.clone());
        let output = self.fill(&ground, self.program.output_path.as_ref());
        let ground = Ground::of(self.entry, selected);
        self.leave(&ground, &self.program.exit, None, output.unwrap_or(placed));
    }

    /// A state without a result leaves with its input.
    fn pass_on(&mut self, ground: &Ground, exit: &Exit, cause: Option<Cause>) {
        let kept = ground.input.clone();
        let placed = match self.languages.state {
            QueryLanguage::JsonPath => self.fill(ground, self.program.output_path.as_ref()),
            QueryLanguage::Jsonata => None,
        };
        (self.shapes.selected, self.shapes.placed) = (kept.clone(), kept.clone());
        self.shapes.result = kept.clone();
        self.leave(ground, exit, cause, placed.unwrap_or(kept));
    }

    /// Leaves by a way with a document, or with the `Output` that takes its place.
    fn leave(&mut self, ground: &Ground, exit: &Exit, cause: Option<Cause>, document: Shape) {
        let output = match self.languages.state {
            QueryLanguage::Jsonata => self.fill(ground, exit.output.as_ref()),
            QueryLanguage::JsonPath => None,
        };
        let output = output.unwrap_or(document);
        let assigned = self.fill(ground, exit.assign.as_ref());
        let before = &ground.entry.variables;
        let variables = assigned.map_or_else(|| before.clone(), |it| before.assigned(&it));
        if cause.is_none() {
            self.shapes.output = output.clone();
        }
        let entry = Entry {
            input: output,
            variables,
            around: Arc::clone(&self.entry.around),
        };
        self.shapes.ways.push((cause, entry));
    }

    fn choose(&mut self, ground: &Ground) {
        let mut known = ground.clone();
        for (index, rule) in self.program.rules.iter().enumerate() {
            let cause = Some(Cause::Choice(index));
            let Some(condition) = &rule.condition else {
                continue;
            };
            if known.input.is_never() {
                break;
            }
            let (expressions, misses) = (self.expressions, &mut self.shapes.misses);
            condition.look(&known, expressions, &mut |index, ground| {
                if let Some(expression) = expressions.get(index) {
                    ground.expression(expression, misses);
                }
            });
            let taken = condition.refine(&known, expressions, true);
            if !taken.input.is_never() {
                self.pass_on(&taken, rule, cause);
            }
            known = condition.refine(&known, expressions, false);
        }
        if !known.input.is_never() {
            self.pass_on(&known, &self.program.exit, None);
        }
    }

    fn caught(&mut self, index: usize, catcher: &Exit) {
        let cause = Some(Cause::Catch(index));
        let error = error_output();
        if self.languages.state == QueryLanguage::Jsonata {
            let mut ground = Ground::of(self.entry, self.entry.input.clone());
            ground.error = Some(error.clone());
            self.leave(&ground, catcher, cause, error);
            return;
        }
        let output = place(&catcher.target, &self.entry.input, &error);
        let ground = Ground::of(self.entry, error);
        self.leave(&ground, catcher, cause, output);
    }
}

impl Entry {
    /// What is known in a child execution: its own input, and the item that it is for.
    fn begin_child(input: Shape, around: &Around) -> Self {
        let mut entry = Self::begin(input);
        entry.around = Arc::new(Around {
            execution: entry.around.execution.clone(),
            item: around.item.clone(),
        });
        entry
    }
}

impl Shape {
    /// What one iteration of a Map works on: an element, or of a Distributed Map a member's value too.
    fn item(&self, is_apart: bool) -> Self {
        let elements = self.elements();
        let item = if is_apart {
            elements.join(&self.values())
        } else {
            elements
        };
        if item.is_never() {
            Self::unknown()
        } else {
            item
        }
    }
}

/// What a batch of items is: the developer guide, "ItemBatcher (Map)".
fn batch(item: Shape) -> Shape {
    let items = Member::required("Items", Shape::list(item));
    let input = Member::optional("BatchInput", Shape::unknown());
    Shape::object([items, input], None)
}

/// `ResultPath`.
fn place(target: &Target, input: &Shape, result: &Shape) -> Shape {
    match target {
        Target::Whole => result.clone(),
        Target::Discard => input.clone(),
        Target::At(path) => input.with(path.steps(), result),
        Target::Unknown => Shape::unknown(),
    }
}

/// What a catcher gets; a cause, and even a name, can be left out (recorded as null).
pub(super) fn error_output() -> Shape {
    let text = || Shape::string().join(&Shape::null());
    let members = ["Error", "Cause"].map(|it| Member::required(it, text()));
    Shape::object(members, None)
}
