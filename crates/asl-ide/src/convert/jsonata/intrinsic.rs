//! Intrinsic functions as JSONata: `States.Format('a {}', $.b)` is `'a ' & $states.input.b`.

use asl_path::intrinsic::{Call, Expr as Argument, ExprKind};
use serde_json::Value as Json;

use super::expr::{Expr, Kind, Level};
use super::path::{Leaf, Scope};
use super::value::Val;
use super::{Notes, Why, text};
use crate::convert::node::Node;

/// What an argument or a call answers.
pub(super) fn value(expr: &Argument, scope: &Scope, notes: &mut Notes) -> Result<Val, Why> {
    let scalar = |it: Json| Ok(Val::Constant(Node::Scalar(it)));
    match &expr.kind {
        ExprKind::Call(call) => self::call(call, scope, notes),
        ExprKind::Path(path) => {
            notes.spread(path);
            scope.resolve(path, Leaf::Missing)
        }
        ExprKind::String(literal) => Ok(Val::Constant(Node::text(&literal.text))),
        ExprKind::Number(number) => scalar(number.clone().into()),
        ExprKind::Bool(it) => scalar((*it).into()),
        ExprKind::Null => scalar(Json::Null),
        ExprKind::Missing => Err(Why::new("The call is not finished")),
    }
}

fn call(call: &Call, scope: &Scope, notes: &mut Notes) -> Result<Val, Why> {
    if asl_lang::intrinsic(&call.name).is_none() {
        return Err(Why::new(format!("There is no function {}", call.name)));
    }
    if call.name == "States.Format" {
        return format(call, scope, notes).map(Val::Code);
    }
    let values: Vec<Val> = call
        .args
        .iter()
        .map(|it| value(it, scope, notes))
        .collect::<Result<_, _>>()?;
    if call.name == "States.Array" {
        return Ok(Val::Array(values));
    }
    let args: Vec<Expr> = values.iter().map(Val::expr).collect::<Result<_, _>>()?;
    function(call, &values, &args, notes).map(Val::Code)
}

fn function(call: &Call, values: &[Val], args: &[Expr], notes: &mut Notes) -> Result<Expr, Why> {
    match (call.name.as_str(), args) {
        ("States.ArrayPartition", [array, size]) => Ok(partition(array, size)),
        ("States.ArrayContains", [array, item]) => Ok(contains(array, item, &values[1])),
        ("States.ArrayRange", [from, to, step]) => Ok(range(from, to, step)),
        ("States.ArrayGetItem", [array, index]) => Ok(item(array, index, notes)),
        ("States.ArrayLength", [array]) => {
            Ok(Expr::new(apply("$count", &[array]), Level::Atom, Kind::Whole).hiding(array))
        }
        ("States.ArrayUnique", _) => Err(Why::new(
            "States.ArrayUnique puts the items into an order of its own, which no function of JSONata gives",
        )),
        ("States.Base64Encode", [it]) => Ok(base64("$base64encode", it, call, notes)),
        ("States.Base64Decode", [it]) => Ok(base64("$base64decode", it, call, notes)),
        ("States.Hash", [data, algorithm]) => Ok(strict("$hash", &[data, algorithm], Kind::Text)),
        ("States.JsonMerge", [one, two, _]) => {
            let code = format!("$merge([{}, {}])", one.code, two.code);
            Ok(Expr::new(code, Level::Atom, Kind::Other)
                .hiding(one)
                .hiding(two))
        }
        ("States.StringToJson", [it]) => {
            notes.add("States.StringToJson answers null for a blank text, and takes what follows a first value; $parse fails");
            Ok(strict("$parse", &[it], Kind::Unknown))
        }
        ("States.JsonToString", [it]) => json_to_string(it, notes),
        ("States.MathAdd", [one, two]) => {
            let (one_code, two_code) = (rounded(one), rounded(two));
            let code = match two_code
                .strip_prefix('-')
                .filter(|_| two.kind == Kind::Whole)
            {
                Some(number) => format!("{one_code} - {number}"),
                None => format!("{one_code} + {two_code}"),
            };
            Ok(Expr::new(code, Level::Sum, Kind::Whole)
                .strict_in(one)
                .strict_in(two))
        }
        ("States.MathRandom", [from, to]) => Ok(random(from, to)),
        ("States.MathRandom", _) => Err(Why::new(
            "States.MathRandom with a seed gives numbers that JSONata cannot give",
        )),
        ("States.StringSplit", [it, _]) => split(it, &values[1]),
        ("States.UUID", []) => Ok(Expr::new("$uuid()", Level::Atom, Kind::Text)),
        _ => Err(Why::new(format!("{} has other arguments", call.name))),
    }
}

fn apply(name: &str, args: &[&Expr]) -> String {
    let args: Vec<&str> = args.iter().map(|it| it.code.as_str()).collect();
    format!("{name}({})", args.join(", "))
}

/// A function that answers nothing where an argument is nothing.
fn strict(name: &str, args: &[&Expr], kind: Kind) -> Expr {
    let whole = Expr::new(apply(name, args), Level::Atom, kind);
    args.iter().fold(whole, |whole, it| whole.strict_in(it))
}

