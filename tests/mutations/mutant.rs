//! One valid definition, and what can be done to it.

use std::ops::Range;

use asl_lang::{Field, Place, QueryLanguage, ValueKind, WorkflowType};
use asl_syntax::Format;

use crate::node::{Node, Path, json, text};
use crate::print::Printed;
use crate::spots::{Present, Spot, spots};

/// A valid definition.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) root: Node,
    pub(crate) spots: Vec<Spot>,
    /// What it is deployed as, where that matters.
    pub(crate) workflow: Option<WorkflowType>,
}

/// One step of breaking a definition. Paths are those of the tree as the steps before left it.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Puts a value in another's place.
    Set(Path, Node),
    /// Adds an entry at the end of an object.
    Add(Path, String, Node),
    /// Adds a member to a list, before the one of that index.
    Insert(Path, usize, Node),
    /// Takes an entry or a member away.
    Remove(Path),
    /// Gives an entry another key.
    Rename(Path, String),
}

/// Where the rule must fire.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// At the key of the entry.
    Key(Path),
    /// At the whole value.
    Value(Path),
    /// At a part of a string.
    Inside(Path, Range<usize>),
    /// Somewhere in the value.
    Within(Path),
    /// Where something is missing: at the object's key, else at its first token.
    Anchor(Path),
    /// At these bytes of the text.
    Bytes(Range<usize>),
    /// Somewhere in these bytes.
    Among(Range<usize>),
}

/// A broken definition.
#[derive(Debug)]
pub(crate) struct Mutant {
    /// Which place was broken, as a pointer into the valid definition.
    pub(crate) what: String,
    pub(crate) body: Body,
    pub(crate) mark: Mark,
}

/// How it is broken.
#[derive(Debug)]
pub(crate) enum Body {
    Changes(Vec<Change>),
    Text(String),
}

/// Takes what a mutator makes.
pub(crate) struct Mutants<'s> {
    pub(crate) source: &'s Source,
    /// The notation that the mutants will be in.
    pub(crate) format: Format,
    /// The valid definition in that notation.
    pub(crate) printed: &'s Printed,
    pub(crate) list: Vec<Mutant>,
}

impl Mutants<'_> {
    /// The definition, broken at a place by changes of its tree.
    pub(crate) fn push(&mut self, at: &[usize], changes: Vec<Change>, mark: Mark) {
        let what = self.source.root.pointer(at);
        let body = Body::Changes(changes);
        self.list.push(Mutant { what, body, mark });
    }

    /// The definition's text, broken at a place: `with` takes the place of a range.
    pub(crate) fn splice(&mut self, at: &[usize], range: Range<usize>, with: &str, mark: Mark) {
        let mut text = self.printed.text.clone();
        text.replace_range(range, with);
        let what = self.source.root.pointer(at);
        let body = Body::Text(text);
        self.list.push(Mutant { what, body, mark });
    }
}

impl Source {
    pub(crate) fn new(name: &str, root: Node, workflow: Option<WorkflowType>) -> Self {
        Self {
            name: name.to_owned(),
            spots: spots(&root),
            root,
            workflow,
        }
    }

