//! Templates of Terraform's `templatefile`: directives such as `%{ if … }` and calls in `${…}` that are no JSON
//! and no YAML. Terraform language, "Strings and Templates".
//!
//! They are read as if they were blanks and plain placeholders of the same length, so that every
//! offset stays what it is. Of an `if` the first branch counts, of a `for` one turn.

use asl_syntax::{Format, Parse, parse};

/// Parses a definition, which may be a template of Terraform.
pub fn parse_definition(text: &str, format: Format) -> Parse {
    match mask(text) {
        Some(masked) => parse(&masked, format),
        None => parse(text, format),
    }
}

/// The text with blanks in place of directives; `None` where there is nothing to replace. It is as
/// long as the text, and what is replaced leaves line breaks as they are.
pub fn mask(text: &str) -> Option<String> {
    if !text.contains("%{") && !has_call(text) {
        return None;
    }
    let mut masker = Masker {
        text,
        out: text.as_bytes().to_vec(),
        open: Vec::new(),
        is_changed: false,
    };
    masker.run();
    let is_changed = masker.is_changed;
    let out = String::from_utf8(masker.out).ok();
    out.filter(|_| is_changed)
}

/// Whether a `${…}` holds a call.
fn has_call(text: &str) -> bool {
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let mut begun = text.match_indices("${").map(|it| &text[it.0 + 2..]);
    begun.any(|rest| {
        let behind = rest.trim_start_matches(is_of_name);
        behind.len() < rest.len() && behind.starts_with('(')
    })
}

/// A directive that something ends.
struct Open {
    /// Where the branch begins that does not count.
    skipped_from: Option<usize>,
}

struct Masker<'a> {
    text: &'a str,
    out: Vec<u8>,
    open: Vec<Open>,
    is_changed: bool,
}

impl Masker<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(found) = self.text[at..].find(['%', '$']) {
            let start = at + found;
            let rest = &self.text[start..];
            at = start + 1;
            // Doubled, they stand for themselves.
            if rest.starts_with("%%{") || rest.starts_with("$${") {
                at = start + 3;
            } else if rest.starts_with("%{") {
                at = self.directive(start).unwrap_or(at);
            } else if rest.starts_with("${") {
                at = self.interpolation(start).unwrap_or(at);
            }
        }
    }

    /// Blanks out the directive at `start` and what it takes away; answers its end.
    fn directive(&mut self, start: usize) -> Option<usize> {
        let end = self.end_of_braces(start + 1)?;
        let inside = self.text[start + 2..end - 1].trim_start_matches('~');
        let word = inside.trim_start().split([' ', '~']).next()?;
        match word {
            "if" | "for" => self.open.push(Open { skipped_from: None }),
            "else" => {
                let open = self.open.last_mut()?;
                open.skipped_from = Some(open.skipped_from.unwrap_or(start));
            }
            "endif" | "endfor" => {
                if let Some(from) = self.open.pop()?.skipped_from {
                    self.blank(from, start);
                }
            }
            _ => return None,
        }
        self.blank(start, end);
        self.drop_comma(start, end);
        Some(end)
    }

    /// Between a list's last member and its end, a comma is one that another turn or branch would need.
    fn drop_comma(&mut self, start: usize, end: usize) {
        let is_blank = |it: &u8| it.is_ascii_whitespace();
        let behind = self.text.as_bytes()[end..].iter().find(|it| !is_blank(it));
        if !matches!(behind, Some(b'}' | b']')) {
            return;
        }
        let before = self.out[..start].iter().rposition(|it| !is_blank(it));
        if let Some(at) = before.filter(|it| self.out[*it] == b',') {
            self.blank(at, at + 1);
        }
    }

    /// A call becomes a plain placeholder; answers its end.
    fn interpolation(&mut self, start: usize) -> Option<usize> {
        let end = self.end_of_braces(start + 1)?;
        let inside = &self.text[start + 2..end - 1];
        if inside.contains(['"', '{', '\n']) {
            self.out[start + 2..end - 1].fill(b'_');
            self.is_changed = true;
        }
        Some(end)
    }

    /// The end of the braces that open at `at`; quotes may hold others.
    fn end_of_braces(&self, at: usize) -> Option<usize> {
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        for (index, byte) in self.text.bytes().enumerate().skip(at) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(index + 1);
                    }
                }
                b'\n' if quoted => return None,
                _ => {}
            }
        }
        None
    }

    fn blank(&mut self, start: usize, end: usize) {
        self.is_changed = true;
        for byte in &mut self.out[start..end] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let masked = mask(text).unwrap_or_else(|| text.to_owned());
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked, expected);
    }

    #[test]
    fn the_first_branch_counts() {
        check(
            "[%{ if a }1%{ else }2%{ endif }]",
            "[         1                    ]",
        );
        check("%{~ if a ~}\nx\n%{ endif }", "           \nx\n          ");
        check("a %{ b", "a %{ b");
    }

    #[test]
    fn a_loop_turns_once() {
        check(
            "[%{ for x in xs }${x},%{ endfor }]",
            "[                ${x}            ]",
        );
    }

    #[test]
    fn calls_are_placeholders() {
        check(
            r#"{"a": ${jsonencode({"b": 1})}}"#,
            r#"{"a": ${____________________}}"#,
        );
        check(r#""${m["a"]}""#, r#""${m["a"]}""#);
        check(r#""${f("a")}""#, r#""${______}""#);
        check("${a}", "${a}");
    }

    #[test]
    fn doubled_signs_stand_for_themselves() {
        check("$${f(\"a\")} %%{ if }", "$${f(\"a\")} %%{ if }");
    }

    #[test]
    fn jsonata_is_none_of_it() {
        check(
            r#"{"a": "{% $x ? {'b': 1} : 2 %}"}"#,
            r#"{"a": "{% $x ? {'b': 1} : 2 %}"}"#,
        );
    }
}
