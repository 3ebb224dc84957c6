//! What is written into a call before anybody fills it in: its required members, laid out as JSON or
//! YAML need them.

use asl_catalog::{Action, Integration, Kind, Member, Pattern, Shape};
use asl_lang::QueryLanguage;
use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN, TEMPLATE_SUFFIX};

use super::insert::Insert;
use crate::quote;

/// A value with places to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Draft {
    /// A text with what stands in it at first.
    Text(String),
    /// A number or a truth value.
    Bare(String),
    Object(Vec<(String, Draft)>),
    List(Box<Draft>),
    /// A text that is as it is.
    Fixed(&'static str),
    /// The rest of a text that begins so.
    Behind(&'static str),
    /// A JSONata expression.
    Expression,
    /// An object whose only key is a name that is written further up too.
    Under(String, Box<Draft>),
}

/// How a value is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// JSON over several lines.
    Json,
    /// JSON on one line.
    JsonLine,
    /// YAML by lines and columns.
    Block,
    /// YAML between braces.
    Flow,
}

/// Required members of required members are written down to this depth.
const DEPTH: usize = 3;

/// Members that are not required and nearly always there, by action or by the name of a shape.
/// Counted over public definitions.
const USUAL: &[(&str, &[&str])] = &[
    ("lambda:invoke", &["Payload"]),
    ("states:startExecution", &["Input"]),
    ("sns:publish", &["TopicArn"]),
    ("http:invoke", &["Authentication"]),
    (
        "dynamodb:updateItem",
        &["UpdateExpression", "ExpressionAttributeValues"],
    ),
    ("ecs:runTask", &["Cluster", "LaunchType"]),
    ("bedrock:invokeModel", &["Body"]),
    (
        "PutEventsRequestEntry",
        &["Source", "DetailType", "Detail", "EventBusName"],
    ),
];

/// Members that hold what a call hands on, among which the task token goes; others before them are
/// made of headers and the like.
const PAYLOADS: &[&str] = &[
    "Payload",
    "Input",
    "MessageBody",
    "Message",
    "RequestBody",
    "Detail",
    "Body",
];

/// What the call of an action is given at least; `None` where nothing is required.
pub(super) fn of_call(
    action: Action<'_>,
    pattern: Pattern,
    language: QueryLanguage,
) -> Option<Draft> {
    let request = action.request()?;
    let drafting = Drafting {
        language,
        with_token: pattern == Pattern::WaitForTaskToken,
    };
    let draft = drafting.structure(request, &name_of(action), DEPTH);
    let is_empty = matches!(&draft, Draft::Object(members) if members.is_empty());
    (!is_empty).then_some(draft)
}

/// The members that are nearly always there, of an action or of a shape.
pub(super) fn usual(action: &str, shape: Shape<'_>) -> &'static [&'static str] {
    let known = USUAL.iter();
    let mut known = known.filter(|it| it.0 == action || it.0 == shape.name());
    known.next().map_or(&[], |it| it.1)
}

/// An action as [`usual`] has it.
pub(super) fn name_of(action: Action<'_>) -> String {
    match action.service().integration() {
        Integration::Optimized => format!("{}:{}", action.service().name(), action.name()),
        Integration::Sdk => String::new(),
    }
}

/// What is written for a value of a shape.
pub(super) fn of_shape(shape: Shape<'_>, language: QueryLanguage) -> Draft {
    let drafting = Drafting {
        language,
        with_token: false,
    };
    drafting.value(shape, DEPTH)
}

struct Drafting {
    language: QueryLanguage,
    /// The call waits for the token of the task, which must be handed on.
    with_token: bool,
}

impl Drafting {
    fn structure(&self, shape: Shape<'_>, action: &str, depth: usize) -> Draft {
        let usual = usual(action, shape);
        let carrier = self.carrier(shape);
        let wanted = shape.members().filter(|it| {
            let is_needed = it.is_required && !it.is_filled_in;
            is_needed || usual.contains(&it.name) || carrier == Some(it.name)
        });
        Draft::Object(wanted.map(|it| self.member(it, depth)).collect())
    }

    /// The member that hands the task token on.
    fn carrier<'s>(&self, shape: Shape<'s>) -> Option<&'s str> {
        let mut names = PAYLOADS.iter().filter(|_| self.with_token);
        let member = names.find_map(|it| shape.member(it))?;
        Some(member.name)
    }

    fn member(&self, member: Member<'_>, depth: usize) -> (String, Draft) {
        let name = member.name.to_owned();
        if self.with_token && PAYLOADS.contains(&member.name) {
            return self.token(name, member.shape.kind());
        }
        if member.shape.kind() == Kind::Document {
            return self.dynamic(name, "$", "$states.input");
        }
        (name, self.value(member.shape, depth.saturating_sub(1)))
    }

    fn token(&self, name: String, kind: Kind) -> (String, Draft) {
        let token =
            |name: String| self.dynamic(name, "$$.Task.Token", "$states.context.Task.Token");
        match kind {
            Kind::Document => (name, Draft::Object(vec![token("TaskToken".to_owned())])),
            _ => token(name),
        }
    }

    fn dynamic(&self, name: String, path: &str, expression: &str) -> (String, Draft) {
        match self.language {
            QueryLanguage::JsonPath => (name + TEMPLATE_SUFFIX, Draft::Text(path.to_owned())),
            QueryLanguage::Jsonata => {
                let text = format!("{JSONATA_OPEN} {expression} {JSONATA_CLOSE}");
                (name, Draft::Text(text))
            }
        }
    }

    fn value(&self, shape: Shape<'_>, depth: usize) -> Draft {
        match shape.kind() {
            Kind::Structure if depth > 0 => self.structure(shape, "", depth),
            Kind::Structure | Kind::Union | Kind::Map | Kind::Document => Draft::Object(Vec::new()),
            Kind::List => {
                let item = shape.element().map(|it| self.value(it, depth));
                Draft::List(Box::new(item.unwrap_or(Draft::Text(String::new()))))
            }
            Kind::Boolean => Draft::Bare("true".to_owned()),
            Kind::Integer | Kind::Long | Kind::Float | Kind::Double => {
                let least = shape.min().and_then(asl_catalog::Number::as_i64);
                Draft::Bare(least.unwrap_or(0).max(0).to_string())
            }
            Kind::String => Draft::Text(shape.values().next().unwrap_or_default().to_owned()),
            Kind::Blob | Kind::Timestamp => Draft::Text(String::new()),
        }
    }
}