    /// Every field of the language that is there.
    pub(crate) fn fields(&self) -> Vec<Present<'_>> {
        let fields = self.spots.iter().map(|it| it.fields(&self.root));
        fields.flatten().collect()
    }

    /// The objects that are states.
    pub(crate) fn states(&self) -> impl Iterator<Item = &Spot> {
        self.spots.iter().filter(|it| it.state().is_some())
    }

    /// The objects that have states.
    pub(crate) fn machines(&self) -> impl Iterator<Item = &Spot> {
        self.spots.iter().filter(|it| it.is_machine())
    }

    /// The states of a machine, without those of the machines in it.
    pub(crate) fn states_of<'s>(&'s self, machine: &'s Spot) -> impl Iterator<Item = &'s Spot> {
        let depth = machine.path.len() + 2;
        let is_own = move |it: &&Spot| it.path.len() == depth && it.path.starts_with(&machine.path);
        self.states().filter(is_own)
    }

    /// The innermost machine around a path.
    pub(crate) fn machine_of(&self, path: &[usize]) -> &Spot {
        let around = |it: &&Spot| path.starts_with(&it.path) && path.len() > it.path.len();
        let machines = self.machines().filter(around);
        machines
            .last()
            .expect("the definition is around everything")
    }

    /// The key of an entry.
    pub(crate) fn key(&self, path: &[usize]) -> &str {
        let (last, parent) = path.split_last().expect("the path of an entry");
        &self.root.at(parent).entries()[*last].0
    }

    /// The value at a path, when it is a string without placeholders.
    pub(crate) fn plain(&self, path: &[usize]) -> Option<&str> {
        let text = self.root.at(path).as_text()?;
        (!text.contains("${")).then_some(text)
    }

    /// Adds an entry to an object; answers where it will stand.
    pub(crate) fn add(&self, object: &[usize], key: &str, value: Node) -> (Change, Path) {
        let mut path = object.to_vec();
        path.push(self.root.at(object).entries().len());
        (Change::Add(object.to_vec(), key.to_owned(), value), path)
    }

    /// Gives a field a value, whether it is there or not.
    pub(crate) fn put(&self, object: &[usize], key: &str, value: Node) -> (Change, Path) {
        match self.root.at(object).index(key) {
            Some(at) => {
                let path = [object, &[at]].concat();
                (Change::Set(path.clone(), value), path)
            }
            None => self.add(object, key, value),
        }
    }

    /// A value that the field may have.
    pub(crate) fn sample(&self, field: &Field, object: &[usize]) -> Node {
        match field.value {
            ValueKind::StateName => {
                let machine = self.root.at(&self.machine_of(object).path);
                text(machine.text_of("StartAt").unwrap_or_default())
            }
            ValueKind::Bool | ValueKind::Condition => json("true"),
            ValueKind::Integer { min, .. } => json(&min.max(1).to_string()),
            ValueKind::Number { .. } => json("1"),
            ValueKind::Timestamp => text("2026-03-14T01:59:00Z"),
            ValueKind::Path { .. } | ValueKind::Variable => text("$.order"),
            ValueKind::ReferencePath { .. } => text("$.order"),
            ValueKind::Enum(values) => text(values[0].name),
            ValueKind::Resource(_) => text("arn:aws:states:::lambda:invoke"),
            ValueKind::Template | ValueKind::Json | ValueKind::Assignments => json("{}"),
            ValueKind::Strings => json("[]"),
            ValueKind::ErrorNames => json("[\"Late\"]"),
            ValueKind::States | ValueKind::Mapping(_) => json("{}"),
            ValueKind::Sequence { .. } => json("[]"),
            ValueKind::Text | ValueKind::RoleArn | ValueKind::Operand(_) => text("late"),
        }
    }

    /// The names of states that fields mention, below a path: where and which.
    pub(crate) fn references(&self, below: &[usize]) -> Vec<(Path, String)> {
        let fields = self.fields().into_iter().filter(|it| {
            matches!(it.field.value, ValueKind::StateName) && it.path.starts_with(below)
        });
        let start = self.machines().filter_map(|it| {
            let at = self.root.at(&it.path).index("StartAt")?;
            Some(it.entry(at))
        });
        let mut paths: Vec<Path> = fields.map(|it| it.path).collect();
        paths.extend(start.filter(|it| it.starts_with(below)));
        paths.sort();
        paths.dedup();
        let named = paths.into_iter().filter_map(|it| {
            let name = self.root.at(&it).as_text()?.to_owned();
            Some((it, name))
        });
        named.collect()
    }

    /// Gives a state another name, wherever it is mentioned.
    pub(crate) fn rename_state(&self, state: &[usize], name: &str) -> Vec<Change> {
        let old = self.key(state);
        let machine = &self.machine_of(state).path;
        let mentions = self.references(machine).into_iter();
        let mut changes: Vec<Change> = mentions
            .filter(|it| it.1 == old)
            .map(|it| Change::Set(it.0, text(name)))
            .collect();
        changes.push(Change::Rename(state.to_vec(), name.to_owned()));
        changes
    }

    /// The payload templates and assignments of the states in that query language, with their fields.
    pub(crate) fn templates(&self, language: QueryLanguage) -> Vec<Present<'_>> {
        let is_template = |it: &Present<'_>| {
            let kind = it.field.value;
            it.spot.language == language
                && matches!(kind, ValueKind::Template | ValueKind::Assignments)
        };
        self.fields().into_iter().filter(is_template).collect()
    }

    /// Every value in the templates of that query language, the templates themselves included.
    pub(crate) fn data(&self, language: QueryLanguage) -> Vec<Path> {
        let mut found = Vec::new();
        for template in self.templates(language) {
            found.push(template.path.clone());
            let below = self.root.at(&template.path).paths();
            found.extend(
                below
                    .into_iter()
                    .map(|it| [template.path.clone(), it].concat()),
            );
        }
        found
    }

    /// The entries of templates whose keys end in `.$` and whose values are paths or calls.
    pub(crate) fn dynamic(&self) -> Vec<(Path, &str)> {
        let data = self.data(QueryLanguage::JsonPath).into_iter();
        let entries = data.filter_map(|it| {
            let (_, parent) = it.split_last()?;
            let in_object = matches!(self.root.at(parent), Node::Map(_));
            let is_dynamic = in_object && self.key(&it).ends_with(".$");
            let value = self.plain(&it).filter(|_| is_dynamic)?;
            Some((it, value))
        });
        entries.collect()
    }

    /// Every string between `{%` and `%}` in a place where it is evaluated.
    pub(crate) fn expressions(&self) -> Vec<Path> {
        let mut found = self.data(QueryLanguage::Jsonata);
        let whole = self.fields().into_iter().filter(|it| {
            it.spot.language == QueryLanguage::Jsonata
                && (it.field.jsonata || matches!(it.field.value, ValueKind::Condition))
        });
        found.extend(whole.map(|it| it.path));
        found.sort();
        found.dedup();
        found.retain(|it| {
            let text = self.plain(it);
            text.is_some_and(|it| it.starts_with("{%") && it.ends_with("%}"))
        });
        found
    }

    /// The Tasks, with the path of what they call and what that is.
    pub(crate) fn tasks(&self) -> impl Iterator<Item = (&Spot, Path, &str)> {
        let tasks = self.states().filter_map(|it| {
            let state = self.root.at(&it.path);
            let at = state.index("Resource")?;
            let resource = state.text_of("Resource")?;
            Some((it, it.entry(at), resource))
        });
        tasks.filter(|it| it.0.place == Place::State(asl_lang::StateType::Task))
    }

    /// The parameters of a Task: `Parameters` or `Arguments`.
    pub(crate) fn parameters(&self, task: &Spot) -> Option<Path> {
        let state = self.root.at(&task.path);
        let at = state.index("Parameters").or(state.index("Arguments"))?;
        let path = task.entry(at);
        matches!(self.root.at(&path), Node::Map(_)).then_some(path)
    }
}

