//! What stands before a cursor in an expression that is being written.

use std::ops::Range;

use super::token::{Token, TokenKind, tokens};
use super::tree::{Attached, Local, Node, NodeKind, Tree};

/// What can be written at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A value: a variable, a function, a literal. The bytes are those of the word that is there.
    Value(Range<usize>),
    /// A member of what the path before it leads to.
    Member {
        /// The variable that the path begins with, without its dollar sign; empty for `$`.
        variable: String,
        /// The names from there to the last dot.
        names: Vec<String>,
        /// The bytes of the name that is there.
        word: Range<usize>,
    },
    /// A member of what the value before it is.
    MemberOf {
        /// The bytes of that value, with its brackets: `{…}` or `(…)`.
        value: Range<usize>,
        /// The names from there to the last dot.
        names: Vec<String>,
        /// The bytes of the name that is there.
        word: Range<usize>,
    },
    /// Nothing that can be guessed: inside of a string, or where an operator belongs.
    Nothing,
}

/// What can be written at a byte of an expression.
pub fn wanted(source: &str, at: usize) -> Wanted {
    let all = tokens(source);
    let (left, right) = all.split_at(all.partition_point(|it| it.range.start < at));
    let Some((last, before)) = left.split_last() else {
        return Wanted::Value(at..end_of_word(right, at));
    };
    let touches = at <= last.range.end;
    let inside = at < last.range.end || !is_closed(source, last);
    match last.kind {
        TokenKind::Text | TokenKind::Comment | TokenKind::Regex if touches && inside => {
            Wanted::Nothing
        }
        TokenKind::Variable if touches => Wanted::Value(last.range.clone()),
        TokenKind::Name | TokenKind::Word if touches => {
            let word = last.range.clone();
            match path_before(source, before) {
                Some(path) => path.wanted(word),
                None if follows_dot(source, before) => Wanted::Nothing,
                None => Wanted::Value(word),
            }
        }
        TokenKind::Comment => Wanted::Value(at..at),
        TokenKind::Operator => match path_before(source, left) {
            Some(path) => path.wanted(at..end_of_word(right, at)),
            None if ends_value(&source[last.range.clone()]) => Wanted::Nothing,
            None => Wanted::Value(at..end_of_word(right, at)),
        },
        TokenKind::Word if begins_value(&source[last.range.clone()]) => Wanted::Value(at..at),
        _ => Wanted::Nothing,
    }
}

/// What a path begins with, and the names in it.
struct PathBefore {
    start: Start,
    names: Vec<String>,
}

enum Start {
    Variable(String),
    Value(Range<usize>),
}

impl PathBefore {
    fn wanted(self, word: Range<usize>) -> Wanted {
        let names = self.names;
        match self.start {
            Start::Variable(variable) => Wanted::Member {
                variable,
                names,
                word,
            },
            Start::Value(value) => Wanted::MemberOf { value, names, word },
        }
    }
}

fn follows_dot(source: &str, left: &[Token]) -> bool {
    left.last()
        .is_some_and(|it| &source[it.range.clone()] == ".")
}

/// The word that begins right at the cursor belongs to what is written there.
fn end_of_word(right: &[Token], at: usize) -> usize {
    let touching = right.first().filter(|it| it.range.start == at);
    let words = [TokenKind::Variable, TokenKind::Name];
    let word = touching.filter(|it| words.contains(&it.kind));
    word.map_or(at, |it| it.range.end)
}

fn begins_value(word: &str) -> bool {
    matches!(word, "and" | "or" | "in")
}

fn ends_value(operator: &str) -> bool {
    matches!(operator, ")" | "]" | "}" | ".")
}

fn is_closed(source: &str, token: &Token) -> bool {
    let text = &source[token.range.clone()];
    match token.kind {
        TokenKind::Comment => text.len() > 3 && text.ends_with("*/"),
        TokenKind::Regex => token.range.end < source.len() || text.len() > 2,
        TokenKind::Text => {
            let inner = text.get(1..).and_then(|it| it.strip_suffix(&text[..1]));
            let slashes = |it: &str| it.bytes().rev().take_while(|it| *it == b'\\').count();
            inner.is_some_and(|it| slashes(it) % 2 == 0)
        }
        _ => true,
    }
}

/// The path that ends in a dot behind these tokens: how it begins, and its names. Filters in between
/// change nothing of what the names lead to.
fn path_before(source: &str, left: &[Token]) -> Option<PathBefore> {
    let (dot, rest) = left.split_last()?;
    if &source[dot.range.clone()] != "." {
        return None;
    }
    path_of(source, rest)
}