/// `'Order ' & $states.input.id & ' of …'`; what is one value alone becomes a text by `$string`.
fn format(call: &Call, scope: &Scope, notes: &mut Notes) -> Result<Expr, Why> {
    let Some((
        Argument {
            kind: ExprKind::String(template),
            ..
        },
        rest,
    )) = call.args.split_first()
    else {
        return Err(Why::new(
            "States.Format with a template from the data cannot be converted",
        ));
    };
    if template.lone_brace.is_some() || template.placeholders.len() != rest.len() {
        return Err(Why::new(
            "The template does not fit its values, so that States.Format always fails",
        ));
    }
    let mut whole = Expr::new("", Level::Sum, Kind::Text);
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, argument) in template.placeholders.iter().zip(rest) {
        parts.extend(piece(&template.text[from..*at]));
        let part = value(argument, scope, notes)?.expr()?;
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

fn piece(literal: &str) -> Option<(String, bool)> {
    (!literal.is_empty()).then(|| (text::text(literal), true))
}

/// Without brackets an empty array gives nothing.
fn partition(array: &Expr, size: &Expr) -> Expr {
    let code = format!("[$partition({}, {})]", array.code, rounded(size));
    Expr::new(code, Level::Atom, Kind::Array)
        .hiding(array)
        .hiding(size)
}

/// `in` compares plain values only.
fn contains(array: &Expr, item: &Expr, value: &Val) -> Expr {
    let plain = matches!(
        value,
        Val::Constant(Node::Scalar(
            Json::String(_) | Json::Number(_) | Json::Bool(_)
        ))
    );
    let whole = if plain {
        let code = format!("{} in {}", item.code, array.at(Level::Sum));
        Expr::new(code, Level::Comparison, Kind::Other)
    } else {
        let (array, item) = (array.at(Level::Atom), item.at(Level::Sum));
        let code = format!("$exists({array}[$ = {item}])");
        Expr::new(code, Level::Atom, Kind::Other)
    };
    whole.hiding(array).hiding(item)
}

/// `$range` answers a bare number where there is only one.
fn range(from: &Expr, to: &Expr, step: &Expr) -> Expr {
    let code = format!(
        "[$range({}, {}, {})]",
        rounded(from),
        rounded(to),
        rounded(step)
    );
    let whole = Expr::new(code, Level::Atom, Kind::Array);
    whole.hiding(from).hiding(to).hiding(step)
}

/// Past the end of an array the function fails, as nothing does.
fn item(array: &Expr, index: &Expr, notes: &mut Notes) -> Expr {
    notes.add("Of an empty array States.ArrayGetItem answers null; in JSONata nothing is there, which fails");
    let place = Expr::place(format!("{}[{}]", array.at(Level::Atom), rounded(index)));
    let hidden = Expr::atom("").hiding(array).hiding(index);
    Expr {
        needs: hidden
            .needs
            .into_iter()
            .filter(|it| !place.code.starts_with(it.as_str()))
            .collect(),
        ..place
    }
}

fn base64(name: &str, it: &Expr, call: &Call, notes: &mut Notes) -> Expr {
    notes.add(format!(
        "{} reads text as UTF-8, {name} byte by byte: other letters than ASCII differ",
        call.name
    ));
    strict(name, &[it], Kind::Text)
}

/// `$string` leaves a text without quotes.
fn json_to_string(it: &Expr, notes: &mut Notes) -> Result<Expr, Why> {
    match it.kind {
        Kind::Text | Kind::Timestamp => {
            return Err(Why::new("States.JsonToString puts a text into quotes, $string does not"));
        }
        Kind::Unknown => notes.add(
            "States.JsonToString puts a text into quotes, $string does not; objects, arrays and numbers are the same",
        ),
        _ => {}
    }
    Ok(strict("$string", &[it], Kind::Text))
}

/// Numbers are rounded half up, which `$round` does not.
fn rounded(it: &Expr) -> String {
    if it.kind == Kind::Whole {
        return it.at(Level::Sum);
    }
    format!("$floor({} + 0.5)", it.at(Level::Sum))
}

fn random(from: &Expr, to: &Expr) -> Expr {
    let (start, end) = (rounded(from), rounded(to));
    let span = match (start.parse::<i32>(), end.parse::<i32>()) {
        (Ok(start), Ok(end)) => (i64::from(end) - i64::from(start)).to_string(),
        _ => format!("({end} - {start})"),
    };
    let code = format!("$floor($random() * {span}) + {start}");
    Expr::new(code, Level::Sum, Kind::Whole)
        .strict_in(from)
        .strict_in(to)
}

/// Every character of the second text separates, and empty pieces are dropped.
fn split(it: &Expr, separators: &Val) -> Result<Expr, Why> {
    let Val::Constant(Node::Scalar(Json::String(separators))) = separators else {
        return Err(Why::new(
            "States.StringSplit with separators from the data cannot be converted",
        ));
    };
    let mut characters = separators.chars();
    let code = match (characters.next(), characters.next()) {
        (None, _) => format!("[{}[$ != '']]", it.at(Level::Atom)),
        (Some(_), None) => format!("[$split({}, {})[$ != '']]", it.code, text::text(separators)),
        _ => {
            let class: String = separators.chars().map(class).collect();
            format!("[$split({}, /[{class}]/)[$ != '']]", it.code)
        }
    };
    Ok(Expr::new(code, Level::Atom, Kind::Array).hiding(it))
}

fn class(c: char) -> String {
    match c {
        '-' => "\\-".to_owned(),
        c if ".|?*+(){}$".contains(c) => c.to_string(),
        c => text::pattern(&c.to_string()),
    }
}
