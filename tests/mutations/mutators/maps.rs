//! Maps that are inline and have what only distributed ones have.

use asl_lang::StateType;

use super::structure::states_of_type;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::text;

pub(super) fn inline(source: &Source, out: &mut Mutants<'_>) {
    for map in states_of_type(source, StateType::Map) {
        let object = source.root.at(&map.path);
        let processor = ["ItemProcessor", "Iterator"];
        let Some(at) = processor.iter().find_map(|it| object.index(it)) else {
            continue;
        };
        let others = ["ItemReader", "ItemBatcher", "ResultWriter"];
        if others.iter().any(|it| object.index(it).is_some()) {
            continue;
        }
        let config = object.entries()[at].1.index("ProcessorConfig");
        let (change, path) = source.put(&map.path, "Label", text("apples"));
        let mut changes = vec![change];
        if let Some(config) = config {
            changes.push(Change::Remove([&map.entry(at)[..], &[config]].concat()));
        }
        out.push(&map.path, changes, Mark::Key(path));
    }
}
