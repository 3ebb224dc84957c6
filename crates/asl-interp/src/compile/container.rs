//! Parallel and Map: states that hold flows of their own.

use asl_path::reference::ReferencePath;

use super::fields::Fields;
use super::{Compiler, elements};
use crate::program::{Flow, ItemsPath, Kind, MapSpec};

impl Compiler {
    pub(super) fn parallel(&mut self, fields: &Fields<'_>) -> Option<Kind> {
        let branches = elements(fields, "Branches");
        if branches.is_empty() {
            self.error(fields.pointer(), "The field 'Branches' is missing or empty");
            return None;
        }
        let branches: Vec<Option<Flow>> = branches
            .into_iter()
            .map(|(pointer, branch)| {
                let Some(branch) = branch else {
                    self.error(pointer, "A branch must be an object");
                    return None;
                };
                self.flow(&branch)
            })
            .collect();
        let branches: Option<Vec<Flow>> = branches.into_iter().collect();
        branches.map(|branches| Kind::Parallel { branches })
    }

    pub(super) fn map(&mut self, fields: &Fields<'_>) -> Option<MapSpec> {
        let processor = fields
            .object("ItemProcessor")
            .or_else(|| fields.object("Iterator"));
        let Some(processor) = processor else {
            self.error(
                fields.pointer(),
                "The field 'ItemProcessor' is missing or is not an object",
            );
            return None;
        };
        self.refuse_distributed(fields, &processor);
        let selector = self.template(fields, "ItemSelector");
        Some(MapSpec {
            items: self.items_path(fields),
            selector: selector.or_else(|| self.template(fields, "Parameters")),
            concurrency: self.count(fields, "MaxConcurrency"),
            flow: self.flow(&processor)?,
        })
    }

    fn items_path(&mut self, fields: &Fields<'_>) -> Option<ItemsPath> {
        let path = self.path(fields, "ItemsPath")?;
        let reference = ReferencePath::parse(&path.text).ok();
        Some(ItemsPath { path, reference })
    }

    fn refuse_distributed(&mut self, fields: &Fields<'_>, processor: &Fields<'_>) {
        let config = processor.object("ProcessorConfig");
        let mode = config.as_ref().and_then(|config| config.text("Mode"));
        if mode == Some("DISTRIBUTED") {
            let pointer = processor.pointer_to("ProcessorConfig");
            self.error(pointer, "A Distributed Map cannot be simulated yet");
        } else if fields.has("ItemReader") {
            let pointer = fields.pointer_to("ItemReader");
            self.error(pointer, "A Map with an ItemReader cannot be simulated yet");
        }
    }
}
