//! The functions that an expression can call, for people: what they take, answer and do.

use std::sync::OnceLock;

use jlens_core::function_catalog;

/// A function of JSONata, or one that Step Functions adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name without the dollar sign.
    pub name: &'static str,
    /// What it takes, in order.
    pub parameters: Vec<Parameter>,
    /// The type that it answers, such as `string`; empty where that depends on its arguments.
    pub returns: String,
    /// What it does, in one line.
    pub summary: &'static str,
    /// It is one of those that Step Functions adds to JSONata.
    pub added: bool,
}

/// One parameter of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The types that it takes, such as `array of numbers` or `string or function`.
    pub kind: String,
    /// It may be left out.
    pub optional: bool,
    /// Where there is a context value (behind a dot, in a filter), it may be left out for that value.
    pub context: bool,
    /// It may be given any number of times.
    pub repeated: bool,
}

/// Every function that Step Functions has, by name.
pub fn functions() -> &'static [Function] {
    static FUNCTIONS: OnceLock<Vec<Function>> = OnceLock::new();
    FUNCTIONS.get_or_init(|| {
        let added = || {
            ADDED
                .iter()
                .map(|it| describe(it.0, it.1, it.2, it.3, true))
        };
        let known = function_catalog().into_iter().filter(|it| {
            // AWS: "all built-in functions are supported, with one exception: $eval".
            it.name != "eval" && ADDED.iter().all(|added| added.0 != it.name)
        });
        let known = known.map(|it| describe(it.name, &it.signature, it.params, it.summary, false));
        let mut all: Vec<Function> = known.chain(added()).collect();
        all.sort_by_key(|it| it.name.to_ascii_lowercase());
        all
    })
}

/// The function of that name, without the dollar sign.
pub fn function(name: &str) -> Option<&'static Function> {
    functions().iter().find(|it| it.name == name)
}

/// The functions that answer otherwise each time, though they are given the same.
pub const CHANGING: [&str; 4] = ["now", "millis", "random", "uuid"];

/// Name, signature in JSONata's form, parameters, summary: what the page "Transforming data with
/// JSONata in Step Functions" of the developer guide lists.
type Added = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const ADDED: [Added; 6] = [
    (
        "partition",
        "<an?:a<a>>",
        &["array", "size"],
        "Cuts an array into arrays of a size",
    ),
    (
        "range",
        "<nnn:a<n>>",
        &["start", "end", "step"],
        "The numbers from the first to the last, both included, a step apart",
    ),
    (
        "hash",
        "<ss:s>",
        &["text", "algorithm"],
        "The hash of a text as hexadecimal digits: MD5, SHA-1, SHA-256, SHA-384 or SHA-512",
    ),
    (
        "random",
        "<n?:n>",
        &["seed"],
        "A number from 0 up to but not including 1; the same seed gives the same number",
    ),
    ("uuid", "<:s>", &[], "A random UUID, version 4"),
    (
        "parse",
        "<s:x>",
        &["json"],
        "The value of a JSON text; it takes the place of $eval",
    ),
];

impl Function {
    /// How few and how many arguments it takes; no limit is nothing.
    pub fn arity(&self) -> (usize, Option<usize>) {
        let needed = self
            .parameters
            .iter()
            .filter(|it| !it.optional && !it.context);
        let open = self.parameters.last().is_some_and(|it| it.repeated);
        let most = (!open).then_some(self.parameters.len());
        (needed.count(), most)
    }

    /// `$name(first, second?)`, with the bytes of each parameter in it.
    pub fn label(&self) -> (String, Vec<std::ops::Range<usize>>) {
        let mut label = format!("${}(", self.name);
        let mut places = Vec::new();
        for (index, parameter) in self.parameters.iter().enumerate() {
            if index > 0 {
                label.push_str(", ");
            }
            let start = label.len();
            label.push_str(&parameter.name);
            label.push_str(if parameter.repeated { "…" } else { "" });
            label.push_str(if parameter.optional { "?" } else { "" });
            places.push(start..label.len());
        }
        label.push(')');
        (label, places)
    }
}

fn describe(
    name: &'static str,
    signature: &str,
    names: &[&'static str],
    summary: &'static str,
    added: bool,
) -> Function {
    let (taken, returned) = signature_parts(signature);
    let parameters = terms(taken).into_iter().enumerate().map(|(index, term)| {
        let name = names.get(index).copied().unwrap_or("value");
        Parameter {
            name: name.to_owned(),
            ..term
        }
    });
    Function {
        name,
        parameters: parameters.collect(),
        returns: terms(returned)
            .first()
            .map_or_else(String::new, |it| it.kind.clone()),
        summary,
        added,
    }
}

/// What stands before and behind the colon of `<s-n?:s>`.
fn signature_parts(signature: &str) -> (&str, &str) {
    let inner = signature.strip_prefix('<').unwrap_or(signature);
    let inner = inner.strip_suffix('>').unwrap_or(inner);
    let mut depth = 0;
    for (at, character) in inner.char_indices() {
        match character {
            '<' | '(' => depth += 1,
            '>' | ')' => depth -= 1,
            ':' if depth == 0 => return (&inner[..at], &inner[at + 1..]),
            _ => {}
        }
    }
    (inner, "")
}

/// The types of a signature, with their marks: `?` for what may be left out, `-` for what the context
/// value stands for, `+` for what may be repeated.
fn terms(text: &str) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mark = found.last_mut();
        match (first, mark) {
            ('-', Some(last)) => last.context = true,
            ('?', Some(last)) => last.optional = true,
            ('+', Some(last)) => last.repeated = true,
            ('<', Some(last)) => {
                let end = closing(rest);
                if last.kind == "array" {
                    let of = kinds(&rest[1..end], "s");
                    last.kind = if of.is_empty() {
                        last.kind.clone()
                    } else {
                        format!("array of {of}")
                    };
                }
                rest = &rest[end..];
            }
            ('(', _) => {
                let end = closing(rest);
                found.push(unnamed(kinds(&rest[1..end], "")));
                rest = &rest[end..];
            }
            (symbol, _) => found.push(unnamed(kind(symbol).to_owned())),
        }
        rest = rest.get(first_length(rest)..).unwrap_or_default();
    }
    found
}

