//! `States.Format`: texts and values joined by `&`.

use asl_path::intrinsic::{Call, Expr as Argument, ExprKind};

use super::value;
use crate::convert::jsonata::expr::{Expr, Kind, Level};
use crate::convert::jsonata::path::Scope;
use crate::convert::jsonata::{Notes, Why, text};

/// `'Order ' & $states.input.id & ' of …'`; what is one value alone becomes a text by `$string`.
pub(super) fn format(call: &Call, scope: &Scope<'_>, notes: &mut Notes) -> Result<Expr, Why> {
    let Some((
        Argument {
            kind: ExprKind::String(template),
            ..
        },
        rest,
    )) = call.args.split_first()
    else {
        return format_by(call, scope, notes);
    };
    if template.lone_brace.is_some() || template.placeholders.len() != rest.len() {
        notes.add("The template does not fit its values, so that States.Format always fails");
        let message = text::text("The template does not fit its values");
        let code = format!("$error({message})");
        return Ok(Expr::new(code, Level::Atom, Kind::Text));
    }
    let mut whole = Expr::new("", Level::Sum, Kind::Text);
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, argument) in template.placeholders.iter().zip(rest) {
        parts.extend(piece(&template.text[from..*at]));
        let part = value(argument, scope, notes)?.expr()?;
        notes.printed(&part);
        parts.push((
            part.at(Level::Atom),
            matches!(part.kind, Kind::Text | Kind::Timestamp),
        ));
        whole = whole.hiding(&part);
        from = at + "{}".len();
    }
    parts.extend(piece(&template.text[from..]));
    let codes: Vec<&str> = parts.iter().map(|it| it.0.as_str()).collect();
    (whole.code, whole.level) = match parts.as_slice() {
        [] => ("''".to_owned(), Level::Atom),
        [(code, true)] => (code.clone(), Level::Atom),
        [(code, false)] => (format!("$string({code})"), Level::Atom),
        _ => (codes.join(" & "), Level::Sum),
    };
    Ok(whole)
}

/// A template from the data is cut at its `{}`; another number of them than of values gives nothing.
fn format_by(call: &Call, scope: &Scope<'_>, notes: &mut Notes) -> Result<Expr, Why> {
    let args: Vec<Expr> = call
        .args
        .iter()
        .map(|it| value(it, scope, notes)?.expr())
        .collect::<Result<_, _>>()?;
    let Some((template, rest)) = args.split_first() else {
        return Err(Why::new("States.Format has no template"));
    };
    if args.iter().any(|it| it.code.contains(PARTS)) {
        return Err(Why::new(format!(
            "The variable {PARTS} is needed for States.Format with a template from the data"
        )));
    }
    notes.add(
        "A template from the data with a single brace fails in States.Format, JSONata goes on",
    );
    let mut codes = vec![format!("{PARTS}[0]")];
    let mut whole = Expr::new("", Level::Atom, Kind::Text).hiding(template);
    for (index, part) in rest.iter().enumerate() {
        notes.printed(part);
        codes.push(part.at(Level::Atom));
        codes.push(format!("{PARTS}[{}]", index + 1));
        whole = whole.hiding(part);
    }
    whole.code = format!(
        "({PARTS} := $split($string({}), '{{}}'); $count({PARTS}) = {} ? {})",
        template.code,
        rest.len() + 1,
        codes.join(" & ")
    );
    Ok(whole)
}

/// The variable for the pieces of a template.
const PARTS: &str = "$parts";

fn piece(literal: &str) -> Option<(String, bool)> {
    (!literal.is_empty()).then(|| (text::text(literal), true))
}
