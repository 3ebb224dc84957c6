//! What somebody means who has typed a part of a resource: an ARN, or just words.

use asl_catalog::{Action, Integration, Service, catalog};

/// What an ARN of a service integration begins with, where nothing else is written yet.
const BASE: &str = "arn:aws:states:::";

/// Ends what a resource begins with.
const STATES: &str = ":states:::";

/// What the AWS SDK integrations have before the service.
pub(super) const SDK: &str = "aws-sdk:";

/// How many services are looked into whose names a word begins.
const SERVICES: usize = 6;

/// What is typed so far.
pub(super) struct Query {
    /// What a resource begins with: that of the typed text, or the usual one.
    pub(super) base: String,
    /// The text is an ARN or the beginning of one.
    pub(super) is_arn: bool,
    pub(super) wanted: Wanted,
}

pub(super) enum Wanted {
    /// Services whose label or title has that word.
    Services(String),
    /// Actions of that service whose names have that word.
    Actions(&'static Service, String),
    /// Whatever has these words; `open` when another one begins.
    Words { words: Vec<String>, open: bool },
}

impl Query {
    /// Reads the text between the quote and the cursor.
    pub(super) fn read(typed: &str) -> Self {
        let arn = typed.starts_with("arn:").then(|| typed.find(STATES));
        if let Some(at) = arn.flatten() {
            let (base, call) = typed.split_at(at + STATES.len());
            return Self {
                base: base.to_owned(),
                is_arn: true,
                wanted: of_call(call),
            };
        }
        let is_arn = BASE.starts_with(typed) || typed.starts_with("arn:");
        let wanted = match () {
            () if is_arn => Wanted::Services(String::new()),
            () if typed.starts_with(SDK) => of_call(typed),
            () => words(typed),
        };
        Self {
            base: BASE.to_owned(),
            is_arn,
            wanted,
        }
    }
}

fn of_call(call: &str) -> Wanted {
    let (family, rest) = match call.strip_prefix(SDK) {
        Some(rest) => (Integration::Sdk, rest),
        None => (Integration::Optimized, call),
    };
    let Some((name, action)) = rest.split_once(':') else {
        return Wanted::Services(call.to_owned());
    };
    let service = match family {
        Integration::Sdk => catalog().service(name),
        Integration::Optimized => catalog().optimized(name),
    };
    match service {
        Some(service) => Wanted::Actions(service, action.to_owned()),
        None => words(call),
    }
}

fn words(typed: &str) -> Wanted {
    let is_part = |it: char| it.is_alphanumeric() || it == '-';
    let words = typed.split(|it| !is_part(it)).filter(|it| !it.is_empty());
    let words = words.filter(|it| *it != "aws-sdk");
    Wanted::Words {
        words: words.map(str::to_lowercase).collect(),
        open: typed.ends_with(|it| !is_part(it)),
    }
}

/// A service as a resource has it behind its beginning: `aws-sdk:sqs`.
pub(super) fn label(service: &Service) -> String {
    match service.integration() {
        Integration::Sdk => format!("{SDK}{}", service.name()),
        Integration::Optimized => service.name().to_owned(),
    }
}

/// All services, the optimised ones first.
pub(super) fn services() -> impl Iterator<Item = &'static Service> {
    let catalog = catalog();
    let optimized = catalog.optimized_services().iter();
    optimized.chain(catalog.services())
}

/// How well a word suits a service, 0 being best.
pub(super) fn suits(service: &Service, word: &str) -> Option<usize> {
    let name = service.name();
    match () {
        () if word.is_empty() || name == word => Some(0),
        () if name.starts_with(word) => Some(1),
        () if label(service).starts_with(word) => Some(2),
        () if has(name, word) => Some(3),
        () if has(service.title(), word) => Some(4),
        () => None,
    }
}

/// The services that one of the words means, and the other words. A service's whole name goes
/// before the beginning of one, that before a part of one.
pub(super) fn meant(words: &[String]) -> (Vec<&'static Service>, Vec<&str>) {
    for worst in [0, 1, 4] {
        for (at, word) in words.iter().enumerate() {
            let suited = services().filter_map(|it| Some((suits(it, word)?, it)));
            let mut suited: Vec<_> = suited.filter(|it| it.0 <= worst).collect();
            if suited.is_empty() {
                continue;
            }
            suited.sort_by_key(|it| it.0);
            suited.truncate(SERVICES);
            let others = words.iter().enumerate().filter(|it| it.0 != at);
            let others = others.map(|it| it.1.as_str()).collect();
            return (suited.into_iter().map(|it| it.1).collect(), others);
        }
    }
    (Vec::new(), words.iter().map(String::as_str).collect())
}

/// How well words suit an action with a suffix, 0 being best; `None` where one is missing. Words are
/// beginnings of the words of its name, with blanks between or without: `desc inst` and `deinst` both mean
/// `describeInstances`; or any part of it, which suits less.
pub(super) fn suits_action(action: Action<'_>, suffix: &str, words: &[&str]) -> Option<usize> {
    let (name, title) = (action.name(), action.service().title());
    let is_outside = |it: &&&str| has(suffix, it) || has(title, it);
    let left = || {
        let inside = words.iter().filter(|it| !is_outside(it));
        inside.copied().collect::<String>()
    };
    if words.iter().all(|it| it.is_empty()) {
        return Some(0);
    }
    let untouched = through(name, &words.concat()).or_else(|| through(name, &left()));
    if let Some(untouched) = untouched {
        let is_late = words.first().is_some_and(|it| !begins_alike(name, it));
        return Some((untouched + 2 * usize::from(is_late)).min(PART - 1));
    }
    let has_it = |it: &&str| has(name, it) || has(suffix, it) || has(title, it);
    words.iter().all(has_it).then_some(PART)
}

/// How well a name suits that only has the words somewhere.
const PART: usize = 7;

/// How many words of a name stay untouched when letters run through the beginnings of some, in order.
fn through(name: &str, letters: &str) -> Option<usize> {
    if letters.is_empty() {
        return Some(words_in(name));
    }
    let end = end_of_word(name)?;
    let (word, rest) = name.split_at(end);
    let pairs = word.bytes().zip(letters.bytes());
    let common = pairs
        .take_while(|it| it.0.eq_ignore_ascii_case(&it.1))
        .count();
    let mut lengths = (1..=common)
        .rev()
        .filter(|it| letters.is_char_boundary(*it));
    let touched = lengths.find_map(|it| through(rest, &letters[it..]));
    let skipped = || through(rest, letters).map(|it| it + 1);
    touched.or_else(skipped)
}

/// The length of the first word of a name.
fn end_of_word(name: &str) -> Option<usize> {
    let mut characters = name.char_indices().skip(1);
    let end = characters.find(|it| it.1.is_ascii_uppercase());
    (!name.is_empty()).then(|| end.map_or(name.len(), |it| it.0))
}

fn words_in(name: &str) -> usize {
    let upper = name.chars().skip(1).filter(char::is_ascii_uppercase);
    usize::from(!name.is_empty()) + upper.count()
}

fn begins_alike(name: &str, word: &str) -> bool {
    let first = |it: &str| it.bytes().next().map(|it| it.to_ascii_lowercase());
    word.is_empty() || first(name) == first(word)
}

/// Whether a text has a word in it, in any case.
pub(super) fn has(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let mut places = text.windows(word.len().max(1));
    word.is_empty() || places.any(|it| it.eq_ignore_ascii_case(word))
}
