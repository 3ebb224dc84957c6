//! What a state did to the data: the changes where they are shorter, else what went in and out.

use asl_interp::{Assignment, StateVisit};
use serde_json::{Map, Value};

use super::brief::{brief, shorten};

/// The longest cell, in characters.
const LONGEST: usize = 200;

/// The longest value in a list of changes, and the longest input before an output.
const VALUE: usize = 48;
const INPUT: usize = 32;

/// More changes than these are not listed.
const CHANGES: usize = 8;

/// Deeper changes are shown as one of the member around them.
const DEPTH: usize = 4;

/// Longer arrays are not compared item by item.
const ITEMS: usize = 100;

/// What a state did to the data.
#[derive(Default)]
pub(super) struct Data {
    /// In one line.
    pub(super) text: String,
    /// The same where there is little room: without what went in.
    pub(super) short: Option<String>,
    /// Whether it did nothing.
    pub(super) same: bool,
}

/// The data of a visit. The first one always says what the execution began with.
pub(super) fn data(visit: &StateVisit, first: bool) -> Data {
    let mut data = match visit.output.as_deref() {
        None => whole(brief(&visit.input, INPUT)),
        Some(output) if *output == *visit.input => Data {
            text: if first {
                format!("unchanged: {}", brief(&visit.input, LONGEST))
            } else {
                "unchanged".to_owned()
            },
            short: None,
            same: !first,
        },
        Some(output) => shorter(&visit.input, output),
    };
    if visit.assigned.is_empty() {
        return data;
    }
    let assigned = |(name, value): &Assignment| format!("${name} = {}", brief(value, VALUE));
    let assigned: Vec<_> = visit.assigned.iter().map(assigned).collect();
    let assigned = assigned.join("; ");
    if data.same {
        return whole(shorten(&assigned, LONGEST));
    }
    for text in std::iter::once(&mut data.text).chain(&mut data.short) {
        *text = shorten(&format!("{text}; {assigned}"), LONGEST);
    }
    data
}

fn whole(text: String) -> Data {
    Data {
        text,
        ..Data::default()
    }
}

fn shorter(input: &Value, output: &Value) -> Data {
    let after = format!("→ {}", brief(output, LONGEST));
    let both = format!("{} {after}", brief(input, INPUT));
    let mut changes = Changes::default();
    changes.compare("", input, output, 0);
    let listed = changes.list.join(", ");
    if changes.whole || listed.chars().count() >= both.chars().count() {
        return Data {
            text: shorten(&both, LONGEST),
            short: Some(after),
            same: false,
        };
    }
    whole(shorten(&listed, LONGEST))
}

/// The differences between two documents.
#[derive(Default)]
struct Changes {
    list: Vec<String>,
    /// The documents themselves differ: nothing of the one is in the other.
    whole: bool,
}

impl Changes {
    fn compare(&mut self, place: &str, before: &Value, after: &Value, depth: usize) {
        if before == after || self.list.len() > CHANGES {
            return;
        }
        match (before, after) {
            (Value::Object(before), Value::Object(after))
                if depth < DEPTH && have_common(before, after) =>
            {
                self.members(place, before, after, depth);
            }
            (Value::Array(before), Value::Array(after)) if depth < DEPTH && grew(before, after) => {
                self.items(place, before, after, depth);
            }
            _ if place.is_empty() => self.whole = true,
            _ => self.push(format!(
                "{place}: {} → {}",
                brief(before, VALUE / 2),
                brief(after, VALUE)
            )),
        }
    }

    fn members(
        &mut self,
        place: &str,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
        depth: usize,
    ) {
        for (name, value) in after {
            let place = below(place, name);
            match before.get(name) {
                Some(old) => self.compare(&place, old, value, depth + 1),
                None => self.push(format!("+{place}: {}", brief(value, VALUE))),
            }
        }
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            self.push(format!("−{}", below(place, name)));
        }
    }

    fn items(&mut self, place: &str, before: &[Value], after: &[Value], depth: usize) {
        for (index, value) in after.iter().enumerate() {
            let place = format!("{place}[{index}]");
            match before.get(index) {
                Some(old) => self.compare(&place, old, value, depth + 1),
                None => self.push(format!("+{place}: {}", brief(value, VALUE))),
            }
        }
    }

    fn push(&mut self, change: String) {
        match self.list.len() {
            CHANGES => self.list.push("…".to_owned()),
            fewer if fewer < CHANGES => self.list.push(change),
            _ => {}
        }
    }
}

/// Documents without a common member are better shown whole; an empty one has grown.
fn have_common(before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    before.is_empty() || before.keys().any(|name| after.contains_key(name))
}

/// Arrays that are as long as before or longer; shorter ones have lost nobody knows which.
fn grew(before: &[Value], after: &[Value]) -> bool {
    !before.is_empty() && before.len() <= after.len() && after.len() <= ITEMS
}

fn below(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        format!("{place}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::shorter;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn changes_are_shown_where_they_are_shorter() {
        let order = json!({"id": 7, "customer": {"name": "Ada", "vip": false}, "lines": [1, 2]});
        let mut paid = order.clone();
        paid["charge"] = json!({"receipt": "r-1"});
        paid["customer"]["vip"] = json!(true);
        paid["lines"] = json!([1, 2, 3]);
        let shown = [
            shorter(&order, &paid),
            shorter(&paid, &order),
            shorter(&order, &json!({"ok": true})),
            shorter(&json!({}), &json!({"n": 1})),
            shorter(&json!([1, 2]), &json!([1])),
            shorter(&json!(1), &json!({"n": [1]})),
        ];
        expect![[r#"
            customer.vip: false → true, +lines[2]: 3, +charge: {"receipt":"r-1"}
            customer.vip: true → false, lines: [1,2,3] → [1,2], −charge
            {"id":7,"customer":{"name":"Ada… → {"ok":true}
            +n: 1
            [1,2] → [1]
            1 → {"n":[1]}"#]]
        .assert_eq(&shown.map(|it| it.text).join("\n"));
    }
}
