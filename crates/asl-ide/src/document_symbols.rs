//! The outline of a document.

use asl_model::{MachineId, Model, Nesting, Setter, State};
use asl_syntax::TextRange;

use crate::{Analysis, FileId};

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSymbol {
    /// The state's name, or what a nested machine is called: `Branch 1`, `ItemProcessor`. Never empty.
    pub name: String,
    /// A few words beside it: the type of a state.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub range: TextRange,
    /// Its name; lies in `range`.
    pub selection_range: TextRange,
    /// What is in it.
    pub children: Vec<DocumentSymbol>,
}

/// What a line of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A machine inside a state.
    Machine,
    /// A state, by its type; `None` when that is unknown.
    State(Option<asl_lang::StateType>),
    /// A variable that the state assigns.
    Variable,
}

/// # Outline
///
/// The states in the order of the text with their types; inside a Parallel its branches, inside a
/// Map its item processor, and their states in turn. Under each state the variables that it assigns.
pub fn document_symbols(analysis: &Analysis, file: FileId) -> Vec<DocumentSymbol> {
    let Some(document) = analysis.document(file) else {
        return Vec::new();
    };
    let model = document.model();
    let roots = model.roots().iter();
    roots.flat_map(|it| states(model, *it)).collect()
}

fn states(model: &Model, machine: MachineId) -> Vec<DocumentSymbol> {
    let states = model.states_of(machine).iter();
    states.map(|it| state_symbol(model, it)).collect()
}

fn state_symbol(model: &Model, state: &State) -> DocumentSymbol {
    let name = if state.name().trim().is_empty() {
        "(no name)"
    } else {
        state.name()
    };
    DocumentSymbol {
        name: name.to_owned(),
        detail: state.facts().type_text().map(str::to_owned),
        kind: SymbolKind::State(state.kind()),
        range: state.range(),
        selection_range: state.name_range(),
        children: variables(state)
            .chain(state.nested().map(|it| machine_symbol(model, it)))
            .collect(),
    }
}

fn variables(state: &State) -> impl Iterator<Item = DocumentSymbol> {
    state.variables().all.iter().filter_map(|it| {
        let by = it.set_by?;
        let range = state.to_document(it.range);
        Some(DocumentSymbol {
            name: format!("${}", it.name),
            detail: Some(match by {
                Setter::State => "assigned".to_owned(),
                Setter::Rule(rule) => format!("assigned by choice {}", rule + 1),
                Setter::Catcher(catcher) => format!("assigned by catcher {}", catcher + 1),
            }),
            kind: SymbolKind::Variable,
            range,
            selection_range: range,
            children: Vec::new(),
        })
    })
}

fn machine_symbol(model: &Model, machine: MachineId) -> DocumentSymbol {
    let name = match model.machine(machine).owner().map(|it| it.nesting) {
        Some(Nesting::Branch(index)) => format!("Branch {}", index + 1),
        Some(other) => other.field().to_owned(),
        None => "Machine".to_owned(),
    };
    let (machine, id) = (model.machine(machine), machine);
    let start = machine.start_at();
    DocumentSymbol {
        name,
        detail: start.map(|it| format!("starts at {}", it.target)),
        kind: SymbolKind::Machine,
        range: machine.range(),
        selection_range: start
            .map_or_else(|| TextRange::empty(machine.range().start()), |it| it.range),
        children: states(model, id),
    }
}
