//! What the values of a template are once it is deployed: what its text says for certain, and what
//! a deployment with nothing special about it would make.

use std::collections::BTreeMap;

use asl_syntax::Parse;
use asl_syntax::ast::{Entry, Mapping, Scalar, ScalarValue, Value};
use serde_json::Value as Json;

use super::forms::RESOURCES;
use super::resource::{PROPERTIES, string};
use super::{Intrinsic, Resource, Substitution, Target, names};

/// The resource types of functions. SAM's and CloudFormation's references of these resources.
pub const FUNCTIONS: [&str; 2] = ["AWS::Serverless::Function", "AWS::Lambda::Function"];

/// What `Ref` of this leaves out: CloudFormation User Guide, "Get AWS values using pseudo parameters".
const NO_VALUE: &str = "AWS::NoValue";

/// Pseudo parameters and what they are in most accounts; the account is that of AWS's examples.
const PSEUDO: [(&str, &str); 5] = [
    ("AWS::AccountId", "123456789012"),
    ("AWS::Partition", "aws"),
    ("AWS::Region", "us-east-1"),
    ("AWS::StackName", "stack"),
    ("AWS::URLSuffix", "amazonaws.com"),
];

impl Resource {
    /// What the `Sub` fills in whose text is the definition of this state machine.
    pub fn own_substitutions(&self) -> Vec<Substitution> {
        let call = || {
            let resource = Entry::cast(self.syntax())?.value()?;
            let properties = resource.as_mapping()?.value(PROPERTIES)?;
            let form = RESOURCES
                .iter()
                .find(|it| it.resource == self.kind.as_deref());
            let text = properties.as_mapping()?.value(form?.text?)?;
            Intrinsic::of(&text).filter(|it| it.name == "Sub")
        };
        call().map_or_else(Vec::new, |it| it.own())
    }
}

/// The text that a deployment makes of a value which the template writes out; `None` for what only
/// the deployment knows.
pub(super) fn literal(value: &Value) -> Option<String> {
    if let Some(call) = Intrinsic::of(value) {
        let text = call.text().filter(|_| call.name == "Sub")?.text();
        return (names(&text).is_empty()).then(|| text.replace("${!", "${"));
    }
    let scalar = value.as_scalar()?;
    of_scalar(scalar).filter(|it| !it.contains("${") && !it.contains("{{resolve:"))
}

/// CloudFormation writes numbers and booleans as JSON does; one that YAML writes otherwise is not
/// known to be written any certain way.
fn of_scalar(scalar: &Scalar) -> Option<String> {
    match scalar.value() {
        ScalarValue::String(text) => Some(text),
        ScalarValue::Bool(it) => Some(it.to_string()),
        ScalarValue::Number(it) => {
            let text = scalar.text();
            (it.to_string() == text).then_some(text)
        }
        ScalarValue::Null | ScalarValue::Placeholder(_) => None,
    }
}

/// What a deployment likely makes of a template's values: parameters have their defaults, conditions
/// hold, and what is made has the name that the template has for it. Good enough to run a machine,
/// not to judge it.
#[derive(Debug, Clone, Default)]
pub struct Likely {
    texts: BTreeMap<String, String>,
    /// The parameters that are numbers.
    numbers: Vec<String>,
    /// What stands in `Mappings`, by the names of the map and of both keys.
    maps: BTreeMap<[String; 3], Json>,
}

impl Likely {
    /// Of a template.
    pub fn of(parse: &Parse) -> Self {
        let pseudo = PSEUDO.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut likely = Self {
            texts: pseudo.into(),
            ..Self::default()
        };
        let root = parse.root().value();
        let Some(root) = root.as_ref().and_then(Value::as_mapping) else {
            return likely;
        };
        likely.resources(root);
        for (name, _) in section(root, "functions") {
            let id = function_id(&name);
            likely.function(&name, &id);
            likely.function(&id, &id);
        }
        if let Some(resources) = super::object(root, &["resources"]) {
            likely.resources(&resources);
        }
        for (name, parameter) in section(root, "Parameters") {
            let default = parameter.value("Default").and_then(|it| literal(&it));
            if string(&parameter, "Type").as_deref() == Some("Number") {
                likely.numbers.push(name.clone());
            }
            likely.texts.extend(default.map(|it| (name, it)));
        }
        for (name, map) in section(root, "Mappings") {
            likely.map(&name, &map);
        }
        likely
    }

    fn map(&mut self, name: &str, map: &Mapping) {
        for (top, second) in objects(map) {
            let keys = |key: String| [name.to_owned(), top.clone(), key];
            let entries = second.entries().filter_map(|it| {
                let value = it.value()?.to_json();
                Some((keys(it.key()?.text()), value))
            });
            self.maps.extend(entries);
        }
    }

