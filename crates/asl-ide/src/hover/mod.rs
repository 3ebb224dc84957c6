//! What stands under the cursor.

mod data;
mod errors;
mod jsonata;
mod parameter;
mod resource;
pub(crate) mod retry;
mod shape;
mod state;
mod strings;
pub(crate) mod time;

use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_lang::{Field, Place, QueryLanguage, ValueKind};
use asl_syntax::ast::{self, ScalarValue};
use asl_syntax::{SyntaxKind, TextRange};

use crate::cursor::{Cursor, Role, cursor_at};
use crate::expectation::Expectation;
use crate::names::named_at;
use crate::rehearsal::{self, Performed};
use crate::{Analysis, Document, FilePosition, RangeInfo, words};
pub(crate) use errors::of_error;
pub(crate) use parameter::{detail as parameter_detail, of_parameter};
pub(crate) use resource::{of_resource, of_service};
pub(crate) use shape::{is_needed, kind as shape_kind};

/// # Hover
///
/// Markdown about what stands under the cursor: a **state** with what leads in and out, wherever it is
/// named, and the data that goes into it and out of it; the data that a **path** leads to; a **field** with its meaning, its values and its query language; **state types** and other
/// fixed values; **comparison operators**; **error names** with who can catch and retry them; inside
/// dynamic strings **intrinsic functions**, **context paths** and **variables** with who assigns them; in
/// JSONata **functions** and the members of `$states`; the real schedule of a **retrier**
/// ("after 2 s, 4 s, 8 s; 14 s in all"), and seconds as a time that people read.
///
/// Where an example of an execution lies beside the definition, as `order.input.json` beside `order.asl.json`,
/// the definition is run with it, on the text as it stands and with the mocks of the first test case that has
/// an input, and a **path**, an **intrinsic function**, a **JSONata** expression or the part of it under the
/// cursor has its value, as have what `ResultPath` writes and whether a **choice rule** holds:
/// "With `order.input.json`, case Approved: `true`; choice 2 is taken". What fails has Step Functions' own
/// words; of several visits of the state the first one counts; answers that no mock gives are made up, and
/// that is said. A state that cannot run as it is written so far ends the execution. A template with one state
/// machine has the examples that go with the template.
pub fn hover(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<String>> {
    let document = analysis.document(at.file)?;
    let model = document.model();
    if let Some(named) = named_at(model, at.offset) {
        let info = match named.state {
            Some(state) => state::page(model, state),
            None => format!("There is no state named `{}` in this machine.", named.name),
        };
        return Some(RangeInfo {
            range: named.range,
            info,
        });
    }
    if let Some(page) = jsonata::page(model, at.offset).or_else(|| variable(document, at)) {
        return Some(page);
    }
    if let Some(page) = data::page(model, at.offset) {
        return Some(page);
    }
    // In front of a key's first letter the pointer is on the key, though nothing is written yet.
    let behind = at.offset + asl_syntax::TextSize::new(1);
    let on_word = |offset| cursor_at(document, offset).filter(|it| it.token.is_some());
    let cursor = on_word(at.offset).or_else(|| on_word(behind).filter(Cursor::is_key))?;
    match cursor.role {
        Role::Key { .. } => key(document, &cursor),
        Role::Value | Role::Item => value(&cursor, at),
    }
}

/// The same with the value at the place in a rehearsal, where there is one.
pub(crate) fn hover_with(
    analysis: &Analysis,
    at: FilePosition,
    rehearse: &dyn Fn() -> Option<Performed>,
) -> Option<RangeInfo<String>> {
    let page = hover(analysis, at);
    let document = analysis.document(at.file)?;
    // The page of a state's name is about the state.
    if named_at(document.model(), at.offset).is_some() {
        return page;
    }
    match (page, rehearsal::section(document, at, rehearse)) {
        (Some(page), Some(section)) => Some(RangeInfo {
            info: format!("{}\n\n{}", page.info, section.info),
            ..page
        }),
        (page, section) => page.or(section),
    }
}

/// A variable in a path, in an intrinsic function or where it is assigned.
fn variable(document: &Document, at: FilePosition) -> Option<RangeInfo<String>> {
    let model = document.model();
    let name = model.variables().at(at.offset)?;
    Some(RangeInfo {
        range: name.range,
        info: words::variable(model, model.state(name.state), &name.name)?,
    })
}

/// A field or an operator.
fn key(document: &Document, cursor: &Cursor) -> Option<RangeInfo<String>> {
    let token = cursor.token.as_ref()?;
    let key = ast::Key::cast(token.parent()?)?;
    let name = key.text();
    let mut info = match cursor.expected {
        Expectation::Object(place) => of_place(document, cursor, place, &name)?,
        Expectation::UntypedState => asl_lang::StateType::ALL
            .into_iter()
            .find_map(|it| asl_lang::field(Place::State(it), &name))
            .map(|it| words::field(it, None))?,
        Expectation::Template { .. } | Expectation::Field(_) => {
            let language = language(document, cursor);
            parameter::of_key(&cursor.holder, &name, language)?
        }
        _ => return None,
    };
    if let Some(schedule) = schedule(cursor, &name) {
        info.push_str("\n\n");
        info.push_str(&schedule);
    }
    Some(RangeInfo {
        range: key.content_range(),
        info,
    })
}

/// The query language around the cursor.
fn language(document: &Document, cursor: &Cursor) -> QueryLanguage {
    let model = document.model();
    let state = model.state_at(cursor.holder.text_range().start());
    state.map_or(QueryLanguage::JsonPath, |it| {
        model.state(it).query_language()
    })
}

fn of_place(document: &Document, cursor: &Cursor, place: Place, name: &str) -> Option<String> {
    if let Some(field) = asl_lang::field(place, name) {
        let state = document
            .model()
            .state_at(cursor.holder.text_range().start());
        let language = state.map(|it| document.model().state(it).query_language());
        return Some(words::field(field, language));
    }
    let is_rule = matches!(place, Place::ChoiceRule | Place::NestedRule);
    let operator = asl_lang::choice_operator(name).filter(|_| is_rule);
    let plain = || {
        asl_lang::field(place, name.strip_suffix(TEMPLATE_SUFFIX)?).map(|it| words::field(it, None))
    };
    operator.map(words::operator).or_else(plain)
}

/// A fixed value, an error name, something inside a dynamic string, a number of seconds.
fn value(cursor: &Cursor, at: FilePosition) -> Option<RangeInfo<String>> {
    let token = cursor.token.as_ref()?;
    let scalar = ast::Scalar::cast(token.parent()?)?;
    let whole = |info| {
        Some(RangeInfo {
            range: scalar.content_range(),
            info,
        })
    };
    match cursor.expected {
        Expectation::ErrorName => whole(errors::of_name(&scalar.text(), token.parent().as_ref())?),
        Expectation::Field(field) => match field.value {
            ValueKind::Resource(_) => whole(resource::of_resource(&scalar.text())?),
            ValueKind::Enum(values) => {
                let text = scalar.text();
                let known = values.iter().find(|it| it.name == text)?;
                whole(format!("**{}**\n\n{}", known.name, known.doc))
            }
            ValueKind::Path { .. } | ValueKind::ReferencePath { .. } | ValueKind::Variable => {
                strings::page(token, at.offset)
            }
            ValueKind::Text if field.name == "Error" => {
                whole(errors::of_name(&scalar.text(), token.parent().as_ref())?)
            }
            ValueKind::Integer { .. } | ValueKind::Number { .. } => {
                whole(number(cursor, field, &scalar)?)
            }
            _ => None,
        },
        Expectation::Operator(it) if it.is_path => strings::page(token, at.offset),
        Expectation::Template { dynamic: true } => strings::page(token, at.offset),
        Expectation::Template { dynamic: false } => {
            whole(parameter::of_value(&cursor.holder, &scalar.text())?)
        }
        _ => None,
    }
}

/// Seconds in words, and in a retrier its schedule.
fn number(cursor: &Cursor, field: &Field, scalar: &ast::Scalar) -> Option<String> {
    let ScalarValue::Number(number) = scalar.value() else {
        return None;
    };
    let mut info = Vec::new();
    if field.name.ends_with("Seconds") {
        info.push(time::words(number.as_f64()?));
    }
    info.extend(schedule(cursor, field.name));
    (!info.is_empty()).then(|| info.join("\n\n"))
}

/// The schedule of the retrier whose field stands under the cursor.
fn schedule(cursor: &Cursor, field: &str) -> Option<String> {
    let mapping = cursor.container.clone().and_then(ast::Mapping::cast)?;
    let is_retrier = matches!(
        crate::expectation::expected_of(mapping.syntax()),
        Expectation::Object(Place::Retrier)
    );
    let of_schedule = [
        "ErrorEquals",
        "IntervalSeconds",
        "MaxAttempts",
        "BackoffRate",
        "MaxDelaySeconds",
        "JitterStrategy",
    ];
    (is_retrier && of_schedule.contains(&field)).then(|| retry::schedule(&mapping))
}

/// The word around an offset of a token: names, dots and dollars.
fn word_at(
    token: &asl_syntax::SyntaxToken,
    offset: asl_syntax::TextSize,
) -> Option<(TextRange, String)> {
    debug_assert!(token.kind() != SyntaxKind::WHITESPACE);
    let (start, text) = (token.text_range().start(), token.text());
    let at = usize::from(offset.clamp(start, token.text_range().end()) - start);
    let (before, behind) = text.split_at_checked(at)?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '$' | '_');
    let from = before.rfind(|c| !is_word(c)).map_or(0, |it| {
        it + before[it..].chars().next().map_or(1, char::len_utf8)
    });
    let to = at + behind.find(|c| !is_word(c)).unwrap_or(behind.len());
    let range = TextRange::new((from as u32).into(), (to as u32).into()) + start;
    Some((range, text[from..to].to_owned()))
}