/// The tree after the changes.
pub(crate) fn changed(root: &Node, changes: &[Change]) -> Node {
    let mut root = root.clone();
    for change in changes {
        match change {
            Change::Set(path, node) => *root.at_mut(path) = node.clone(),
            Change::Add(path, key, node) => {
                let entry = (key.clone(), node.clone());
                root.at_mut(path).entries_mut().push(entry);
            }
            Change::Insert(path, at, node) => {
                root.at_mut(path).items_mut().insert(*at, node.clone());
            }
            Change::Remove(path) => remove(&mut root, path),
            Change::Rename(path, key) => {
                let (last, parent) = path.split_last().expect("the path of an entry");
                root.at_mut(parent).entries_mut()[*last].0.clone_from(key);
            }
        }
    }
    root
}

fn remove(root: &mut Node, path: &[usize]) {
    let (last, parent) = path.split_last().expect("the path of an entry or a member");
    match root.at_mut(parent) {
        Node::Map(entries) => drop(entries.remove(*last)),
        Node::List(items) => drop(items.remove(*last)),
        other => panic!("nothing to remove in {other:?}"),
    }
}

/// The range of a mark in the broken text.
pub(crate) fn range(mark: &Mark, root: &Node, printed: &Printed, format: Format) -> Range<usize> {
    match mark {
        Mark::Key(path) => printed.spans(path).key.clone(),
        Mark::Value(path) | Mark::Within(path) => printed.spans(path).value.clone(),
        Mark::Inside(path, part) => printed.spans(path).inside(part),
        Mark::Bytes(range) | Mark::Among(range) => range.clone(),
        Mark::Anchor(path) => {
            let parent = path.split_last().map(|it| root.at(it.1));
            if let Some(Node::Map(_)) = parent {
                return printed.spans(path).key.clone();
            }
            let value = printed.spans(path).value.clone();
            let is_braced = format == Format::Json || root.at(path).entries().is_empty();
            if is_braced {
                return value.start..value.start + 1;
            }
            let first = [&path[..], &[0]].concat();
            printed.spans(&first).key.clone()
        }
    }
}
