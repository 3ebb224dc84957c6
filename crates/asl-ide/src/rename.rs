//! Another name for a state or a variable, everywhere at once.

use std::fmt;

use asl_lang::limits;
use asl_model::Model;
use asl_syntax::ast::ScalarStyle;
use asl_syntax::{Format, SyntaxKind, SyntaxToken, TextRange};
use asl_text::Edit;

use crate::names::{named_at, occurrences};
use crate::tokens::{is_flow, token_at};
use crate::variables::{NamedVariable, refuse_name, variable_at};
use crate::{Analysis, Document, FilePosition, RangeInfo, SourceChange, quote};

/// Why a rename is refused, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameError(pub String);

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RenameError {}

/// Whether something can be renamed here: its range without quotes and its present name.
pub fn prepare_rename(
    analysis: &Analysis,
    at: FilePosition,
) -> Result<RangeInfo<String>, RenameError> {
    let document = analysis.document(at.file).ok_or_else(nothing)?;
    let Some(named) = named_at(document.model(), at.offset) else {
        let variable = variable_at(document.model(), at.offset).ok_or_else(nothing)?;
        return assigned(&variable).map(|()| RangeInfo {
            range: variable.range,
            info: variable.name,
        });
    };
    if named.state.is_none() {
        return Err(RenameError(format!(
            "There is no state named \"{}\"",
            named.name
        )));
    }
    Ok(RangeInfo {
        range: named.range,
        info: named.name,
    })
}

/// # Rename
///
/// Gives the state under the cursor another name, in the state itself and in every place that leads
/// to it. Strings keep their quotes; in YAML quotes come only where the new name needs them. Refused
/// when the name is empty, longer than 80 characters, or another state's, in any machine of the
/// definition: AWS wants names to be unique in all of it.
///
/// Gives the variable under the cursor another name in every `Assign`, path, intrinsic function and
/// JSONata expression that means it; a variable that lives inside one expression, in that expression.
/// Refused when it is no name for a variable, or that of another variable or of a function.
pub fn rename(
    analysis: &Analysis,
    at: FilePosition,
    new_name: &str,
) -> Result<SourceChange, RenameError> {
    prepare_rename(analysis, at)?;
    let document = analysis.document(at.file).ok_or_else(nothing)?;
    let Some(named) = named_at(document.model(), at.offset) else {
        let variable = variable_at(document.model(), at.offset).ok_or_else(nothing)?;
        return rename_variable(document, &variable, new_name).map(|edits| SourceChange {
            edits: vec![(at.file, edits)],
        });
    };
    let state = named.state.ok_or_else(nothing)?;
    if new_name == named.name {
        return Ok(SourceChange::default());
    }
    refuse(document.model(), new_name).map_or(Ok(()), |it| Err(RenameError(it)))?;
    let occurrences = occurrences(document.model(), state);
    let edits = occurrences
        .into_iter()
        .map(|(range, _)| edit(document, range, new_name));
    Ok(SourceChange {
        edits: vec![(at.file, edits.collect())],
    })
}

fn nothing() -> RenameError {
    let message = "Only states and variables can be renamed: put the cursor on the name of one";
    RenameError(message.to_owned())
}

/// A variable without an assignment may be a mistake, and has nothing to rename.
fn assigned(variable: &NamedVariable) -> Result<(), RenameError> {
    if variable.places.iter().any(|it| it.is_write) {
        return Ok(());
    }
    Err(RenameError(format!("No state assigns ${}", variable.name)))
}

fn rename_variable(
    document: &Document,
    variable: &NamedVariable,
    new_name: &str,
) -> Result<Vec<Edit>, RenameError> {
    // The dollar sign may be typed along.
    let new_name = new_name.strip_prefix('$').unwrap_or(new_name);
    if new_name == variable.name {
        return Ok(Vec::new());
    }
    refuse_name(document.model(), variable, new_name).map_or(Ok(()), |it| Err(RenameError(it)))?;
    let edits = variable.places.iter().map(|it| {
        let is_key = it.is_write && !variable.is_local;
        match whole_key(document, it.range).filter(|()| is_key) {
            Some(()) => edit(document, it.range, new_name),
            None => Edit {
                range: it.range,
                insert: new_name.to_owned(),
            },
        }
    });
    Ok(edits.collect())
}

/// Whether the name is all of a key: then it may need quotes. With `.$` behind it, it needs none.
fn whole_key(document: &Document, range: TextRange) -> Option<()> {
    let token = token_at(&document.parse().syntax(), range.start())?;
    (token.kind() == SyntaxKind::PLAIN && token.text_range() == range).then_some(())
}

/// Why no state can have that name.
fn refuse(model: &Model, name: &str) -> Option<String> {
    let length = name.chars().count();
    if name.trim().is_empty() {
        return Some("A state needs a name".to_owned());
    }
    if length > limits::STATE_NAME_CHARS {
        return Some(format!(
            "The name has {length} characters; AWS allows {}",
            limits::STATE_NAME_CHARS
        ));
    }
    if name.contains(char::is_control) {
        return Some(
            "A state's name must not have line breaks or other control characters".to_owned(),
        );
    }
    (!model.states_named(name).is_empty()).then(|| {
        format!(
            "There is a state named \"{name}\" already; names are unique in the whole definition"
        )
    })
}

/// Replaces the name whose characters stand at `range`.
fn edit(document: &Document, range: TextRange, name: &str) -> Edit {
    let token = token_at(&document.parse().syntax(), range.start());
    let style = token.as_ref().and_then(|it| match it.kind() {
        SyntaxKind::DOUBLE_QUOTED => Some(ScalarStyle::DoubleQuoted),
        SyntaxKind::SINGLE_QUOTED => Some(ScalarStyle::SingleQuoted),
        _ => None,
    });
    let flow = token.as_ref().and_then(SyntaxToken::parent);
    let flow = flow.is_some_and(|it| is_flow(&it, document.format()));
    if let Some(line) = token
        .as_ref()
        .filter(|it| it.kind() == SyntaxKind::BLOCK_LINE)
    {
        return edit_in_block(line, range, name);
    }
    let range = match (&token, style) {
        (Some(token), Some(_)) => token.text_range(),
        _ => range,
    };
    let insert = match document.format() {
        Format::Json => quote::json(name),
        Format::Yaml => quote::yaml(name, style, flow),
    };
    Edit { range, insert }
}

/// In a block scalar a name stands as it is. One that begins with a blank would be read as deeper
/// indentation, so that quotes take the place of the block.
fn edit_in_block(line: &SyntaxToken, range: TextRange, name: &str) -> Edit {
    let tokens = std::iter::successors(line.prev_token(), SyntaxToken::prev_token);
    let header = tokens
        .take_while(|it| it.parent() == line.parent())
        .find(|it| it.kind() == SyntaxKind::BLOCK_HEADER);
    match header.filter(|_| name.starts_with(' ')) {
        Some(header) => Edit {
            range: range.cover(header.text_range()),
            insert: quote::json(name),
        },
        None => Edit {
            range,
            insert: name.to_owned(),
        },
    }
}
