//! Parallel and Map: states that hold flows of their own.

use asl_lang::QueryLanguage;
use asl_path::reference::ReferencePath;

use super::Compiler;
use super::fields::Fields;
use super::jsonata::Within;
use crate::program::jsonata::Query;
use crate::program::{Flow, Items, ItemsPath, Kind, MapSpec, Payloads};

impl Compiler {
    pub(super) fn parallel(&mut self, fields: &Fields<'_>, machine: QueryLanguage) -> Option<Kind> {
        let branches = self.objects(fields, "Branches", "A branch");
        if branches.is_empty() {
            if fields.has("Branches") {
                // AWS's words (recorded).
                self.error(fields.pointer_to("Branches"), "Value cannot be empty");
            } else {
                self.error(fields.pointer(), "The field 'Branches' is missing");
            }
            return None;
        }
        self.language = machine;
        let branches: Vec<Option<Flow>> = branches
            .into_iter()
            .map(|branch| self.flow(&branch?))
            .collect();
        let branches: Option<Vec<Flow>> = branches.into_iter().collect();
        branches.map(|branches| Kind::Parallel { branches })
    }

    /// `machine` is the query language of the states inside.
    pub(super) fn map(&mut self, fields: &Fields<'_>, machine: QueryLanguage) -> Option<MapSpec> {
        let processor = fields
            .object("ItemProcessor")
            .or_else(|| fields.object("Iterator"));
        let Some(processor) = processor else {
            self.missing(fields, "ItemProcessor", "an object");
            return None;
        };
        let items = if self.is_jsonata() {
            Items::Jsonata(self.jsonata_template(fields, "Items", Within::STATE))
        } else {
            Items::JsonPath(self.items_path(fields))
        };
        let selector = self.payloads(fields, "ItemSelector");
        let selector =
            selector.or_else(|| self.template(fields, "Parameters").map(Payloads::JsonPath));
        let concurrency = self.count(fields, "MaxConcurrency");
        let distributed = self.distributed(fields, &processor);
        let tolerated = if distributed.is_none() {
            self.tolerated(fields)
        } else {
            Vec::new()
        };
        self.language = machine;
        Some(MapSpec {
            items,
            selector,
            concurrency,
            tolerated,
            distributed,
            flow: self.flow(&processor)?,
        })
    }

    fn tolerated(&mut self, fields: &Fields<'_>) -> Vec<Query> {
        if !self.is_jsonata() {
            return Vec::new();
        }
        let names = ["ToleratedFailureCount", "ToleratedFailurePercentage"];
        let queries = names.map(|name| self.query(fields, name, Within::STATE));
        queries.into_iter().flatten().collect()
    }

    fn items_path(&mut self, fields: &Fields<'_>) -> Option<ItemsPath> {
        let path = self.path(fields, "ItemsPath")?;
        let reference = ReferencePath::parse(&path.text).ok();
        Some(ItemsPath { path, reference })
    }
}
