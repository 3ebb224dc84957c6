//! The words inside of strings: of resources, of paths and intrinsic functions, of JSONata.

use crate::wanted::{Kind, Wanted};

fn word(kind: Kind, start: usize, end: usize, labels: &[&str]) -> Wanted {
    Wanted {
        kind,
        start,
        end,
        labels: labels.iter().map(|it| (*it).to_owned()).collect(),
    }
}

/// Of a resource: the service and the action behind `:::`; an ARN of another kind as a whole.
pub(crate) fn of_resource(text: &str, offset: usize) -> Vec<Wanted> {
    let Some(at) = text.find(":states:::").map(|it| it + ":states:::".len()) else {
        let label = match text {
            _ if text.starts_with("arn:aws:lambda:") => "lambda function",
            _ if text.contains(":activity:") => "activity",
            _ => return Vec::new(),
        };
        return vec![word(Kind::Resource, offset, offset + text.len(), &[label])];
    };
    let call = &text[at..];
    let sdk = if call.starts_with("aws-sdk:") { 8 } else { 0 };
    let Some(colon) = call[sdk..].find(':').map(|it| it + sdk) else {
        return Vec::new();
    };
    let (service, start) = (&call[..colon], offset + at);
    vec![
        word(
            Kind::Resource,
            start + sdk,
            start + colon,
            &[service, call, text],
        ),
        word(
            Kind::Resource,
            start + colon + 1,
            start + call.len(),
            &[call, text],
        ),
    ]
}

/// Of a path or a call of an intrinsic function.
pub(crate) fn of_path(text: &str, offset: usize) -> Vec<Wanted> {
    let mut found = Vec::new();
    for (start, piece) in pieces(text, |it| it.is_alphanumeric() || "$._-".contains(it)) {
        if let Some(name) = piece.strip_prefix("States.") {
            let end = offset + start + piece.len();
            found.push(word(Kind::Function, end - name.len(), end, &[piece]));
        } else if piece.starts_with('$') {
            found.extend(members(piece, offset + start));
        }
    }
    found
}

/// The names of a path, the variable that it begins with among them.
fn members(path: &str, offset: usize) -> Vec<Wanted> {
    let mut found = Vec::new();
    let is_context = path.starts_with("$$") || path.starts_with("$states.context");
    let mut at = 0;
    for (index, name) in path.split('.').enumerate() {
        let (start, end) = (offset + at, offset + at + name.len());
        let whole = &path[..at + name.len()];
        at += name.len() + 1;
        let kind = match index {
            0 if name.len() > 1 && name != "$$" => Kind::Variable,
            0 => continue,
            1 if path.starts_with("$states.") => Kind::Context,
            _ if is_context && is_of_context(whole) => Kind::Context,
            _ => Kind::Member,
        };
        if name.is_empty() {
            continue;
        }
        let start = start + usize::from(index == 0);
        found.push(word(kind, start, end, &[name, whole]));
    }
    found
}

fn is_of_context(path: &str) -> bool {
    let path = path.replace("$states.context", "$$");
    asl_lang::context_path(&path).is_some()
}

/// Of an expression in JSONata, as it is written in the document.
pub(crate) fn of_jsonata(text: &str, offset: usize) -> Vec<Wanted> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for (start, piece) in pieces(text, |it| it.is_alphanumeric() || "$._".contains(it)) {
        let Some(name) = piece.strip_prefix('$').filter(|it| !it.is_empty()) else {
            continue;
        };
        let (before, behind) = (&text[..start], text[start + piece.len()..].trim_start());
        let is_named = behind.starts_with(":=") || is_parameter(before);
        if is_named {
            seen.push(piece);
            continue;
        }
        if behind.starts_with('(') && !name.contains('.') && !seen.contains(&piece) {
            let known = asl_jsonata::functions().iter().any(|it| it.name == name);
            let at = offset + start;
            found.extend(known.then(|| word(Kind::Function, at + 1, at + piece.len(), &[piece])));
        } else if !name.starts_with('.') && !name.starts_with('$') {
            found.extend(members(piece, offset + start));
        }
    }
    found
}

/// Whether a parameter of a function is named behind that text.
fn is_parameter(before: &str) -> bool {
    let open = before.rfind('(').map(|it| (&before[..it], &before[it..]));
    open.is_some_and(|(name, list)| name.trim_end().ends_with("function") && !list.contains(')'))
}

/// Runs of such characters outside of strings.
fn pieces(text: &str, is_part: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut quote, mut begin) = (None, None);
    for (at, c) in text.char_indices() {
        let belongs = quote.is_none() && is_part(c);
        match (begin, belongs) {
            (None, true) => begin = Some(at),
            (Some(start), false) => {
                found.push((start, &text[start..at]));
                begin = None;
            }
            _ => {}
        }
        quote = match quote {
            Some(open) if open == c => None,
            None if matches!(c, '\'' | '"' | '`') => Some(c),
            other => other,
        };
    }
    found.extend(begin.map(|start| (start, &text[start..])));
    found
}
