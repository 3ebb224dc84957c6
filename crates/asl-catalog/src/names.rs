//! The naming rules: from an API's model to the names that definitions use.
//!
//! AWS SDK integrations speak the names of the AWS SDK for Java 2, so these are the rules of its
//! code generator; the developer guide states a part of them. Optimised integrations keep the
//! API's spelling and only raise the first letter.

/// Words that Java or the SDK's classes keep for themselves; a member of that name ends in
/// `Value`. Source: the code generator of the AWS SDK for Java 2.
const RESERVED: &[&str] = &[
    "abstract",
    "assert",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extends",
    "false",
    "final",
    "finally",
    "float",
    "for",
    "goto",
    "if",
    "implements",
    "import",
    "instanceof",
    "int",
    "interface",
    "long",
    "native",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "short",
    "static",
    "strictfp",
    "super",
    "switch",
    "synchronized",
    "this",
    "throw",
    "throws",
    "transient",
    "true",
    "try",
    "void",
    "volatile",
    "while",
    "equals",
    "hashCode",
    "notify",
    "notifyAll",
    "toString",
    "wait",
    "finalize",
    "getClass",
    "builder",
    "toBuilder",
    "sdkFields",
    "overrideConfiguration",
    "sdkHttpResponse",
];

/// The action of an API's operation: `DescribeDBInstances` → `describeDBInstances`.
pub fn action(operation: &str) -> String {
    lower_run(operation)
}

/// The member of an AWS SDK integration: `DBInstanceIdentifier` → `DbInstanceIdentifier`,
/// `equals` → `EqualsValue`.
pub fn member(name: &str) -> String {
    let lowered = lower_run(name);
    let mut member = upper_first(&lowered);
    if RESERVED.contains(&&*lowered) {
        member.push_str("Value");
    }
    member
}

/// The member of an optimised integration: the API's spelling, its first letter raised.
pub fn older_member(name: &str) -> String {
    upper_first(name)
}

/// What error names of the service begin with, from the API's service id: `Config Service` →
/// `Config`, `IoT Wireless` → `IotWireless`.
pub fn error_prefix(service_id: &str) -> String {
    let name = pascal(service_id);
    let name = ["Amazon", "Aws"]
        .iter()
        .find_map(|brand| name.strip_prefix(brand))
        .unwrap_or(&name);
    name.strip_suffix("Service").unwrap_or(name).to_owned()
}

/// The service as a resource has it, from the API's service id: the error prefix in lower case.
pub fn service(service_id: &str) -> String {
    error_prefix(service_id).to_lowercase()
}

/// The class of an error, from the name of its shape: `DBInstanceNotFoundFault` →
/// `DbInstanceNotFoundException`.
pub fn error(shape: &str) -> String {
    let base = shape.strip_suffix("Fault").unwrap_or(shape);
    let class = pascal(base);
    if class.ends_with("Exception") {
        return class;
    }
    class + "Exception"
}

/// The name with its first letter in upper case.
pub fn upper_first(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The leading run of capitals in lower case, but for the one that begins the next word.
fn lower_run(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let begins_word = |at: usize| letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
    let is_run = |at: &usize| letters[*at].is_ascii_uppercase() && !begins_word(*at);
    let end = 1 + (1..letters.len()).take_while(is_run).count();
    let lowered = letters.iter().take(end).map(char::to_ascii_lowercase);
    lowered.chain(letters.iter().skip(end).copied()).collect()
}

/// Every word with its first letter raised and the others lowered, joined.
fn pascal(text: &str) -> String {
    let words = words(text);
    words
        .split(' ')
        .map(|word| upper_first(&word.to_lowercase()))
        .collect()
}

/// The words of a text with spaces between them.
fn words(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let versions = set_versions_apart(&set_versions_apart(&spaced, 'v'), 'V');
    let humps = split_between(&versions, |before, at, after| {
        before.is_ascii_lowercase() && at.is_ascii_uppercase() && after.is_ascii_alphanumeric()
    });
    let acronyms = split_between(&humps, |before, at, after| {
        before.is_ascii_uppercase() && at.is_ascii_uppercase() && after.is_ascii_lowercase()
    });
    let numbers = split_between(&acronyms, |before, at, _| {
        before.is_ascii_digit() && at.is_ascii_alphabetic()
    });
    numbers.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Spaces around `v2` (or `V2`) behind at least two characters that are not of its own case.
fn set_versions_apart(text: &str, mark: char) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_other = |letter: &char| match mark {
        'v' => !letter.is_ascii_lowercase(),
        _ => !letter.is_ascii_uppercase(),
    };
    let mut apart = String::with_capacity(text.len() + 2);
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let digits = letters[at + 1..]
            .iter()
            .take_while(|it| it.is_ascii_digit())
            .count();
        let stands_alone = at >= 2 && letters[at - 2..at].iter().all(is_other);
        if *letter != mark || digits == 0 || !stands_alone {
            apart.push(*letter);
            at += 1;
            continue;
        }
        apart.push(' ');
        apart.extend(&letters[at..=at + digits]);
        apart.push(' ');
        at += digits + 1;
    }
    apart
}

/// A space wherever the rule says so of the letter before, the one behind the space and the next;
/// a missing next letter is a space.
fn split_between(text: &str, is_border: impl Fn(char, char, char) -> bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut split = String::with_capacity(text.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        if at > 0 && is_border(letters[at - 1], *letter, next) {
            split.push(' ');
        }
        split.push(*letter);
    }
    split
}
