//! Expressions that are whole, half, deep, endless or greedy; the same seed makes the same one.

use fastrand::Rng;

/// What takes long, grows or goes deep when it is evaluated.
const HOSTILE: &[&str] = &[
    "($f := function($x) { $f($x + 1) }; $f(0))",
    "($f := function($x) { 1 + $f($x) }; $f(0))",
    "[1..100000000]",
    "$range(1, 1000000000, 1)",
    "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)",
    "$states.input.b.c ~> /(a|a)*$/",
    "$pad('x', 1000000000)",
    "$map([1..20000], function($v) { $map([1..20000], function($w) { $v * $w }) })",
    "($s := 'ab'; $r := $reduce([1..60], function($a, $b) { $a & $a }, $s); $length($r))",
    "$formatNumber(1e300, '#,##0.00')",
    "$fromMillis(8.64e15, '[Y0001]')",
    "$sort([1..5000], function($l, $r) { true })",
    "$sift($states.input, function($v, $k, $o) { $v ~> $parse })",
    "$split('a', '')",
    "$map([1..873782], function() { [1..873782] })",
    "$map([1..20000], function($i) { $pad('x', 400000 - $i, 'y') })",
    "$match($pad('x', 400000, 'x'), /x/)",
    "($f := function($x) { $f([$x, [1..800000]]) }; $f(1))",
    "$replace('aaaa', /(a*)*/, '$0$1$2')",
];

const PIECES: &[&str] = &[
    "$states.input",
    "$states.context",
    "$states.",
    "$x",
    "$",
    "$$",
    "a",
    "`b c`",
    "1",
    "-2.5e3",
    "1e309",
    "'s'",
    "\"\\u00e9\"",
    "'",
    "\"",
    "/a+/i",
    "/",
    "true",
    "null",
    "function($a, $b) { ",
    "}",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "{'k': ",
    ", ",
    "; ",
    " := ",
    " ? ",
    " : ",
    " ~> ",
    ".",
    "..",
    " + ",
    " & ",
    " and ",
    " in ",
    " = ",
    " != ",
    "*",
    "**",
    "%",
    "^(",
    "@$i",
    "#$i",
    "|",
    "?",
    "??",
    "?:",
    "$sum(",
    "$map(",
    "$string(",
    "$parse(",
    "$hash('a', 'MD5')",
    "$partition($x, 2)",
    "$eval('1')",
    "/*",
    "*/",
    "${Name}",
    "${",
    "\u{1F600}",
    "\n",
    "\t",
    "\0",
    "\\",
];

/// A text from a seed.
pub(super) fn text(seed: u64) -> String {
    let mut rng = Rng::with_seed(seed);
    match rng.u8(0..40) {
        0 => deep(&mut rng),
        1 => HOSTILE[rng.usize(..HOSTILE.len())].to_owned(),
        2 => {
            let text = HOSTILE[rng.usize(..HOSTILE.len())];
            mutated(&mut rng, text)
        }
        6..=20 => value(&mut rng, 5),
        21..=30 => {
            let whole = value(&mut rng, 5);
            mutated(&mut rng, &whole)
        }
        _ => (0..rng.usize(1..40))
            .map(|_| PIECES[rng.usize(..PIECES.len())])
            .collect(),
    }
}

/// The same brackets or operators many times over.
fn deep(rng: &mut Rng) -> String {
    let times = 1 << rng.u32(4..16);
    let pairs = [
        ("(", ")"),
        ("[", "]"),
        ("{'a': ", "}"),
        ("$string(", ")"),
        ("function() { ", " }"),
        ("-", ""),
        ("$x[", "]"),
        ("1 + ", ""),
        ("$x.", ""),
        ("$x ~> $f", " ~> $g"),
        ("true ? ", " : 1"),
    ];
    let (open, close) = pairs[rng.usize(..pairs.len())];
    let closed = if rng.bool() {
        times
    } else {
        rng.usize(..times)
    };
    [&open.repeat(times), "1", &close.repeat(closed)].concat()
}

/// A few characters go, come or change their place.
fn mutated(rng: &mut Rng, text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..rng.usize(1..5) {
        let at = rng.usize(..=characters.len());
        match rng.u8(0..4) {
            0 if at < characters.len() => drop(characters.remove(at)),
            1 => characters.truncate(at),
            2 => {
                let piece = PIECES[rng.usize(..PIECES.len())];
                characters.splice(at..at, piece.chars());
            }
            _ if at < characters.len() => {
                let other = rng.usize(..characters.len());
                characters.swap(at, other);
            }
            _ => {}
        }
    }
    characters.into_iter().collect()
}

/// A whole expression.
fn value(rng: &mut Rng, depth: u32) -> String {
    if depth == 0 {
        let leaves = [
            "$states.input",
            "$x",
            "1",
            "'s'",
            "true",
            "null",
            "$states.input.b[0]",
            "$y",
        ];
        return leaves[rng.usize(..leaves.len())].to_owned();
    }
    let mut inner = || value(rng, depth - 1);
    let (first, second) = (inner(), inner());
    let operators = [
        "+", "-", "*", "/", "%", "&", "=", "!=", "<", ">=", "and", "or", "in", "~>", "..",
    ];
    let functions = [
        "sum",
        "string",
        "map",
        "filter",
        "reduce",
        "keys",
        "merge",
        "range",
        "partition",
        "hash",
        "parse",
        "substring",
        "split",
        "formatNumber",
        "toMillis",
        "spread",
        "zip",
        "each",
        "nothing",
    ];
    match rng.u8(0..12) {
        0 | 1 => format!(
            "({first} {} {second})",
            operators[rng.usize(..operators.len())]
        ),
        2..=4 => format!(
            "${}({first}, {second})",
            functions[rng.usize(..functions.len())]
        ),
        5 => format!("[{first}, {second}]"),
        6 => format!("{{'k': {first}, $string({second}): 1}}"),
        7 => format!("({first} ? {second} : 1)"),
        8 => format!("($y := {first}; {second})"),
        9 => format!("$map({first}, function($v, $i) {{ {second} }})"),
        10 => format!("({first})[{second}]"),
        _ => format!("({first}).({second})"),
    }
}