/// The value as it stands behind a colon, with the blank or the line between.
pub(super) fn behind_colon(draft: &Draft, layout: Layout) -> Insert {
    let mut insert = Insert::default();
    if layout != Layout::Block || is_simple(draft) {
        insert.push(" ");
        insert.append(value(draft, layout));
        return insert;
    }
    insert.push("\n  ");
    insert.append(value(draft, layout).indented(2));
    insert
}

/// The value where it begins a line, an item or stands behind a blank.
pub(super) fn value(draft: &Draft, layout: Layout) -> Insert {
    match draft {
        Draft::Text(text) => self::text(text, layout),
        Draft::Bare(text) => {
            let mut insert = Insert::default();
            insert.hole(text.as_str());
            insert
        }
        Draft::Object(members) => object(members, layout),
        Draft::List(item) => list(item, layout),
        Draft::Fixed(text) => quoted(layout, !quote::is_plain(text, false), Insert::text(*text)),
        Draft::Behind(text) => {
            let mut insert = Insert::text(*text);
            insert.hole("");
            quoted(layout, true, insert)
        }
        Draft::Expression => {
            let mut insert = Insert::text(format!("{JSONATA_OPEN} "));
            insert.hole("");
            insert.push(format!(" {JSONATA_CLOSE}"));
            quoted(layout, true, insert)
        }
        Draft::Under(name, inner) => under(name, inner, layout),
    }
}

/// Whether a value stands on the line of its key.
fn is_simple(draft: &Draft) -> bool {
    !matches!(draft, Draft::Object(_) | Draft::List(_) | Draft::Under(..))
}

/// A string, with quotes where they are needed anyway or there are no blocks.
fn quoted(layout: Layout, is_needed: bool, inner: Insert) -> Insert {
    let mark = if is_needed || layout != Layout::Block {
        "\""
    } else {
        ""
    };
    let mut insert = Insert::text(mark);
    insert.append(inner);
    insert.push(mark);
    insert
}

fn under(name: &str, inner: &Draft, layout: Layout) -> Insert {
    let mut same = Insert::default();
    same.same(name);
    let mut insert = Insert::text(match layout {
        Layout::Json => "{\n  ",
        Layout::JsonLine => "{ ",
        Layout::Flow => "{",
        Layout::Block => "",
    });
    insert.append(quoted(layout, !quote::is_plain(name, false), same));
    insert.push(":");
    let inner = behind_colon(inner, layout);
    insert.append(if layout == Layout::Json {
        inner.indented(2)
    } else {
        inner
    });
    insert.push(match layout {
        Layout::Json => "\n}",
        Layout::JsonLine => " }",
        Layout::Flow => "}",
        Layout::Block => "",
    });
    insert
}

fn text(text: &str, layout: Layout) -> Insert {
    let mut insert = Insert::default();
    insert.hole(text);
    let is_plain = text.is_empty() || quote::is_plain(text, false);
    quoted(layout, !is_plain, insert)
}

fn object(members: &[(String, Draft)], layout: Layout) -> Insert {
    let is_empty = members.is_empty();
    let (open, between, close) = match layout {
        Layout::Json => ("{\n  ", ",\n  ", "\n}"),
        Layout::JsonLine | Layout::Flow if is_empty => ("{", "", "}"),
        Layout::JsonLine => ("{ ", ", ", " }"),
        Layout::Flow => ("{", ", ", "}"),
        Layout::Block => ("", "\n", ""),
    };
    let mut insert = Insert::text(open);
    for (index, (name, draft)) in members.iter().enumerate() {
        insert.push(if index > 0 { between } else { "" });
        insert.push(key(name, layout));
        insert.push(":");
        let inner = behind_colon(draft, layout);
        insert.append(if layout == Layout::Json {
            inner.indented(2)
        } else {
            inner
        });
    }
    if is_empty {
        insert.hole("");
    }
    insert.push(close);
    insert
}

fn list(item: &Draft, layout: Layout) -> Insert {
    let is_simple = is_simple(item);
    let (open, close) = match layout {
        Layout::Json if !is_simple => ("[\n  ", "\n]"),
        Layout::Block => ("- ", ""),
        _ => ("[", "]"),
    };
    let mut insert = Insert::text(open);
    insert.append(value(item, layout).indented(2));
    insert.push(close);
    insert
}

/// A key as the layout has it.
fn key(name: &str, layout: Layout) -> String {
    match layout {
        Layout::Json | Layout::JsonLine => quote::json(name),
        Layout::Block => quote::yaml(name, None, false),
        Layout::Flow => quote::yaml(name, None, true),
    }
}
