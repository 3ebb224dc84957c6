//! CloudFormation's functions, in both of their forms: `!GetAtt Fn.Arn` and `{"Fn::GetAtt": […]}`.

use asl_syntax::TextRange;
use asl_syntax::ast::{Mapping, Scalar, Value};

use super::Substitution;
use super::resource::substitution;

/// A call of a function.
#[derive(Debug, Clone)]
pub struct Intrinsic {
    /// `Ref`, `GetAtt`, `Sub`, `Join`, …, without `Fn::`.
    pub name: String,
    /// What it is given. In the short form that is the tagged value itself.
    pub argument: Value,
}

/// Something of the template that a value stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// A resource, a parameter, or a pseudo parameter such as `AWS::Region`.
    pub name: String,
    /// What of it: `Arn`.
    pub attribute: Option<String>,
    /// Where it is named.
    pub range: TextRange,
}

impl Target {
    /// What `${Name}` or `${Name.Attribute}` stands for in a `Sub`.
    pub fn named(text: &str, range: TextRange) -> Self {
        let (name, attribute) = split(text);
        Self {
            name,
            attribute,
            range,
        }
    }
}

impl Intrinsic {
    /// The call that `value` is.
    pub fn of(value: &Value) -> Option<Self> {
        if let Some(tag) = value.tag() {
            let name = tag.text().strip_prefix('!')?;
            return Some(Self {
                name: name.to_owned(),
                argument: value.clone(),
            })
            .filter(|it| !it.name.is_empty() && !it.name.starts_with('!'));
        }
        let entry = only_entry(value.as_mapping()?)?;
        let name = entry.0.strip_prefix("Fn::").map(str::to_owned);
        let name = name.or_else(|| (entry.0 == REF).then(|| REF.to_owned()))?;
        Some(Self {
            name,
            argument: entry.1,
        })
    }

    /// What `Ref`, `GetAtt` or `Sub` names; of a `Sub` the first name.
    pub fn target(&self) -> Option<Target> {
        match self.name.as_str() {
            REF => self.argument.as_scalar().map(|it| Target {
                name: it.text(),
                attribute: None,
                range: it.content_range(),
            }),
            "GetAtt" => self.attribute(),
            "Sub" => self.substituted().into_iter().next(),
            _ => None,
        }
    }

    /// The names in a `Sub`'s text that it does not define itself.
    pub fn substituted(&self) -> Vec<Target> {
        let Some(text) = self.text() else {
            return Vec::new();
        };
        let own = self.own_names();
        let decoded = text.decoded();
        let found = names(&decoded.text).into_iter();
        let found = found.filter(|it| !own.contains(&decoded.text[it.clone()].to_owned()));
        found
            .map(|it| {
                let at = |it: usize| asl_syntax::TextSize::new(it as u32);
                let range = TextRange::new(at(it.start), at(it.end));
                Target::named(&decoded.text[it], decoded.map.to_source_range(range))
            })
            .collect()
    }

    /// The text of a `Sub`, alone or with a map.
    pub(super) fn text(&self) -> Option<Scalar> {
        match &self.argument {
            Value::Scalar(it) => Some(it.clone()),
            Value::Sequence(it) => it.values().next()?.as_scalar().cloned(),
            _ => None,
        }
    }

    /// The names that the map of a `Sub` defines.
    pub(super) fn own_names(&self) -> Vec<String> {
        let map = self
            .argument
            .as_sequence()
            .and_then(|it| it.values().nth(1));
        let map = map.as_ref().and_then(Value::as_mapping);
        let keys = map.into_iter().flat_map(Mapping::entries);
        keys.filter_map(|it| Some(it.key()?.text())).collect()
    }

    /// What the map of a `Sub` fills in.
    pub(super) fn own(&self) -> Vec<Substitution> {
        let map = self
            .argument
            .as_sequence()
            .and_then(|it| it.values().nth(1));
        let map = map.as_ref().and_then(Value::as_mapping);
        let entries = map.into_iter().flat_map(Mapping::entries);
        entries.filter_map(|it| substitution(&it)).collect()
    }

    fn attribute(&self) -> Option<Target> {
        match &self.argument {
            Value::Scalar(it) => {
                let (name, attribute) = split(&it.text());
                Some(Target {
                    name,
                    attribute,
                    range: it.content_range(),
                })
            }
            Value::Sequence(it) => {
                let mut values = it.values();
                let name = values.next()?;
                let attribute = values.next().and_then(|it| it.as_scalar()?.as_string());
                Some(Target {
                    name: name.as_scalar()?.text(),
                    attribute,
                    range: name.as_scalar()?.content_range(),
                })
            }
            _ => None,
        }
    }
}

/// The function with the odd name.
const REF: &str = "Ref";

fn only_entry(mapping: &Mapping) -> Option<(String, Value)> {
    let mut entries = mapping.entries();
    let entry = entries.next()?;
    if entries.next().is_some() {
        return None;
    }
    Some((entry.key()?.text(), entry.value()?))
}

fn split(name: &str) -> (String, Option<String>) {
    match name.split_once('.') {
        Some((name, attribute)) => (name.to_owned(), Some(attribute.to_owned())),
        None => (name.to_owned(), None),
    }
}

/// Where the names of `${Name}` stand in a text; `${!Literal}` names nothing.
pub fn names(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|it| at + it + 2) {
        let rest = &text[start..];
        let length = rest.find(|it| !is_of_name(it)).unwrap_or(rest.len());
        if length > 0 && rest[length..].starts_with('}') {
            found.push(start..start + length);
        }
        at = start + length;
    }
    found
}

/// Whether a name can have this character: those of logical ids, attributes and pseudo parameters.
fn is_of_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.' | ':')
}