/// The path that these tokens end with.
fn path_of(source: &str, mut rest: &[Token]) -> Option<PathBefore> {
    let text = |token: &Token| &source[token.range.clone()];
    let mut names = Vec::new();
    loop {
        let (last, before) = rest.split_last()?;
        match last.kind {
            TokenKind::Variable => {
                names.reverse();
                let start = Start::Variable(text(last)[1..].to_owned());
                return Some(PathBefore { start, names });
            }
            TokenKind::Name => {
                names.push(text(last).trim_matches('`').to_owned());
                let (dot, before) = before.split_last()?;
                if text(dot) != "." {
                    return None;
                }
                rest = before;
            }
            TokenKind::Operator if text(last) == "]" => rest = before_bracket(source, rest)?,
            TokenKind::Operator if matches!(text(last), "}" | ")") => {
                let before = before_bracket(source, rest)?;
                // A call's answer, or items that are grouped.
                if before.last().is_some_and(|it| ends_operand(source, it)) {
                    return None;
                }
                names.reverse();
                let start = Start::Value(rest[before.len()].range.start..last.range.end);
                return Some(PathBefore { start, names });
            }
            _ => return None,
        }
    }
}

/// The items that the filter around a cursor is about, as what is wanted behind a dot: `$a.b[|]` sees
/// the members of `$a.b`.
pub fn filtered(source: &str, at: usize) -> Option<Wanted> {
    let all = tokens(source);
    let left = &all[..all.partition_point(|it| it.range.start < at)];
    let mut depth = 0_usize;
    for (index, token) in left.iter().enumerate().rev() {
        match &source[token.range.clone()] {
            "]" | ")" | "}" => depth += 1,
            // Parentheses and calls see the same items; an object or a list within them does as well.
            "[" if depth == 0 => {
                let before = &left[..index];
                let is_filter = before.last().is_some_and(|it| ends_operand(source, it));
                let path = path_of(source, before).filter(|_| is_filter)?;
                return Some(path.wanted(at..at));
            }
            "[" | "(" | "{" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Whether a bracket behind the token belongs to it.
fn ends_operand(source: &str, token: &Token) -> bool {
    match token.kind {
        TokenKind::Operator => matches!(&source[token.range.clone()], ")" | "]" | "}"),
        TokenKind::Word => &source[token.range.clone()] == "function",
        _ => true,
    }
}

/// What stands before the bracket that the last of these tokens closes.
fn before_bracket<'t>(source: &str, tokens: &'t [Token]) -> Option<&'t [Token]> {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().rev() {
        match &source[token.range.clone()] {
            "]" | ")" | "}" => depth += 1,
            "[" | "(" | "{" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&tokens[..index]);
        }
    }
    None
}

/// The call around a cursor, with the argument that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallAt {
    /// The function's name without the dollar sign.
    pub function: String,
    /// Its bytes with the dollar sign.
    pub range: Range<usize>,
    /// From 0; what is piped in with `~>` counts.
    pub argument: usize,
}

/// The innermost call between whose parentheses a cursor stands.
pub fn call_at(source: &str, at: usize) -> Option<CallAt> {
    let all = tokens(source);
    let left = &all[..all.partition_point(|it| it.range.start < at)];
    let text = |token: &Token| &source[token.range.clone()];
    let (mut depth, mut argument) = (0_usize, 0);
    for (index, token) in left.iter().enumerate().rev() {
        if token.kind != TokenKind::Operator {
            continue;
        }
        match text(token) {
            ")" | "]" | "}" => depth += 1,
            "(" if depth == 0 => {
                let name = left.get(index.checked_sub(1)?)?;
                if name.kind == TokenKind::Variable {
                    let before = index.checked_sub(2).and_then(|it| left.get(it));
                    let piped = before.is_some_and(|it| text(it) == "~>");
                    return Some(CallAt {
                        function: text(name)[1..].to_owned(),
                        range: name.range.clone(),
                        argument: argument + usize::from(piped),
                    });
                }
                argument = 0;
            }
            // Commas so far belong to this list or object, not to a call around it.
            "[" | "{" if depth == 0 => argument = 0,
            "(" | "[" | "{" => depth -= 1,
            "," if depth == 0 => argument += 1,
            _ => {}
        }
    }
    None
}

/// The variables that the expression itself makes and that can be read at a byte of it, the nearest
/// first.
pub fn visible(tree: &Tree, at: usize) -> Vec<Local> {
    let mut found: Vec<Local> = Vec::new();
    for node in tree.root.around(at).into_iter().filter(|it| is_scope(it)) {
        locals_of(node, at, &mut found);
    }
    found.retain(|it| it.range.end <= at);
    found.reverse();
    let mut seen: Vec<String> = Vec::new();
    found.retain(|it| {
        let is_new = !seen.contains(&it.name);
        seen.push(it.name.clone());
        is_new
    });
    found
}

fn is_scope(node: &Node) -> bool {
    matches!(
        node.kind,
        NodeKind::Block(_) | NodeKind::Lambda { .. } | NodeKind::Path(_)
    )
}