    fn resources(&mut self, root: &Mapping) {
        for (name, resource) in section(root, "Resources") {
            let kind = string(&resource, "Type");
            if kind.is_some_and(|it| FUNCTIONS.contains(&it.as_str())) {
                self.function(&name, &name);
            }
            self.texts.insert(name.clone(), name);
        }
    }

    /// A function under a name of the template.
    fn function(&mut self, name: &str, id: &str) {
        let arn = format!("arn:aws:lambda:us-east-1:123456789012:function:{id}");
        self.texts.insert(format!("{name}.Arn"), arn);
    }

    /// The values by the names that `Sub` has for them.
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// What is filled in for a name, where something is known of it; the substitution is one of the
    /// resource.
    pub fn filled(&self, resource: &Resource, substitution: &Substitution) -> Option<String> {
        let range = substitution.value_range?;
        let element = resource.syntax().covering_element(range);
        let node = element.as_node().cloned().or_else(|| element.parent())?;
        let mut nodes = node.ancestors().filter(|it| it.text_range() == range);
        let text = match self.read(&nodes.find_map(Value::cast)?)? {
            Json::String(text) => text,
            other @ (Json::Number(_) | Json::Bool(_)) => other.to_string(),
            _ => return None,
        };
        (!text.contains("${")).then_some(text)
    }

    /// The text of something that is named.
    fn target(&self, target: &Target) -> Option<&String> {
        self.texts.get(&full_name(target))
    }

    /// A value with what its calls likely stand for; a call that nothing is known of is `${Name}`.
    pub fn json(&self, value: &Value) -> Json {
        self.read(value).unwrap_or(Json::Null)
    }

    /// `None` for what is left out.
    fn read(&self, value: &Value) -> Option<Json> {
        if let Some(call) = Intrinsic::of(value) {
            return self.call(&call);
        }
        Some(match value {
            Value::Mapping(it) => {
                let entries = it.entries().filter_map(|it| {
                    let value = it.value().map_or(Some(Json::Null), |it| self.read(&it));
                    Some((it.key()?.text(), value?))
                });
                Json::Object(entries.collect())
            }
            Value::Sequence(it) => it.values().filter_map(|it| self.read(&it)).collect(),
            other => other.to_json(),
        })
    }

    fn call(&self, call: &Intrinsic) -> Option<Json> {
        let target = call.target();
        match call.name.as_str() {
            "Ref" if target.as_ref().is_some_and(|it| it.name == NO_VALUE) => return None,
            "Ref" => {
                let name = target.as_ref().map(full_name).unwrap_or_default();
                let text = self.texts.get(&name);
                let is_number = text.is_some() && self.numbers.contains(&name);
                let number = text.filter(|_| is_number);
                if let Some(number) = number.and_then(|it| serde_json::from_str(it).ok()) {
                    return Some(number);
                }
            }
            // A condition holds.
            "If" => return self.read(&call.argument.as_sequence()?.values().nth(1)?),
            "Sub" => return self.substituted(call).map(Json::String),
            "Join" => return self.joined(call).map(Json::String),
            "FindInMap" => {
                if let Some(found) = self.found_in_map(call) {
                    return Some(found);
                }
            }
            _ => {}
        }
        let name = target.as_ref().map_or(call.name.clone(), full_name);
        let known = self.texts.get(&name).cloned();
        Some(known.unwrap_or_else(|| format!("${{{name}}}")).into())
    }

    fn substituted(&self, call: &Intrinsic) -> Option<String> {
        let own = call.own();
        let text = call.text()?.text();
        let value = |name: &str| match own.iter().find(|it| it.name == name) {
            Some(it) => {
                let target = it.target.as_ref().and_then(|it| self.target(it));
                it.literal.as_ref().or(target)
            }
            None => self.texts.get(name),
        };
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for name in names(&text) {
            if let Some(value) = value(&text[name.clone()]) {
                out.push_str(&text[copied..name.start - 2]);
                out.push_str(value);
                copied = name.end + 1;
            }
        }
        out.push_str(&text[copied..]);
        Some(out.replace("${!", "${"))
    }

    fn found_in_map(&self, call: &Intrinsic) -> Option<Json> {
        let keys = call.argument.as_sequence()?.values().take(3);
        let keys: Vec<_> = keys
            .filter_map(|it| match self.read(&it)? {
                Json::String(text) => Some(text),
                other => Some(other.to_string()),
            })
            .collect();
        self.maps.get(&<[String; 3]>::try_from(keys).ok()?).cloned()
    }

    fn joined(&self, call: &Intrinsic) -> Option<String> {
        let mut arguments = call.argument.as_sequence()?.values();
        let delimiter = arguments.next()?.as_scalar()?.text();
        let list = arguments.next()?;
        let pieces = list.as_sequence()?.values();
        let text = |it: &Value| match self.read(it) {
            Some(Json::String(it)) => it,
            Some(it) => it.to_string(),
            None => String::new(),
        };
        let pieces: Vec<_> = pieces.map(|it| text(&it)).collect();
        Some(pieces.join(&delimiter))
    }
}

