//! What a keystroke in a definition inside of a template costs: edit, parse again, find the
//! definition again, check it; and a completion, always on a template that has just been edited.
//!
//! `cargo bench -p asl-ide --bench templates`. The target at 1 MB: 5 ms, and 2 ms for an answer.

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, Document, Edit, FileId, FilePosition, Format, Link,
    TextRange, TextSize, completions, diagnostics, goto_definition, hover, semantic_tokens,
};
use asl_testing::generate;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// How many definitions, and how they stand in the template.
#[derive(Debug, Clone, Copy)]
enum Form {
    OneObject,
    /// `DefinitionString: |`.
    OneText,
    /// `DefinitionString: !Sub |`.
    OneSub,
    /// A JSON string with escapes, in a template in JSON.
    OneString,
    /// `Fn::Join` of a string for each line, in a template in JSON.
    OneJoin,
    /// A text in YAML's single quotes, on many lines.
    OneQuoted,
    ManyObjects,
    ManyTexts,
}

const FORMS: [Form; 8] = [
    Form::OneObject,
    Form::OneText,
    Form::OneSub,
    Form::OneString,
    Form::OneJoin,
    Form::OneQuoted,
    Form::ManyObjects,
    Form::ManyTexts,
];

fn indented(text: &str) -> String {
    let lines = text.lines();
    lines.flat_map(|it| ["        ", it, "\n"]).collect()
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n"))
}

impl Form {
    fn format(self) -> Format {
        match self {
            Self::OneString | Self::OneJoin => Format::Json,
            _ => Format::Yaml,
        }
    }

    fn count(self, bytes: usize) -> usize {
        match self {
            Self::ManyObjects | Self::ManyTexts => (bytes / 10_000).max(1),
            _ => 1,
        }
    }

    /// The definition as the value of its property.
    fn definition(self, bytes: usize) -> (&'static str, String) {
        let json = || generate::json(bytes);
        match self {
            Self::OneObject | Self::ManyObjects => (
                "Definition",
                format!("\n{}", indented(&generate::yaml(bytes))),
            ),
            Self::OneText | Self::ManyTexts => {
                ("DefinitionString", format!(" |\n{}", indented(&json())))
            }
            Self::OneSub => (
                "DefinitionString",
                format!(" !Sub |\n{}", indented(&json())),
            ),
            Self::OneQuoted => {
                let lines = indented(&json()).replace('\'', "''");
                (
                    "DefinitionString",
                    format!("\n        '{}'\n", lines.trim()),
                )
            }
            Self::OneString => ("DefinitionString", quoted(&json())),
            Self::OneJoin => {
                let lines: Vec<_> = json().lines().map(quoted).collect();
                let join = format!("{{\"Fn::Join\": [\"\\n\", [\n{}\n]]}}", lines.join(",\n"));
                ("DefinitionString", join)
            }
        }
    }
}

fn template(form: Form, bytes: usize) -> String {
    let count = form.count(bytes);
    let (field, definition) = form.definition(bytes / count);
    if form.format() == Format::Json {
        return format!(
            "{{\"Resources\": {{\"M0\": {{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {{\n\"{field}\": {definition}\n}}}}}}}}"
        );
    }
    let resource = |index| {
        format!(
            "  M{index}:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      {field}:{definition}"
        )
    };
    "Resources:\n".to_owned() + &(0..count).map(resource).collect::<String>()
}

struct Session {
    document: Document,
    place: TextSize,
    typed: bool,
}

impl Session {
    fn new(form: Form, bytes: usize) -> Self {
        let mut session = Self {
            document: Document::new("", form.format()),
            place: TextSize::new(0),
            typed: false,
        };
        session.open(&template(form, bytes), form.format());
        session.diagnostics();
        session
    }

    fn open(&mut self, text: &str, format: Format) {
        let middle = text.len() / 2;
        // In the name of a function, between quotes in every form.
        let at = text[middle..].find("function-");
        let at = middle + at.map_or(0, |it| it + 4);
        self.document = Document::new(text, format);
        self.place = TextSize::new(at as u32);
    }

    fn keystroke(&mut self) {
        let length = u32::from(self.typed);
        let edit = Edit {
            range: TextRange::at(self.place, length.into()),
            insert: if self.typed { "" } else { "x" }.to_owned(),
        };
        self.typed = !self.typed;
        if self.document.edit(&edit).is_err() {
            unreachable!("the edit lies in the document");
        }
    }

    fn diagnostics(&mut self) -> usize {
        let (analysis, file) = Analysis::single(self.document.clone());
        diagnostics(&analysis, file, &CheckConfig::default()).len()
    }
}

#[divan::bench(args = FORMS, consts = SIZES)]
fn keystroke<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    let mut session = Session::new(form, BYTES);
    bencher.bench_local(|| {
        session.keystroke();
        black_box(session.diagnostics())
    });
}

#[divan::bench(args = FORMS, consts = SIZES)]
fn completion<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    let mut session = Session::new(form, BYTES);
    bencher.bench_local(|| {
        session.keystroke();
        let (analysis, file) = Analysis::single(session.document.clone());
        let at = FilePosition {
            file,
            offset: session.place,
        };
        black_box(completions(&analysis, at, &CompletionConfig::default()).len())
    });
}

fn question(
    bencher: Bencher<'_, '_>,
    form: Form,
    bytes: usize,
    ask: impl Fn(&Analysis, FilePosition) -> usize,
) {
    let mut session = Session::new(form, bytes);
    bencher
        .with_inputs(|| {
            session.keystroke();
            let (analysis, file) = Analysis::single(session.document.clone());
            let offset = session.place;
            (analysis, FilePosition { file, offset })
        })
        .bench_local_values(|(analysis, at)| black_box(ask(&analysis, at)));
}

