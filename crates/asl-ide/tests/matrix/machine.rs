//! One small machine in all the ways in which it can stand in a document: alone, in templates, broken.

use asl_ide::{
    Analysis, Document, Edit, FileId, FilePosition, FileRange, Format, TextRange, TextSize,
};
use asl_testing::fixture;

const JSON: &str = r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": {
      "Type": "Pass",
      "QueryLanguage": "JSONata",
      "Assign": {
        "limit": "{% $max([3, $states.input.floor]) %}"
      },
      "Next": "Check"
    },
    "Check": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.total",
          "NumericGreaterThan": 100,
          "Next": "Approve"
        }
      ],
      "Default": "Pack"
    },
    "Approve": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {
        "FunctionName": "approval",
        "Payload": {
          "text.$": "States.Format('{} items', $.count)"
        }
      },
      "Retry": [
        {
          "ErrorEquals": ["States.TaskFailed"],
          "IntervalSeconds": 2,
          "MaxAttempts": 2
        }
      ],
      "Catch": [
        {
          "ErrorEquals": ["States.ALL"],
          "Next": "Refuse"
        }
      ],
      "Next": "Cool"
    },
    "Refuse": {
      "Type": "Fail",
      "Error": "NotApproved",
      "Cause": "Nobody wanted it"
    },
    "Cool": {
      "Type": "Wait",
      "OutputPath": "$.Payload",
      "Seconds": 5400,
      "Next": "Pack"
    },
    "Pack": {
      "Type": "Pass",
      "Comment": "Puts it into a box",
      "Parameters": {
        "most.$": "$limit"
      },
      "End": true
    }
  }
}
"#;

const YAML: &str = r#"StartAt: Begin
States:
  Begin:
    Type: Pass
    QueryLanguage: JSONata
    Assign:
      limit: "{% $max([3, $states.input.floor]) %}"
    Next: Check
  Check:
    Type: Choice
    Choices:
      - Variable: $.total
        NumericGreaterThan: 100
        Next: Approve
    Default: Pack
  Approve:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: approval
      Payload:
        text.$: States.Format('{} items', $.count)
    Retry:
      - ErrorEquals:
          - States.TaskFailed
        IntervalSeconds: 2
        MaxAttempts: 2
    Catch:
      - ErrorEquals:
          - States.ALL
        Next: Refuse
    Next: Cool
  Refuse:
    Type: Fail
    Error: "NotApproved"
    Cause: Nobody wanted it
  Cool:
    Type: Wait
    OutputPath: $.Payload
    Seconds: 5400
    Next: Pack
  Pack:
    Type: Pass
    Comment: Puts it into a box
    Parameters:
      most.$: $limit
    End: true
"#;

/// The states in the order of the text.
pub(crate) const STATES: [&str; 6] = ["Begin", "Check", "Approve", "Refuse", "Cool", "Pack"];

/// What the machine stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a file of its own.
    Alone(Format),
    /// `Definition:` of a SAM template in YAML.
    SamObject,
    /// `DefinitionString: !Sub |` of a template in YAML.
    SamText,
    /// `definition:` of serverless.yml.
    Serverless,
    /// `Definition` of a SAM template in JSON.
    SamJson,
    /// `DefinitionString` of a CloudFormation template in JSON: one line, with escapes.
    CloudFormationText,
    /// `DefinitionString` of a CloudFormation template in JSON, whose lines `Fn::Join` puts together.
    CloudFormationJoin,
}

const TEMPLATES: [Place; 6] = [
    Place::SamObject,
    Place::SamText,
    Place::Serverless,
    Place::SamJson,
    Place::CloudFormationText,
    Place::CloudFormationJoin,
];

impl Place {
    /// The notation of the definition.
    fn notation(self) -> Format {
        match self {
            Self::Alone(format) => format,
            Self::SamObject | Self::Serverless => Format::Yaml,
            _ => Format::Json,
        }
    }

    /// The notation of the document.
    fn format(self) -> Format {
        match self {
            Self::Alone(format) => format,
            Self::SamObject | Self::SamText | Self::Serverless => Format::Yaml,
            _ => Format::Json,
        }
    }

    fn document(self, definition: &str) -> String {
        match self {
            Self::Alone(_) => definition.to_owned(),
            Self::SamObject => in_yaml("Serverless", "Definition:", definition),
            Self::SamText => in_yaml("StepFunctions", "DefinitionString: !Sub |", definition),
            Self::Serverless => format!(
                "service: x\nstepFunctions:\n  stateMachines:\n    m:\n      definition:\n{}",
                indented(definition)
            ),
            Self::SamJson => {
                let lines = definition.trim_end().replace('\n', "\n        ");
                in_json("Serverless", "Definition", &lines)
            }
            Self::CloudFormationText => {
                in_json("StepFunctions", "DefinitionString", &quoted(definition))
            }
            Self::CloudFormationJoin => {
                let lines: Vec<_> = definition.lines().map(quoted).collect();
                let list = lines.join(",\n            ");
                let value = format!("{{ \"Fn::Join\": [\"\\n\", [{list}]] }}");
                in_json("StepFunctions", "DefinitionString", &value)
            }
        }
    }
}

fn in_yaml(service: &str, field: &str, definition: &str) -> String {
    format!(
        "Resources:\n  M:\n    Type: AWS::{service}::StateMachine\n    Properties:\n      {field}\n{}",
        indented(definition)
    )
}

fn in_json(service: &str, field: &str, value: &str) -> String {
    format!(
        "{{\n  \"Resources\": {{\n    \"M\": {{\n      \"Type\": \"AWS::{service}::StateMachine\",\n      \"Properties\": {{\n        \"{field}\": {value}\n      }}\n    }}\n  }}\n}}\n"
    )
}

