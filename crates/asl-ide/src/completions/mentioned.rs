//! Names that the document mentions: what nobody has told about the data, but what its author expects
//! there.

use std::borrow::Cow;

use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_lang::{Place, QueryLanguage};
use asl_model::{Expression, Model, State};
use rustc_hash::FxHashSet;

use super::mentions::{self, Mention, Origin, Step};

/// How many states are looked into, the nearest ones first: a list must be there at once.
const NEAR: usize = 64;

/// What is said of a name that other paths have in this very place.
const IN_PATHS: &str = "in other paths";
/// What is said of any other name of the document.
const ELSEWHERE: &str = "elsewhere in the definition";
/// What is said of a name that follows from what it is written for.
const LIKELY: &str = "like its name";

/// A name with words about where it comes from.
pub(super) type Name<'a> = (Cow<'a, str>, &'static str);

/// An expression among the others of its document.
pub(super) struct Mentioned<'a> {
    pub(super) model: &'a Model,
    pub(super) state: &'a State,
    /// The expression at the cursor, which is left out.
    pub(super) expression: &'a Expression,
}

/// The names that a member may have: see [`Mentioned::names`].
struct Names<'a, F> {
    all: Vec<Name<'a>>,
    seen: FxHashSet<Cow<'a, str>>,
    may_be: F,
}

impl<'a, F: Fn(&str) -> bool> Names<'a, F> {
    fn add(&mut self, name: Cow<'a, str>, from: &'static str) {
        if !name.is_empty() && (self.may_be)(&name) && self.seen.insert(name.clone()) {
            self.all.push((name, from));
        }
    }
}

impl<'a> Mentioned<'a> {
    /// The names behind that beginning: those that other paths have there, the nearest ones first, in
    /// other machines too; then `likely` ones; then whatever the document calls data anywhere. Each
    /// once, and none that is certainly not there.
    pub(super) fn names(
        &self,
        origin: &Origin,
        steps: &[Step],
        likely: Vec<String>,
        may_be: impl Fn(&str) -> bool,
    ) -> Vec<Name<'a>> {
        let mut names = self.in_paths(origin, steps, may_be);
        for name in likely {
            names.add(Cow::Owned(name), LIKELY);
        }
        let above = steps.iter().rev().find_map(Step::name);
        for (_, mention) in self.mentions() {
            let pairs = mention.steps.windows(2);
            for pair in pairs.filter(|it| above.is_some() && it[0].name() == above) {
                names.add(pair[1].name().unwrap_or_default().into(), ELSEWHERE);
            }
        }
        for state in self.near() {
            let mentions = mentions::of(state.facts());
            for key in &mentions.keys {
                names.add(Cow::Borrowed(key), ELSEWHERE);
            }
            let paths = mentions.paths.iter().filter(|it| self.is_other(state, it));
            for name in paths.flat_map(|it| &it.steps).filter_map(Step::name) {
                names.add(Cow::Borrowed(name), ELSEWHERE);
            }
        }
        names.all
    }

    /// Only the names that other paths have there.
    pub(super) fn exact(
        &self,
        origin: &Origin,
        steps: &[Step],
        may_be: impl Fn(&str) -> bool,
    ) -> Vec<Name<'a>> {
        self.in_paths(origin, steps, may_be).all
    }

    fn in_paths<F: Fn(&str) -> bool>(
        &self,
        origin: &Origin,
        steps: &[Step],
        may_be: F,
    ) -> Names<'a, F> {
        let mut names = Names {
            all: Vec::new(),
            seen: FxHashSet::default(),
            may_be,
        };
        let language = self.expression.language();
        for (_, mention) in self.mentions().filter(|it| it.1.origin == *origin) {
            if let Some(name) = behind(mention, steps, language) {
                names.add(Cow::Borrowed(name), IN_PATHS);
            }
        }
        names
    }

    /// Every path near the cursor but those of its own expression.
    fn mentions(&self) -> impl Iterator<Item = (&'a State, &'a Mention)> {
        let states = self.near();
        let all = states.flat_map(|state| {
            let paths = mentions::of(state.facts()).paths.iter();
            paths.map(move |it| (state, it))
        });
        all.filter(|it| self.is_other(it.0, it.1))
    }

    fn is_other(&self, state: &State, mention: &Mention) -> bool {
        let (language, index) = mention.by;
        let its = state.facts().expressions(language).get(index);
        state.id() != self.state.id() || !its.is_some_and(|it| std::ptr::eq(it, self.expression))
    }

    /// The cursor's state and the others of its machine by their distance, then those of other machines.
    fn near(&self) -> impl Iterator<Item = &'a State> + use<'a> {
        let all = self.model.states();
        let own = self.model.states_of(self.state.machine());
        let here = self.state.id().index();
        let first = own.first().map_or(here, |it| it.id().index());
        let (before, behind) = own.split_at((here - first).min(own.len()));
        let around = (
            all.get(..first).unwrap_or_default(),
            all.get(first + own.len()..).unwrap_or_default(),
        );
        outward(before, behind)
            .take(NEAR)
            .chain(outward(around.0, around.1).take(NEAR))
    }
}