fn unnamed(kind: String) -> Parameter {
    Parameter {
        name: String::new(),
        kind,
        optional: false,
        context: false,
        repeated: false,
    }
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Where the bracket closes that the text begins with; its end if it does not.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '<' | '(' => depth += 1,
            '>' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Several types in words; of functions' own types nothing is said.
fn kinds(symbols: &str, plural: &str) -> String {
    let symbols = symbols.split(':').next().unwrap_or_default();
    let named = symbols.chars().map(kind).filter(|it| !it.is_empty());
    let named: Vec<String> = named.map(|it| format!("{it}{plural}")).collect();
    named.join(" or ")
}

fn kind(symbol: char) -> &'static str {
    match symbol {
        's' => "string",
        'n' => "number",
        'b' => "boolean",
        'l' => "null",
        'a' => "array",
        'o' => "object",
        'f' => "function",
        'j' | 'x' | 'u' => "any",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::expect;

    use super::*;

    #[test]
    fn every_function_says_what_it_takes() {
        let mut page = String::new();
        for it in functions() {
            let kinds = it.parameters.iter().map(|it| it.kind.as_str());
            let kinds = kinds.collect::<Vec<_>>().join("; ");
            let (label, _) = it.label();
            let _ = writeln!(page, "{label} -> {} [{kinds}]", it.returns);
        }
        expect![[r#"
            $abs(arg) -> number [number]
            $append(arg1, arg2) -> array [any; any]
            $assert(condition, message?) -> any [boolean; string]
            $average(array) -> number [array of numbers]
            $base64decode(str) -> string [string]
            $base64encode(str) -> string [string]
            $boolean(arg) -> boolean [any]
            $ceil(arg) -> number [number]
            $clone(arg) -> object [object or array]
            $contains(str, token) -> boolean [string; string or function]
            $count(array) -> number [array]
            $decodeUrl(str) -> string [string]
            $decodeUrlComponent(str) -> string [string]
            $distinct(arr) -> any [any]
            $each(obj, func) -> array [object; function]
            $encodeUrl(str) -> string [string]
            $encodeUrlComponent(str) -> string [string]
            $error(message?) -> any [string]
            $exists(arg) -> boolean [any]
            $filter(arr, func) ->  [array; function]
            $floor(arg) -> number [number]
            $formatBase(value, radix?) -> string [number; number]
            $formatInteger(value, picture) -> string [number; string]
            $formatNumber(value, picture, options?) -> string [number; string; object]
            $fromMillis(millis, picture?, timezone?) -> string [number; string; string]
            $hash(text, algorithm) -> string [string; string]
            $join(strs, separator?) -> string [array of strings; string]
            $keys(arg) -> array of strings [any]
            $length(str) -> number [string]
            $lookup(input, key) -> any [any; string]
            $lowercase(str) -> string [string]
            $map(arr, func) ->  [array; function]
            $match(str, regex, limit?) -> array of objects [string; function; number]
            $max(array) -> number [array of numbers]
            $merge(arg) -> object [array of objects]
            $millis() -> number []
            $min(array) -> number [array of numbers]
            $not(arg) -> boolean [any]
            $now(picture?, timezone?) -> string [string; string]
            $number(arg) -> number [number or string or boolean]
            $pad(str, width, char?) -> string [string; number; string]
            $parse(json) -> any [string]
            $parseInteger(value, picture) -> number [string; string]
            $partition(array, size?) -> array of arrays [array; number]
            $power(arg, exp) -> number [number; number]
            $random(seed?) -> number [number]
            $range(start, end, step) -> array of numbers [number; number; number]
            $reduce(sequence, func, init?) -> any [array; function; any]
            $replace(str, pattern, replacement, limit?) -> string [string; string or function; string or function; number]
            $reverse(arr) -> array [array]
            $round(arg, precision?) -> number [number; number]
            $shuffle(arr) -> array [array]
            $sift(arg, func?) -> object [object; function]
            $single(arr, func?) ->  [array; function]
            $sort(arr, comparator?) -> array [array; function]
            $split(str, separator, limit?) -> array of strings [string; string or function; number]
            $spread(arg) -> array of objects [any]
            $sqrt(arg) -> number [number]
            $string(arg, prettify?) -> string [any; boolean]
            $substring(str, start, length?) -> string [string; number; number]
            $substringAfter(str, chars) -> string [string; string]
            $substringBefore(str, chars) -> string [string; string]
            $sum(array) -> number [array of numbers]
            $toMillis(timestamp, picture?) -> number [string; string]
            $trim(str) -> string [string]
            $type(value) -> string [any]
            $uppercase(str) -> string [string]
            $uuid() -> string []
            $zip(value…) ->  [array]
        "#]].assert_eq(&page);
    }

    #[test]
    fn arities() {
        let arity = |name| function(name).map(Function::arity);
        assert_eq!(arity("substring"), Some((1, Some(3))));
        assert_eq!(arity("map"), Some((2, Some(2))));
        assert_eq!(arity("zip"), Some((1, None)));
        assert_eq!(arity("eval"), None);
        assert_eq!(arity("range"), Some((3, Some(3))));
    }
}
