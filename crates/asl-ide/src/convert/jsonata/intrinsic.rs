//! Intrinsic functions as JSONata: `States.Format('a {}', $.b)` is `'a ' & $states.input.b`.

mod format;
mod number;

use asl_path::intrinsic::{Call, Expr as Argument, ExprKind};
use serde_json::Value as Json;

use super::expr::{Expr, Kind, Level, Need, can_be, merge};
use super::path::{Leaf, Scope};
use super::value::Val;
use super::{Notes, Why, text};
use crate::convert::node::Node;
use format::format;
use number::{random, rounded, seeded, short};

/// What an argument or a call answers.
pub(super) fn value(expr: &Argument, scope: &Scope<'_>, notes: &mut Notes) -> Result<Val, Why> {
    let scalar = |it: Json| Ok(Val::Constant(Node::Scalar(it)));
    match &expr.kind {
        ExprKind::Call(call) => self::call(call, scope, notes),
        ExprKind::Path(path) => {
            notes.spread(path);
            let value = scope.resolve(path, Leaf::Missing)?;
            Ok(notes.settle(value))
        }
        ExprKind::String(literal) => Ok(Val::Constant(Node::text(&literal.text))),
        ExprKind::Number(number) => scalar(number.clone().into()),
        ExprKind::Bool(it) => scalar((*it).into()),
        ExprKind::Null => scalar(Json::Null),
        ExprKind::Missing => Err(Why::new("The call is not finished")),
    }
}