/// What a scope makes itself; the scopes in it make their own.
fn locals_of(scope: &Node, at: usize, found: &mut Vec<Local>) {
    if let NodeKind::Lambda { parameters, .. } = &scope.kind {
        found.extend(parameters.iter().cloned());
    }
    let mut open: Vec<&Node> = scope.children();
    open.reverse();
    while let Some(node) = open.pop() {
        if let NodeKind::Bind(local, value) = &node.kind
            && (value.range.end < at || matches!(value.kind, NodeKind::Lambda { .. }))
        {
            found.push(local.clone());
        }
        for attached in &node.attached {
            if let Attached::Local(local) = attached {
                found.push(local.clone());
            }
        }
        if !is_scope(node) {
            open.extend(node.children().into_iter().rev());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// `|` is the cursor.
    fn cursor(marked: &str) -> (String, usize) {
        let at = marked.find('|').unwrap_or(marked.len());
        (marked.replacen('|', "", 1), at)
    }

    fn show(marked: &str) -> String {
        let (source, at) = cursor(marked);
        drawn(&source, wanted(&source, at))
    }

    fn drawn(source: &str, wanted: Wanted) -> String {
        match wanted {
            Wanted::Value(word) => format!("value {}", &source[word]),
            Wanted::Member {
                variable,
                names,
                word,
            } => format!("${variable} {}: {}", names.join("."), &source[word]),
            Wanted::MemberOf { value, names, word } => {
                format!("{} {}: {}", &source[value], names.join("."), &source[word])
            }
            Wanted::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn what_is_wanted() {
        let cases = [
            ("|", "value "),
            ("$|", "value $"),
            ("$sta|tes.input", "value $states"),
            ("$states.|", "$states : "),
            ("$states.inp|ut", "$states : input"),
            ("$states.|input", "$states : input"),
            (
                "$states.input.items[price > 3].na|",
                "$states input.items: na",
            ),
            ("$a.`b c`.|", "$a b c: "),
            ("$f(1).|", "nothing"),
            ("$f(1).na|", "nothing"),
            ("{'a': 1}.|", "{'a': 1} : "),
            ("1 + ({'a': {}}).a.b|", "({'a': {}}) a: b"),
            ("$a + |", "value "),
            ("$a and |", "value "),
            ("$a |", "nothing"),
            ("'ab|", "nothing"),
            ("'ab'|", "nothing"),
            ("/* a| */", "nothing"),
            ("/* a */ |", "value "),
            ("$a[|]", "value "),
            ("$a[na|]", "value na"),
            ("[1, |", "value "),
            ("{'a': $|}", "value $"),
        ];
        for (marked, expected) in cases {
            assert_eq!(show(marked), expected, "{marked}");
        }
    }

    #[test]
    fn what_a_filter_sees() {
        let cases = [
            ("$a.b[|]", Some("$a b: ")),
            ("$a.b[$f(x) > 1 and |", Some("$a b: ")),
            ("$a.b[(x = |", Some("$a b: ")),
            ("{'a': 1}[|", Some("{'a': 1} : ")),
            ("[|", None),
            ("$a + [|", None),
            ("$a[1] + |", None),
        ];
        for (marked, expected) in cases {
            let (source, at) = cursor(marked);
            let found = filtered(&source, at).map(|it| drawn(&source, it));
            assert_eq!(found.as_deref(), expected, "{marked}");
        }
    }

    #[test]
    fn the_call_around() {
        let cases = [
            ("$sum(|)", Some(("sum", 0))),
            ("$join([1, 2], |", Some(("join", 1))),
            ("$join([1, |2], 3)", Some(("join", 0))),
            ("$a ~> $join(|)", Some(("join", 1))),
            ("$map($f(1), function($v) { $v|", Some(("map", 1))),
            ("$sum(1)|", None),
            ("(1, |)", None),
        ];
        for (marked, expected) in cases {
            let (source, at) = cursor(marked);
            let found = call_at(&source, at);
            let found = found.as_ref().map(|it| (it.function.as_str(), it.argument));
            assert_eq!(found, expected, "{marked}");
        }
    }

    #[test]
    fn variables_that_can_be_read() {
        let cases = [
            ("($a := 1; $b := |2; $c := 3)", "a"),
            ("($a := 1; $a + |)", "a"),
            ("($f := function($n, $m) { $n + | }; 1)", "f m n"),
            ("$x.items@$i.($i.|name)", "i"),
            ("($a := 1) + |1", ""),
        ];
        for (marked, expected) in cases {
            let (source, at) = cursor(marked);
            let locals = visible(&parse(&source), at).into_iter();
            let mut names: Vec<_> = locals.map(|it| it.name).collect();
            names.sort();
            assert_eq!(names.join(" "), expected, "{marked}");
        }
    }
}