#[divan::bench(args = FORMS, consts = [1_000_000])]
fn hover_and_definition<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    question(bencher, form, BYTES, |analysis, at| {
        let hovers = usize::from(hover(analysis, at).is_some());
        hovers + usize::from(goto_definition(analysis, at).is_some())
    });
}

#[divan::bench(args = FORMS, consts = [1_000_000])]
fn colours<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    question(bencher, form, BYTES, |analysis, at| {
        semantic_tokens(analysis, at.file, None).len()
    });
}

/// How a definition's names get their values from a template.
#[derive(Debug, Clone, Copy)]
enum Values {
    /// An object in the template; the names have no value that is known.
    ObjectWithout,
    Object,
    /// A file with a template beside it; the names have no value that is known.
    FileWithout,
    File,
}

const VALUES: [Values; 4] = [
    Values::ObjectWithout,
    Values::Object,
    Values::FileWithout,
    Values::File,
];

impl Values {
    /// Five names in twenty places, four of them a number between quotes.
    fn of(self) -> String {
        let known = matches!(self, Self::Object | Self::File);
        let value = |it: &str| {
            if known {
                it.to_owned()
            } else {
                "!Ref Some".to_owned()
            }
        };
        let names = (0..4).map(|it| format!("        N{it}: {}\n", value(&format!("name-{it}"))));
        let names: String = names.collect();
        format!(
            "      DefinitionSubstitutions:\n{names}        Wait: {}\n",
            value("30")
        )
    }

    fn is_file(self) -> bool {
        matches!(self, Self::File | Self::FileWithout)
    }
}

/// The text with placeholders in twenty places.
fn with_names(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let step = text.len() / 20;
    let (mut next, mut count) = (step / 2, 0);
    for line in text.split_inclusive('\n') {
        let seconds = line.trim_start_matches(' ').trim_start_matches('"');
        let is_number = seconds.starts_with("Seconds");
        let named = line.find("function-").filter(|_| count % 5 != 4);
        match named {
            Some(at) if out.len() >= next => {
                out.push_str(&line[..at]);
                let name = format!("${{N{}}}", count % 5);
                out.extend([name.as_str(), &line[at..]]);
            }
            None if out.len() >= next && count % 5 == 4 && is_number => {
                out.push_str(&line.replace("30", "\"${Wait}\""));
            }
            _ => {
                out.push_str(line);
                continue;
            }
        }
        (next, count) = (next + step, count + 1);
    }
    out
}

/// A keystroke where a template fills in values.
#[divan::bench(args = VALUES, consts = [100_000, 1_000_000])]
fn filled<const BYTES: usize>(bencher: Bencher<'_, '_>, values: Values) {
    let (template, definition) = (FileId(0), FileId(1));
    let machine = "Resources:\n  M0:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n";
    let mut session = Session::new(Form::OneObject, 10_000);
    let mut other = None;
    if values.is_file() {
        let text = format!("{machine}      DefinitionUri: m.asl.json\n{}", values.of());
        other = Some(Document::new(&text, Format::Yaml));
        session.open(&with_names(&generate::json(BYTES)), Format::Json);
    } else {
        let object = indented(&with_names(&generate::yaml(BYTES)));
        let text = format!("{machine}{}      Definition:\n{object}", values.of());
        session.open(&text, Format::Yaml);
    }
    bencher.bench_local(|| {
        session.keystroke();
        let document = (definition, session.document.clone());
        let link = Link {
            template,
            machine: "M0".into(),
            definition,
        };
        let analysis = match &other {
            Some(other) => Analysis::new([document, (template, other.clone())]).with_links([link]),
            None => Analysis::new([document]),
        };
        black_box(diagnostics(&analysis, definition, &CheckConfig::default()).len())
    });
}

/// A new line at the end of the line where one types, and its end.
#[divan::bench(args = FORMS, consts = [1_000_000])]
fn new_line<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    let mut session = Session::new(form, BYTES);
    let text = session.document.text().to_string();
    let behind = usize::from(session.place);
    let line = text[behind..].find('\n').map(|it| behind + it);
    let blanks = |it: &str| it.len() - it.trim_start_matches(' ').len();
    let (at, insert) = match (form, line) {
        // Between two of the JSON text's lines, as an editor would write it.
        (Form::OneString, _) => {
            let at = text[behind..].find("\\n").map_or(behind, |it| behind + it);
            (at, "\\n".to_owned())
        }
        (Form::OneJoin, Some(at)) => (at, "\n\" \",".to_owned()),
        (_, Some(at)) => (at, format!("\n{}", " ".repeat(blanks(&text[at + 1..])))),
        (_, None) => (behind, String::new()),
    };
    let at = TextSize::new(at as u32);
    let mut is_typed = false;
    bencher.bench_local(|| {
        let edit = if is_typed {
            Edit {
                range: TextRange::at(at, TextSize::of(insert.as_str())),
                insert: String::new(),
            }
        } else {
            Edit {
                range: TextRange::empty(at),
                insert: insert.clone(),
            }
        };
        is_typed = !is_typed;
        if session.document.edit(&edit).is_err() {
            unreachable!("the edit lies in the document");
        }
        black_box(session.diagnostics())
    });
}

#[divan::bench(args = FORMS, consts = [1_000_000])]
fn open<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    let text = template(form, BYTES);
    bencher.bench_local(|| {
        let (analysis, file) = Analysis::single(Document::new(&text, form.format()));
        black_box(diagnostics(&analysis, file, &CheckConfig::default()).len())
    });
}
