//! What a name of a template stands for, in words.

use asl_model::host::{HANDLER, Target, self_reference};

use super::functions;
use super::goto::meant_at;
use crate::{Analysis, Document, FilePosition, RangeInfo};

/// What the name at the cursor stands for.
pub(crate) fn hover(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<String>> {
    let meant = meant_at(analysis, at)?;
    let mut words = Vec::new();
    for (source, it) in &meant.substitutions {
        let machine = &source.placed.facts.name;
        words.push(match source.value(it) {
            Some(value) => format!(
                "`${{{}}}` stands for `{}`, says the template of `{machine}`",
                it.name,
                value.trim()
            ),
            None => format!(
                "`${{{}}}` has no value in the template of `{machine}`",
                it.name
            ),
        });
    }
    for (_, document, target) in meant.targets() {
        words.extend(resource(document, &target));
    }
    (!words.is_empty()).then(|| RangeInfo {
        range: meant.range,
        info: words.join("\n\n"),
    })
}

/// What kind of thing a resource or parameter is.
fn resource(document: &Document, target: &Target) -> Option<String> {
    let host = document.host()?;
    let name = &target.name;
    let Some(placed) = host.resource(name) else {
        if let Some(handler) = functions::serverless_handler(document, name) {
            return Some(format!(
                "`{name}` is a function with the handler `{handler}`"
            ));
        }
        if let Some(value) = self_reference(document.parse(), name) {
            return Some(format!("`${{{name}}}` stands for `{value}`"));
        }
        return host
            .has_parameter(name)
            .then(|| format!("`{name}` is a parameter of the template"));
    };
    let kind = placed.facts.kind.as_deref()?;
    let handler = placed.facts.property(HANDLER);
    let handler = handler.map_or_else(String::new, |it| format!(" with the handler `{it}`"));
    Some(format!("`{name}` is an `{kind}`{handler}"))
}
