//! Rows of delimited text: each becomes an object by column name; values stay text.
//!
//! Recorded: a row that is too short is filled up with empty texts, surplus values are dropped,
//! nothing is trimmed, a column's name may be empty, the members of an item stand in the order of
//! Java's hash maps. Not recorded, so as most readers do: quotes and doubled quotes, line breaks in
//! quotes, empty lines skipped, a byte order mark skipped.

use asl_lang::limits::CSV_HEADER_BYTES;
use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::{Unreadable, text};

/// How delimited text is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Csv {
    /// `CSVHeaderLocation` with `CSVHeaders`.
    pub(crate) headers: Headers,
    /// `CSVDelimiter`, as the character itself.
    pub(crate) delimiter: u8,
}

/// Where the names of the columns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Headers {
    FirstRow,
    Given(Vec<String>),
}

impl Csv {
    /// The character that a value of `CSVDelimiter` names.
    pub(crate) fn delimiter(name: &str) -> Option<u8> {
        Some(match name {
            "COMMA" => b',',
            "PIPE" => b'|',
            "SEMICOLON" => b';',
            "SPACE" => b' ',
            "TAB" => b'\t',
            _ => return None,
        })
    }

    /// The first `most` rows as objects.
    pub(super) fn rows(&self, content: &[u8], most: usize) -> Result<Vec<Value>, Unreadable> {
        let content = text(content);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(content.as_bytes());
        let mut rows = reader.records();
        let names = match &self.headers {
            Headers::Given(names) => names.clone(),
            Headers::FirstRow => {
                let first = rows.next().transpose().map_err(|error| broken(&error))?;
                let Some(first) = first else {
                    return Err(Unreadable::new("The CSV file is empty."));
                };
                first.iter().map(str::to_owned).collect()
            }
        };
        let columns = columns(&names)?;
        let items: Result<Vec<Value>, Unreadable> = rows
            .take(most)
            .map(|row| Ok(item(&columns, &row.map_err(|error| broken(&error))?)))
            .collect();
        let items = items?;
        if items.is_empty() && most > 0 && self.headers == Headers::FirstRow {
            // Public reports tell of this failure by these words alone.
            let cause = "The CSV file contains only CSV headers.";
            return Err(Unreadable::new(cause));
        }
        Ok(items)
    }
}

fn broken(error: &csv::Error) -> Unreadable {
    Unreadable::new(format!("The CSV file cannot be read: {error}"))
}

/// The columns, in the order that items have them.
fn columns(names: &[String]) -> Result<Vec<(usize, &str)>, Unreadable> {
    if names.iter().map(String::len).sum::<usize>() > CSV_HEADER_BYTES {
        let cause = format!("CSV headers cannot have more than {CSV_HEADER_BYTES} bytes.");
        return Err(Unreadable::new(cause));
    }
    let mut columns: Vec<(usize, &str)> = names.iter().map(String::as_str).enumerate().collect();
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Unreadable::new("CSV headers cannot contain duplicates."));
    }
    let buckets = buckets(names.len());
    columns.sort_by_key(|(_, name)| spread(name) & (buckets - 1));
    Ok(columns)
}

/// The buckets of a Java `HashMap` that grew to that many members.
fn buckets(length: usize) -> u32 {
    let mut buckets: u32 = 16;
    while length > buckets as usize / 4 * 3 && buckets < 1 << 30 {
        buckets *= 2;
    }
    buckets
}

/// Java's `String.hashCode`, spread as its `HashMap` does.
fn spread(name: &str) -> u32 {
    let hash = name.encode_utf16().fold(0_u32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(u32::from(unit))
    });
    hash ^ (hash >> 16)
}

