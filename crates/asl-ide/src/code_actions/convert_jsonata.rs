//! A state or the whole machine from JSONPath to JSONata.

use asl_lang::QueryLanguage;
use asl_syntax::TextSize;

use super::{CodeAction, CodeActionKind};
use crate::convert::{Conversion, ConvertPart, convert_to_jsonata};
use crate::{Analysis, Document, FileRange, SourceChange};

/// "Convert state … to JSONata" on the name of a state that is in JSONPath; where no state is, the same for the machine,
/// or for those of its states that can be converted. Nothing is offered where nothing can be.
pub(super) fn convert_jsonata(analysis: &Analysis, range: FileRange) -> Option<CodeAction> {
    let document = analysis.document(range.file)?;
    let at = range.range.start();
    let convert = |part| convert_to_jsonata(analysis, range.file, part);
    if let Some(name) = named(document, at) {
        let conversion = convert(ConvertPart::At(at)).ok()?;
        return Some(action(
            format!("Convert state \"{name}\" to JSONata"),
            range,
            conversion,
        ));
    }
    let outside = document.model().state_at(at).is_none();
    if !outside || document.model().root()?.query_language() == QueryLanguage::Jsonata {
        return None;
    }
    if let Ok(conversion) = convert(ConvertPart::Machine) {
        return Some(action(
            "Convert the state machine to JSONata".to_owned(),
            range,
            conversion,
        ));
    }
    let conversion = convert(ConvertPart::EachState).ok()?;
    let title = match conversion.states {
        1 => "Convert the one state that can be converted to JSONata".to_owned(),
        count => format!("Convert the {count} states that can be converted to JSONata"),
    };
    Some(action(title, range, conversion))
}

/// The name of the JSONPath state whose name is at the offset.
fn named(document: &Document, at: TextSize) -> Option<&str> {
    let state = document.model().state(document.model().state_at(at)?);
    let on_name = state.key_range().contains_inclusive(at);
    let wanted = on_name && state.query_language() == QueryLanguage::JsonPath;
    wanted.then(|| state.name())
}

fn action(title: String, range: FileRange, conversion: Conversion) -> CodeAction {
    CodeAction {
        title,
        kind: CodeActionKind::Rewrite,
        change: SourceChange {
            edits: vec![(range.file, conversion.edits)],
        },
        diagnostic: None,
        file: None,
        preferred: false,
    }
}
