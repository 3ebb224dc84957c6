//! A service of the AWS SDK integrations from its API's model.

use asl_catalog::Pattern;
use asl_catalog::names;
use asl_catalog::table::Flags;

use super::drafts::{ActionDraft, ServiceDraft, ShapeDrafts};
use super::inputs::Inputs;
use super::lower::{Lowering, Spelling};
use super::model::{Api, Operation};
use super::waits;

/// The service with all its actions.
pub(crate) fn service(api: &Api, inputs: &Inputs) -> ServiceDraft {
    let metadata = &api.model.metadata;
    let name = names::service(&metadata.service_id);
    let prefix = names::error_prefix(&metadata.service_id);
    let documented = inputs.services.get(&name);
    let mut making = Making {
        api,
        prefix: &prefix,
        unsupported: inputs.unsupported.get(&name).map_or(&[][..], |it| &it[..]),
        lowering: Lowering::new(api, &inputs.overrides, Spelling::Sdk),
        shapes: ShapeDrafts::default(),
    };
    let operations = api.model.operations.iter();
    let mut actions: Vec<_> = operations
        .map(|(name, operation)| making.action(name, operation))
        .collect();
    actions.sort_by(|one, other| one.name.cmp(&other.name));
    ServiceDraft {
        shapes: making.shapes,
        title: documented.unwrap_or(&metadata.service_full_name).clone(),
        api: metadata.uid.clone(),
        is_optimized: false,
        is_documented: documented.is_some(),
        actions,
        name,
        prefix,
    }
}

struct Making<'m> {
    api: &'m Api,
    prefix: &'m str,
    unsupported: &'m [String],
    lowering: Lowering<'m>,
    shapes: ShapeDrafts,
}

impl<'m> Making<'m> {
    fn action(&mut self, name: &str, operation: &'m Operation) -> ActionDraft {
        let mut shape = |reference: &'m Option<super::model::Reference>| {
            let reference = reference.as_ref()?;
            let id = self.lowering.shape(&reference.shape, &mut self.shapes);
            // `PutItemInput` says nothing that `putItem` does not.
            if reference.shape.starts_with(name) {
                self.shapes.forget_name(id);
            }
            Some(id)
        };
        let (request, response) = (shape(&operation.input), shape(&operation.output));
        ActionDraft {
            name: names::action(name),
            flags: self.flags(name, operation),
            request,
            response,
            // Only a name that the rule changes by more than its first letter needs to be kept.
            operation: (names::upper_first(&names::action(name)) != name).then(|| name.to_owned()),
            errors: self.errors(operation),
            successes: waits::successes(&self.api.waiters, name, names::member),
            page_tokens: waits::page_tokens(&self.api.paginators, name, names::member),
            more_pages: waits::more_pages(&self.api.paginators, name, names::member),
            ..ActionDraft::default()
        }
    }

    fn flags(&self, name: &str, operation: &Operation) -> u32 {
        let mut flags = Flags::of_pattern(Pattern::RequestResponse)
            | Flags::of_pattern(Pattern::WaitForTaskToken);
        if operation.deprecated {
            flags |= Flags::DEPRECATED;
        }
        let is_listed = self.unsupported.iter().any(|it| it == name);
        if is_listed || has_stream(self.api, operation) {
            flags |= Flags::UNCALLABLE;
        }
        flags
    }

    /// The modelled errors, then what stands for any other answer and for none at all.
    fn errors(&self, operation: &Operation) -> Vec<String> {
        let prefix = self.prefix;
        let mut errors: Vec<_> = operation
            .errors
            .iter()
            .map(|error| format!("{prefix}.{}", names::error(&error.shape)))
            .collect();
        errors.push(format!("{prefix}.{prefix}Exception"));
        errors.push(format!("{prefix}.SdkClientException"));
        errors
    }
}

/// Whether a request or response is a stream of events: Step Functions calls no such operation.
fn has_stream(api: &Api, operation: &Operation) -> bool {
    let shapes = &api.model.shapes;
    let ends = [&operation.input, &operation.output];
    let bodies = ends
        .into_iter()
        .flatten()
        .filter_map(|it| shapes.get(&it.shape));
    bodies
        .flat_map(|body| &body.members.0)
        .filter_map(|(_, member)| shapes.get(&member.shape))
        .any(|shape| shape.eventstream)
}