fn call(call: &Call, scope: &Scope<'_>, notes: &mut Notes) -> Result<Val, Why> {
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
    let args = &demanding(call, args, notes)[..];
    match (call.name.as_str(), args) {
        ("States.ArrayPartition", [array, size]) => partition(array, size, notes),
        ("States.ArrayContains", [array, item]) => Ok(contains(array, item, &values[1], notes)),
        ("States.ArrayRange", [from, to, step]) => Ok(range(from, to, step, notes)),
        ("States.ArrayGetItem", [array, index]) => item(array, index, &values[1], notes),
        ("States.ArrayLength", [array]) => {
            Ok(Expr::new(apply("$count", &[array]), Level::Atom, Kind::Whole).hiding(array))
        }
        ("States.ArrayUnique", [array]) => {
            notes.add("States.ArrayUnique puts the items into an order of its own, and tells 1 from 1.0; $distinct keeps the first of each where it stands");
            let code = format!("[$distinct({})]", array.code);
            Ok(Expr::new(code, Level::Atom, Kind::Array).hiding(array))
        }
        ("States.Base64Encode", [it]) => Ok(base64("$base64encode", it, call, notes)),
        ("States.Base64Decode", [it]) => Ok(base64("$base64decode", it, call, notes)),
        ("States.Hash", [data, algorithm]) => Ok(hash(data, algorithm, notes)),
        ("States.JsonMerge", [..]) if is_true(values.get(2)) => Err(Why::new(
            "States.JsonMerge fails always where it is asked for a deep merge",
        )),
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
        ("States.JsonToString", [it]) => Ok(json_to_string(it, notes)),
        ("States.MathAdd", [one, two]) => {
            let (one_code, two_code) = (rounded(one), rounded(two));
            let code = match two_code
                .strip_prefix('-')
                .filter(|_| two.kind == Kind::Whole)
            {
                Some(number) => format!("{one_code} - {number}"),
                None => format!("{one_code} + {two_code}"),
            };
            let sum = Expr::new(code, Level::Sum, Kind::Whole)
                .strict_in(one)
                .strict_in(two);
            Ok(short(sum, notes))
        }
        ("States.MathRandom", [from, to]) => Ok(random(from, to, None)),
        ("States.MathRandom", [from, to, seed]) => seeded(from, to, seed),
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

/// What the function takes of its arguments' types, as far as JSONata's would go on with others.
fn demanding(call: &Call, args: &[Expr], notes: &mut Notes) -> Vec<Expr> {
    let wanted: &[&'static str] = match call.name.as_str() {
        "States.ArrayPartition"
        | "States.ArrayContains"
        | "States.ArrayLength"
        | "States.ArrayUnique" => &["array"],
        "States.ArrayGetItem" => &["array", "number"],
        "States.JsonMerge" => &["object", "object"],
        _ => &[],
    };
    let mut args = args.to_vec();
    for (arg, kind) in args.iter_mut().zip(wanted) {
        let known = match *kind {
            "array" => arg.is_array(),
            "number" => arg.kind == Kind::Whole,
            _ => arg.code.starts_with('{'),
        };
        if !known && !arg.is_only(kind) {
            let demand = Need::Is(arg.code.clone(), kind);
            notes.demand(arg, &[demand], Some(&call.name));
        }
    }
    args
}

fn is_true(value: Option<&Val>) -> bool {
    matches!(value, Some(Val::Constant(Node::Scalar(Json::Bool(true)))))
}

/// What is no text is hashed as its text.
fn hash(data: &Expr, algorithm: &Expr, notes: &mut Notes) -> Expr {
    if matches!(data.kind, Kind::Text | Kind::Timestamp) || data.is_only("string") {
        return strict("$hash", &[data, algorithm], Kind::Text);
    }
    notes.add("States.Hash takes numbers, objects and arrays as Java prints them; $hash takes texts alone");
    strict("$hash", &[data, algorithm], Kind::Text)
}

/// Without brackets an empty array gives nothing.
fn partition(array: &Expr, size: &Expr, notes: &mut Notes) -> Result<Expr, Why> {
    let code = format!("[$partition({}, {})]", array.code, size.code);
    let mut whole = Expr::new(code, Level::Atom, Kind::Array)
        .hiding(array)
        .hiding(size);
    match size.code.parse::<f64>() {
        Ok(size) if size < 1.0 => {
            return Err(Why::new(
                "States.ArrayPartition fails always with a size below 1",
            ));
        }
        Ok(_) => {}
        Err(_) => {
            let demand = Need::Holds(format!("{} >= 1", size.at(Level::Sum)));
            notes.demand(&mut whole, &[demand], Some("States.ArrayPartition"));
        }
    }
    Ok(whole)
}

/// `in` compares plain values only. To Step Functions values are the same if Java prints them alike.
fn contains(array: &Expr, item: &Expr, value: &Val, notes: &mut Notes) -> Expr {
    let constant = match value {
        Val::Constant(Node::Scalar(it)) => Some(it),
        _ => None,
    };
    let word =
        |it: &str| it.starts_with(char::is_alphabetic) && serde_json::from_str::<Json>(it).is_err();
    if !constant.is_some_and(|it| it.as_str().is_some_and(word)) {
        notes.add("To States.ArrayContains values are the same that Java prints alike, such as true and 'true'; not to JSONata");
    }
    let plain = constant.is_some_and(|it| !it.is_null());
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

/// `$range` answers a bare number where there is only one, and nothing where there is none; neither cuts it off after a
/// thousand.
fn range(from: &Expr, to: &Expr, step: &Expr, notes: &mut Notes) -> Expr {
    let code = format!("$range({}, {}, {})", from.code, to.code, step.code);
    let literal = [from, to, step].map(|it| it.code.parse::<i32>().ok());
    let whole = Expr::new(format!("[{code}]"), Level::Atom, Kind::Array);
    let mut whole = whole.hiding(from).hiding(to).hiding(step);
    if literal.iter().any(Option::is_none) {
        let mut demands = vec![Need::Holds(format!("$count({code}) <= 1000"))];
        if step.code.parse::<i32>().is_err() {
            demands.push(Need::Holds(format!("{} != 0", step.at(Level::Sum))));
        }
        notes.demand(&mut whole, &demands, Some("States.ArrayRange"));
    }
    whole
}

/// Past the end of an array the function fails, as nothing does.
fn item(array: &Expr, index: &Expr, value: &Val, notes: &mut Notes) -> Result<Expr, Why> {
    notes.add("Of an empty array States.ArrayGetItem answers null; in JSONata nothing is there, which fails");
    let mut place = Expr::place(format!("{}[{}]", array.at(Level::Atom), index.code));
    if let Val::Constant(Node::Scalar(Json::Number(it))) = value {
        if it.as_f64().is_some_and(|it| it <= -1.0) {
            return Err(Why::new("States.ArrayGetItem has no negative indices"));
        }
    } else {
        let demand = Need::Holds(format!("{} >= 0", index.at(Level::Sum)));
        notes.demand(&mut place, &[demand], Some("States.ArrayGetItem"));
    }
    let hidden = Expr::atom("").hiding(array).hiding(index);
    let mut needs: Vec<Need> = hidden.needs;
    needs.retain(|it| !it.follows_from(&Need::There(place.code.clone())));
    merge(&mut needs, &place.needs);
    Ok(Expr { needs, ..place })
}

fn base64(name: &str, it: &Expr, call: &Call, notes: &mut Notes) -> Expr {
    notes.add(format!(
        "{} reads text as UTF-8, {name} byte by byte: other letters than ASCII differ",
        call.name
    ));
    strict(name, &[it], Kind::Text)
}

/// `$string` leaves a text without quotes.
fn json_to_string(it: &Expr, notes: &mut Notes) -> Expr {
    if matches!(it.kind, Kind::Text | Kind::Timestamp) || it.is_only("string") {
        // In an array a text has its quotes.
        let code = format!("$replace($string([{}]), /^\\[|\\]$/, '')", it.code);
        return Expr::new(code, Level::Atom, Kind::Text).hiding(it);
    }
    if it.kind == Kind::Unknown && can_be(&it.shape, "string") {
        notes.add("States.JsonToString puts a text into quotes, $string does not; objects and arrays are the same");
    }
    if it.kind != Kind::Whole {
        notes.add("States.JsonToString writes numbers as they are, $string as JSONata has them: 1.0 is written 1, and no more than 15 digits");
    }
    strict("$string", &[it], Kind::Text)
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