fn indented(text: &str) -> String {
    let blanks = " ".repeat(8);
    let lines = text.lines();
    lines.fold(String::new(), |all, it| all + &blanks + it + "\n")
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", text.replace('\n', "\\n"))
}

/// What somebody who types has not finished: its name, what is cut, what stands there instead.
type Damage = (&'static str, &'static str, &'static str);

const BROKEN_JSON: [Damage; 6] = [
    ("a comma is missing", "\"Fail\",", "\"Fail\""),
    ("a quote is missing", "\"NotApproved\"", "\"NotApproved"),
    ("a colon is missing", "\"Error\":", "\"Error\""),
    ("a brace is missing", "wanted it\"\n    }", "wanted it\"\n"),
    ("half a key", "\"Cause\": \"Nobody wanted it\"", "\"Cau"),
    ("no end", "\n  }\n}\n", "\n"),
];

const BROKEN_YAML: [Damage; 3] = [
    ("a quote is missing", "\"NotApproved\"", "\"NotApproved"),
    ("a colon is missing", "Type: Fail", "Type Fail"),
    ("half a key", "Cause: Nobody wanted it", "Cau"),
];

/// One way to write the machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Variant {
    pub(crate) place: Place,
    damage: Option<Damage>,
}

/// The columns of the table, in its order: how each is called, and the ways to write that are in it.
pub(crate) fn columns() -> [(&'static str, Vec<Variant>); 4] {
    let whole = |place| Variant {
        place,
        damage: None,
    };
    let broken = |place: Place| {
        let damages: &[Damage] = match place.notation() {
            Format::Json => &BROKEN_JSON,
            Format::Yaml => &BROKEN_YAML,
        };
        damages.iter().map(move |it| Variant {
            place,
            damage: Some(*it),
        })
    };
    let alone = [Format::Json, Format::Yaml].map(Place::Alone);
    let templates = [Place::SamText, Place::SamObject, Place::SamJson];
    let all_broken = alone.into_iter().chain(templates).flat_map(broken);
    [
        ("JSON", vec![whole(alone[0])]),
        ("YAML", vec![whole(alone[1])]),
        ("template", TEMPLATES.map(whole).to_vec()),
        ("broken", all_broken.collect()),
    ]
}

impl Variant {
    pub(crate) fn name(self) -> String {
        let damage = self.damage.map_or("whole", |it| it.0);
        format!("{:?}, {damage}", self.place)
    }

    pub(crate) fn is_yaml(self) -> bool {
        self.place.notation() == Format::Yaml
    }

    pub(crate) fn is_broken(self) -> bool {
        self.damage.is_some()
    }

    /// Whether the definition has lines of its own, which can be folded and in which Enter can be typed.
    pub(crate) fn has_lines(self) -> bool {
        !matches!(
            self.place,
            Place::CloudFormationText | Place::CloudFormationJoin
        )
    }

    /// Whether the definition is in pieces, over which no edit can go.
    pub(crate) fn is_in_pieces(self) -> bool {
        self.place == Place::CloudFormationJoin
    }

    /// The document as it is.
    pub(crate) fn ask(self) -> Asked {
        self.altered(("", ""), ("", ""))
    }

    /// The document with something else in the definition: in JSON, in YAML. The damage comes after it.
    pub(crate) fn altered(self, json: (&str, &str), yaml: (&str, &str)) -> Asked {
        let (source, (from, to)) = match self.place.notation() {
            Format::Json => (JSON, json),
            Format::Yaml => (YAML, yaml),
        };
        let mut definition = replaced(source, from, to);
        if let Some((_, cut, left)) = self.damage {
            definition = replaced(&definition, cut, left);
        }
        Asked::new(&self.place.document(&definition), self.place.format())
    }
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from:?} stands in the definition");
    text.replacen(from, to, 1)
}

/// A document that questions are asked about.
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) analysis: Analysis,
    pub(crate) file: FileId,
    format: Format,
}

impl Asked {
    fn new(text: &str, format: Format) -> Self {
        let (analysis, file) = Analysis::single(Document::new(text, format));
        Self {
            text: text.to_owned(),
            analysis,
            file,
            format,
        }
    }

    /// Where the word stands for the nth time, counted from nought.
    pub(crate) fn range(&self, word: &str, nth: usize) -> TextRange {
        let found = self.text.match_indices(word).nth(nth);
        let (start, _) = found.unwrap_or_else(|| panic!("no {word} in\n{}", self.text));
        TextRange::at(
            TextSize::try_from(start).expect("a small text"),
            TextSize::of(word),
        )
    }

    /// The cursor in the middle of the word.
    pub(crate) fn at(&self, word: &str, nth: usize) -> FilePosition {
        let range = self.range(word, nth);
        FilePosition {
            file: self.file,
            offset: range.start() + TextSize::from(u32::from(range.len()) / 2),
        }
    }

    /// What the word covers.
    pub(crate) fn selection(&self, word: &str, nth: usize) -> FileRange {
        FileRange {
            file: self.file,
            range: self.range(word, nth),
        }
    }

    /// The cursor behind the word.
    pub(crate) fn behind(&self, word: &str) -> FilePosition {
        FilePosition {
            file: self.file,
            offset: self.range(word, 0).end(),
        }
    }

    pub(crate) fn slice(&self, range: TextRange) -> &str {
        &self.text[range]
    }

    /// The document after edits.
    pub(crate) fn applied(&self, edits: &[Edit]) -> Self {
        let edits = edits.iter().map(|it| (it.range, it.insert.as_str()));
        Self::new(&fixture::apply(&self.text, edits), self.format)
    }
}
