//! After any edit, what is found in the filled document is what is found in a fresh one.

use asl_model::Model;
use asl_syntax::{Format, Parse, parse, reparse};
use asl_text::{Edit, Text, TextRange};
use proptest::prelude::*;

use crate::{CheckConfig, check};

const JSON: &str = r#"{
  "StartAt": "A${Name}",
  "TimeoutSeconds": "${Wait}",
  "States": {
    "A${Name}": {"Type": "Wait", "Seconds": "${Wait}", "Next": "${Next}"},
    "B": {"Type": "Wait", "Seconds": ${Wait}, "Next": "C"},
    "D": {"Type": "Pass", "Comment": "nothing is filled in here", "Next": "B"},
    "C": {"Type": "Task", "Resource": "${Arn}", "Comment": "${Wait}${Wait} ${None}", "End": true}
  }
}"#;

const YAML: &str = r"StartAt: A${Name}
TimeoutSeconds: '${Wait}'
States:
  A${Name}: {Type: Wait, Seconds: '${Wait}', Next: '${Next}'}
  B:
    Type: Wait
    Seconds: ${Wait}
    Next: C
  D:
    Type: Pass
    Comment: nothing is filled in here
    Next: B
  C:
    Type: Task
    Resource: '${Arn}'
    Comment: |
      ${Wait}${Wait} ${None}
    End: true
";

const INSERTS: [&str; 14] = [
    "", "x", "${Wait}", "${", "}", "\"", "'", "$", "\n", ",", "{", "Wait", "Nex", " ",
];

struct Session {
    text: Text,
    parse: Parse,
    model: Model,
}

impl Session {
    fn open(text: &str, format: Format) -> Self {
        let parse = parse(text, format);
        Self {
            text: Text::new(text),
            model: Model::lower(&parse, None),
            parse,
        }
    }

    fn edit(&mut self, edit: &Edit) -> bool {
        if self.text.apply(edit).is_err() {
            return false;
        }
        self.parse = reparse(&self.parse, &self.text, edit);
        self.model = Model::lower(&self.parse, Some(&self.model));
        true
    }
}

fn config() -> CheckConfig {
    let values = [
        ("Name", ""),
        ("Wait", "-1"),
        ("Next", "B"),
        ("Arn", "arn:aws:states:::sqs:sendMesage"),
    ];
    let mut config = CheckConfig::default();
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
    config.substitutions.extend(values);
    config
}

fn edit() -> impl Strategy<Value = (prop::sample::Index, u32, &'static str)> {
    let insert = prop::sample::select(&INSERTS[..]);
    (any::<prop::sample::Index>(), 0..12_u32, insert)
}

proptest! {
    #[test]
    fn after_edits_the_same_is_found(
        is_yaml in any::<bool>(),
        edits in prop::collection::vec(edit(), 1..6),
    ) {
        let (text, format) = if is_yaml { (YAML, Format::Yaml) } else { (JSON, Format::Json) };
        let (mut session, config) = (Session::open(text, format), config());
        check(&session.model, &config);
        for (at, length, insert) in edits {
            let whole = u32::from(session.text.len());
            let start = u32::try_from(at.index(whole as usize + 1)).unwrap();
            let range = TextRange::at(start.into(), length.min(whole - start).into());
            let insert = insert.to_owned();
            if !session.edit(&Edit { range, insert }) {
                continue;
            }
            let text = session.text.to_string();
            let fresh = Session::open(&text, format);
            let found = check(&session.model, &config);
            prop_assert_eq!(found, check(&fresh.model, &config), "{}", text);
        }
    }
}

#[test]
fn nothing_is_kept_of_a_closed_document() {
    let session = Session::open(JSON, Format::Json);
    check(&session.model, &config());
    let kept = session.model.last_kept::<super::made::Kept>();
    let kept = std::sync::Arc::downgrade(&kept.unwrap());
    drop(session);
    assert!(kept.upgrade().is_none());
}