/// By turns what comes behind a place and what stands before it, the nearest first.
fn outward<'a>(before: &'a [State], behind: &'a [State]) -> impl Iterator<Item = &'a State> {
    let mut sides = (before.iter().rev(), behind.iter());
    let pairs = std::iter::from_fn(move || {
        let pair = [sides.1.next(), sides.0.next()];
        pair.iter().any(Option::is_some).then_some(pair)
    });
    pairs.flatten().flatten()
}

/// The name behind the beginning of a path. In JSONPath steps into lists have to be the same as well.
fn behind<'m>(mention: &'m Mention, steps: &[Step], language: QueryLanguage) -> Option<&'m str> {
    if (mention.by.0, language) == (QueryLanguage::JsonPath, QueryLanguage::JsonPath) {
        let rest = mention.steps.strip_prefix(steps)?;
        return rest.first().and_then(Step::name);
    }
    let mut names = mention.steps.iter().filter_map(Step::name);
    let mut wanted = steps.iter().filter_map(Step::name);
    wanted
        .all(|it| names.next() == Some(it))
        .then(|| names.next())?
}

/// What a value is likely to be called whose key is known: that, as names of data are written.
pub(super) fn like_key(key: &str) -> Vec<String> {
    let plain = key.strip_suffix(TEMPLATE_SUFFIX).unwrap_or(key);
    let short = plain.strip_suffix("Path").filter(|it| !it.is_empty());
    let mut names = vec![camel(&words(short.unwrap_or(plain)))];
    if short.is_none() {
        names.insert(0, plain.to_owned());
    }
    names
}

/// What the answer of a Task likely has that calls nobody knows what: a function's answer has its own there.
pub(super) fn of_answer(expression: &Expression) -> Option<String> {
    let fields = ["ResultSelector", "OutputPath", "Assign", "Output"];
    let is_answer =
        fields.contains(&expression.field) && matches!(expression.place, Place::State(_));
    is_answer.then(|| "Payload".to_owned())
}

/// What the result of a state is likely to be called.
pub(super) fn like_state(name: &str) -> Vec<String> {
    let words = words(name);
    let mut names = Vec::new();
    for length in 1..words.len() {
        names.push(camel(&words[length..]));
    }
    names.push(camel(&words));
    names.push(camel(&words) + "Result");
    names.push("result".to_owned());
    names
}

/// The words of a name: `ValidateOrder`, `validate order`, `validate-order`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars() {
        let begins = !before.is_alphanumeric() || before.is_lowercase() && c.is_uppercase();
        if c.is_alphanumeric() {
            match words.last_mut().filter(|_| !begins) {
                Some(word) => word.push(c),
                None => words.push(c.to_string()),
            }
        }
        before = c;
    }
    words
}

fn camel(words: &[String]) -> String {
    let word = |(index, word): (usize, &String)| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        if index == 0 {
            first.to_lowercase() + rest
        } else {
            first.to_uppercase() + rest
        }
    };
    words.iter().enumerate().map(word).collect()
}