/// The entries of a section of a template that are objects.
fn section(root: &Mapping, name: &str) -> Vec<(String, Mapping)> {
    let section = super::object(root, &[name]);
    section.iter().flat_map(objects).collect()
}

/// The entries of a mapping that are objects.
fn objects(of: &Mapping) -> impl Iterator<Item = (String, Mapping)> + use<> {
    let entries: Vec<_> = of.entries().collect();
    entries.into_iter().filter_map(|it| {
        let value = it.value()?;
        Some((it.key()?.text(), value.as_mapping()?.clone()))
    })
}

fn full_name(target: &Target) -> String {
    match &target.attribute {
        Some(attribute) => format!("{}.{attribute}", target.name),
        None => target.name.clone(),
    }
}

/// The literal that a way of keys leads to: what the Serverless Framework fills in for
/// `${self:custom.wait}`. Serverless Framework, "Variables", "Self-references".
pub fn self_reference(parse: &Parse, name: &str) -> Option<String> {
    literal(&self_entry(parse, name)?.value()?)
}

/// The logical id that the Serverless Framework makes of a function's name: `hello-world` is
/// `HelloDashworldLambdaFunction`. Serverless Framework, "AWS - Resources", "AWS CloudFormation
/// Resource Reference".
pub fn function_id(name: &str) -> String {
    let name = name.replace('-', "Dash").replace('_', "Underscore");
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let name = first.collect::<String>() + letters.as_str();
    name + "LambdaFunction"
}

/// The entry that `self:custom.wait` names.
pub fn self_entry(parse: &Parse, name: &str) -> Option<Entry> {
    let way = name.strip_prefix("self:")?;
    let mut value = parse.root().value()?;
    let mut keys = way.split('.').peekable();
    while let Some(key) = keys.next() {
        let entry = value.as_mapping()?.get(key)?;
        if keys.peek().is_none() {
            return Some(entry);
        }
        value = entry.value()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use asl_syntax::{Format, parse};
    use serde_json::json;

    use super::{Likely, self_reference};

    const TEMPLATE: &str = "Parameters:\n  Wait: {Type: Number, Default: 5}\n  Stage: {Type: String, Default: dev}\n  Open: {Type: String}\n\
        Resources:\n  Pay: {Type: AWS::Serverless::Function}\n  Table: {Type: AWS::DynamoDB::Table}\n\
        Mappings:\n  Stages:\n    dev: {wait: 3, names: [a]}\n\
        custom:\n  wait: 7\n  deep: {name: a, other: '${opt:stage}'}\n";

    #[track_caller]
    fn check(value: &str, expected: &serde_json::Value) {
        let likely = Likely::of(&parse(TEMPLATE, Format::Yaml));
        let parsed = parse(value, Format::Yaml);
        let value = parsed.root().value().expect("a value");
        assert_eq!(likely.json(&value), *expected);
    }

    #[test]
    fn calls_stand_for_what_a_deployment_likely_makes() {
        check("!Ref Wait", &json!(5));
        check("!Ref Stage", &json!("dev"));
        check("!Ref Table", &json!("Table"));
        check("!Ref Open", &json!("${Open}"));
        let arn = "arn:aws:lambda:us-east-1:123456789012:function:Pay";
        check("!GetAtt Pay.Arn", &json!(arn));
        check("{'Fn::GetAtt': [Pay, Arn]}", &json!(arn));
        check("!Sub '${Pay.Arn}:live'", &json!(format!("{arn}:live")));
        check(
            "!Sub ['${a}-${b}-${c}-${!d}', {a: 1, b: !Ref Stage, c: !Ref Open}]",
            &json!("1-dev-${c}-${d}"),
        );
        check("!Join ['-', [a, !Ref Stage, !Ref Wait]]", &json!("a-dev-5"));
        check(
            "{a: !If [IsProd, 5, 2], b: !Ref AWS::NoValue, c: [!Ref AWS::NoValue, 1]}",
            &json!({"a": 5, "c": [1]}),
        );
        check("!FindInMap [A, b, c]", &json!("${FindInMap}"));
        check("!FindInMap [Stages, !Ref Stage, wait]", &json!(3));
        check("{'Fn::FindInMap': [Stages, dev, names]}", &json!(["a"]));
    }

    #[test]
    fn the_serverless_framework_looks_into_its_own_file() {
        let parsed = parse(TEMPLATE, Format::Yaml);
        let of = |name| self_reference(&parsed, name);
        assert_eq!(of("self:custom.wait").as_deref(), Some("7"));
        assert_eq!(of("self:custom.deep.name").as_deref(), Some("a"));
        assert_eq!(of("self:custom.deep.other"), None);
        assert_eq!(of("self:custom.deep"), None);
        assert_eq!(of("opt:stage"), None);
    }
}
