//! The state that is named at the cursor: by a reference or by the state itself.

use asl_model::{Model, StateId};
use asl_syntax::{TextRange, TextSize};

use crate::{Analysis, Document, FilePosition};

/// A state's name in the text.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// Where the name's characters stand, without quotes.
    pub(crate) range: TextRange,
    /// The name.
    pub(crate) name: String,
    /// The state; `None` when there is none of that name.
    pub(crate) state: Option<StateId>,
}

/// The state's name that the offset touches, quotes included.
pub(crate) fn named_at(model: &Model, offset: TextSize) -> Option<Named> {
    if let Some(reference) = model.reference_at(offset) {
        return Some(Named {
            range: reference.range,
            name: reference.target.to_owned(),
            state: model.resolve(&reference),
        });
    }
    let state = model.state(model.state_at(offset)?);
    let named = Named {
        range: state.name_range(),
        name: state.name().to_owned(),
        state: Some(state.id()),
    };
    state
        .key_range()
        .contains_inclusive(offset)
        .then_some(named)
}

/// The document at a position with the existing state that is named there.
pub(crate) fn state_named_at(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<(&Document, Named, StateId)> {
    let document = analysis.document(at.file)?;
    let named = named_at(document.model(), at.offset)?;
    let state = named.state?;
    Some((document, named, state))
}

/// All places that name a state, in the order of the text: the state itself (`true`) and its references.
pub(crate) fn occurrences(model: &Model, state: StateId) -> Vec<(TextRange, bool)> {
    let references = model.references_to(state).map(|it| (it.range, false));
    let own = (model.state(state).name_range(), true);
    let mut all: Vec<_> = references.chain([own]).collect();
    all.sort_by_key(|it| it.0.start());
    all
}
