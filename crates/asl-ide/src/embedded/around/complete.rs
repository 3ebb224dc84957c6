//! Names for `${…}`: what a template fills in.

use asl_syntax::TextRange;
use asl_text::Edit;

use super::names::{NameAt, name_at};
use super::{Source, is_substituted};
use crate::embedded::Relocate;
use crate::{Analysis, CompletionItem, CompletionKind, FilePosition};

/// Pseudo parameters. CloudFormation User Guide, "Get AWS values using pseudo parameters".
const PSEUDO: [&str; 7] = [
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// The names that may stand at the cursor; `None` where none is being written.
pub(crate) fn completions(analysis: &Analysis, at: FilePosition) -> Option<Vec<CompletionItem>> {
    let document = analysis.document(at.file)?;
    if document.host().is_none() {
        let sources = analysis.sources(at.file);
        if sources.is_empty() {
            return None;
        }
        let name = name_at(document.text(), at.offset)?;
        let names = sources.iter().flat_map(of_source);
        return Some(items(names.collect(), &name));
    }
    let inside = analysis.inside(at).ok()??;
    let source = Source::of_part(at.file, document, inside.way.part)?;
    let name = name_at(inside.way.part.document().text(), inside.at.offset)?;
    let is_substituted = is_substituted(inside.way.part) || is_in_sub(&source, at);
    if !is_substituted && !source.machine.takes_substitutions {
        return None;
    }
    let names = if is_substituted {
        of_template(&source)
    } else {
        of_source(&source)
    };
    let items = items(names, &name).into_iter();
    Some(items.filter_map(|it| it.relocate(&inside.way)).collect())
}

/// Whether the cursor stands in a text that CloudFormation's `Sub` fills in.
fn is_in_sub(source: &Source<'_>, at: FilePosition) -> bool {
    let root = source.document.parse().syntax();
    let start = at.offset.checked_sub(1.into()).unwrap_or_default();
    let before = TextRange::new(start, at.offset).intersect(root.text_range());
    let element = before.map(|it| root.covering_element(it));
    let values = element.into_iter().flat_map(|it| it.ancestors());
    let mut calls = values
        .filter_map(asl_syntax::ast::Value::cast)
        .filter_map(|it| asl_model::host::Intrinsic::of(&it));
    calls.any(|it| it.name == "Sub")
}

/// A name with what stands behind it.
type Named = (String, Option<String>);

fn of_source(source: &Source<'_>) -> Vec<Named> {
    let all = source.machine.substitutions.iter();
    let named = all.map(|it| (it.name.clone(), source.value(it)));
    named.collect()
}

/// Resources with their ARNs, parameters and pseudo parameters.
fn of_template(source: &Source<'_>) -> Vec<Named> {
    let resources = source.host.resources().iter();
    let resources = resources.flat_map(|it| {
        let kind = it.facts.kind.as_deref().map(str::to_owned);
        let name = &it.facts.name;
        [
            (format!("{name}.Arn"), kind.clone()),
            (name.to_string(), kind),
        ]
    });
    let parameters = source.host.parameters();
    let parameters = parameters.map(|it| (it.to_owned(), Some("parameter".to_owned())));
    let pseudo = PSEUDO.iter().map(|it| ((*it).to_owned(), None));
    resources.chain(parameters).chain(pseudo).collect()
}

fn items(mut names: Vec<Named>, at: &NameAt) -> Vec<CompletionItem> {
    names.sort_by(|a, b| a.0.cmp(&b.0));
    names.dedup_by(|a, b| a.0 == b.0);
    let item = |(index, (name, value)): (usize, Named)| CompletionItem {
        edit: Edit {
            range: at.range,
            insert: if at.is_closed {
                name.clone()
            } else {
                format!("{name}}}")
            },
        },
        label: name.clone(),
        kind: CompletionKind::Variable,
        label_detail: None,
        description: None,
        detail: value,
        documentation: None,
        page: None,
        additional: Vec::new(),
        snippet: false,
        sort_text: format!("{index:04}"),
        filter_text: name,
        deprecated: false,
        retrigger: false,
        is_partial: false,
    };
    names.into_iter().enumerate().map(item).collect()
}