fn item(columns: &[(usize, &str)], row: &StringRecord) -> Value {
    let members: Map<String, Value> = columns
        .iter()
        .map(|(index, name)| {
            let value = row.get(*index).unwrap_or_default();
            ((*name).to_owned(), Value::from(value))
        })
        .collect();
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn rows(csv: &Csv, content: &str, most: usize) -> String {
        match csv.rows(content.as_bytes(), most) {
            Ok(items) => items
                .iter()
                .fold(String::new(), |text, item| text + &item.to_string() + "\n"),
            Err(error) => format!("! {}\n", error.0),
        }
    }

    fn first_row() -> Csv {
        Csv {
            headers: Headers::FirstRow,
            delimiter: b',',
        }
    }

    fn given(names: &[&str]) -> Csv {
        Csv {
            headers: Headers::Given(names.iter().map(|&name| name.to_owned()).collect()),
            delimiter: b',',
        }
    }

    #[track_caller]
    fn check(content: &str, expected: &Expect) {
        expected.assert_eq(&rows(&first_row(), content, usize::MAX));
    }

    #[test]
    fn ragged_rows() {
        check(
            "a,b,c\n1,2,3\n1\n1,2,3,4\n,,,\n   \n",
            &expect![[r#"
                {"a":"1","b":"2","c":"3"}
                {"a":"1","b":"","c":""}
                {"a":"1","b":"2","c":"3"}
                {"a":"","b":"","c":""}
                {"a":"   ","b":"","c":""}
            "#]],
        );
    }

    #[test]
    fn values_stay_text() {
        check(
            "n,t\n1,true\n1.50,null\n{},'x'\n",
            &expect![[r#"
                {"t":"true","n":"1"}
                {"t":"null","n":"1.50"}
                {"t":"'x'","n":"{}"}
            "#]],
        );
    }

    #[test]
    fn names_of_columns() {
        check(
            "H1,\n1,2,3\n",
            &expect![[r#"
                {"":"2","H1":"1"}
            "#]],
        );
        check(
            "0,True,{}\n1,2,3\n",
            &expect![[r#"
                {"0":"1","{}":"3","True":"2"}
            "#]],
        );
        check(
            "a,b,a\n1,2,3\n",
            &expect![[r#"
                ! CSV headers cannot contain duplicates.
            "#]],
        );
        check(
            ",\n1,2\n",
            &expect![[r#"
                ! CSV headers cannot contain duplicates.
            "#]],
        );
        check(
            " a , b \n1,2\n",
            &expect![[r#"
                {" b ":"2"," a ":"1"}
            "#]],
        );
    }

    #[test]
    fn many_columns_stand_in_a_larger_hash_map() {
        let names: Vec<String> = (0..13).map(|number| format!("c{number}")).collect();
        let header = names.join(",");
        let values = (0..13).map(|number| number.to_string());
        let row = values.collect::<Vec<_>>().join(",");
        check(
            &format!("{header}\n{row}\n"),
            &expect![[r#"
                {"c11":"11","c10":"10","c12":"12","c0":"0","c1":"1","c2":"2","c3":"3","c4":"4","c5":"5","c6":"6","c7":"7","c8":"8","c9":"9"}
            "#]],
        );
    }

    #[test]
    fn quotes() {
        check(
            "a,b\n\"1,5\",\"say \"\"hi\"\"\"\n\"two\nlines\",\n\"\",\"  \"\n",
            &expect![[r#"
                {"a":"1,5","b":"say \"hi\""}
                {"a":"two\nlines","b":""}
                {"a":"","b":"  "}
            "#]],
        );
        check(
            "\"a b\",\"c\"\nx\"y,z\n",
            &expect![[r#"
                {"a b":"x\"y","c":"z"}
            "#]],
        );
    }

    #[test]
    fn lines() {
        check(
            "\u{feff}a,b\r\n1,2\r\n\r\n3,4",
            &expect![[r#"
                {"a":"1","b":"2"}
                {"a":"3","b":"4"}
            "#]],
        );
        check(
            "\n\na\n\n1\n\n",
            &expect![[r#"
                {"a":"1"}
            "#]],
        );
    }

    #[test]
    fn nothing_to_read() {
        check(
            "",
            &expect![[r#"
                ! The CSV file is empty.
            "#]],
        );
        check(
            "a,b\n",
            &expect![[r#"
                ! The CSV file contains only CSV headers.
            "#]],
        );
        assert_eq!(rows(&given(&["a"]), "", 9), "");
    }

    #[test]
    fn given_names() {
        let content = "1,2,3\n4\n";
        expect![[r#"
            {"x":"1","y":"2"}
            {"x":"4","y":""}
        "#]]
        .assert_eq(&rows(&given(&["x", "y"]), content, 9));
        expect![[r#"
            {"w":"1","x":"2","y":"3","z":""}
            {"w":"4","x":"","y":"","z":""}
        "#]]
        .assert_eq(&rows(&given(&["w", "x", "y", "z"]), content, 9));
        expect![[r#"
            ! CSV headers cannot contain duplicates.
        "#]]
        .assert_eq(&rows(&given(&["x", "x"]), content, 9));
        assert_eq!(rows(&given(&[]), "1\n", 9), "{}\n");
    }

    #[test]
    fn the_first_rows() {
        let content = "a\n1\n2\n3\n";
        assert_eq!(
            rows(&first_row(), content, 2),
            "{\"a\":\"1\"}\n{\"a\":\"2\"}\n"
        );
        assert_eq!(rows(&first_row(), content, 0), "");
    }

    #[test]
    fn delimiters() {
        let names = ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"];
        for (name, delimiter) in names.iter().zip([",", "|", ";", " ", "\t"]) {
            let csv = Csv {
                headers: Headers::FirstRow,
                delimiter: Csv::delimiter(name).unwrap(),
            };
            let content = format!("a{delimiter}b\n1{delimiter}\"x{delimiter}y\"\n");
            let expected = serde_json::json!({ "a": "1", "b": format!("x{delimiter}y") });
            assert_eq!(rows(&csv, &content, 9), format!("{expected}\n"), "{name}");
        }
        assert_eq!(Csv::delimiter(","), None);
    }

    #[test]
    fn bytes_that_are_no_text() {
        let items = first_row().rows(b"a\n\xff\n", 9).unwrap();
        assert_eq!(items, [serde_json::json!({ "a": "\u{fffd}" })]);
    }

    #[test]
    fn names_that_are_too_long() {
        let names = "x".repeat(CSV_HEADER_BYTES + 1);
        assert!(rows(&first_row(), &format!("{names}\n1\n"), 9).starts_with("! CSV headers"));
    }
}
