//! From a name of a template to what it means: a substitution, a resource, a file.

use asl_model::host::{Definition, Host, Intrinsic, Substitution, Target, self_entry};
use asl_syntax::ast::{Mapping, Value};
use asl_syntax::{TextRange, TextSize};

use super::names::name_at;
use super::{Source, functions, is_substituted};
use crate::embedded::Part;
use crate::embedded::ask::Inside;
use crate::{Analysis, Document, FileId, FilePosition, NavigationTarget, RangeInfo};

/// A file that something in a document means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedFile {
    /// The document that the paths are relative to.
    pub from: FileId,
    /// Paths; the first one that there is a file at is meant.
    pub paths: Vec<String>,
}

/// The substitution that the name at the cursor means, and the resource that stands behind it.
pub(crate) fn goto_definition(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    let meant = meant_at(analysis, at)?;
    let mut targets = Vec::new();
    for (source, substitution) in &meant.substitutions {
        targets.push(NavigationTarget {
            file: source.file,
            name: substitution.name.clone(),
            full_range: substitution.range + source.placed.offset,
            focus_range: substitution.name_range + source.placed.offset,
        });
    }
    for (file, document, target) in meant.targets() {
        targets.extend(place_of(file, document, &target));
    }
    (!targets.is_empty()).then_some(RangeInfo {
        range: meant.range,
        info: targets,
    })
}

/// The files that the cursor stands on the name of: the definition of a state machine, the code of
/// the Lambda function that a name stands for.
pub fn linked_files(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<Vec<LinkedFile>>> {
    if let Some(file) = definition_file(analysis, at) {
        return Some(file);
    }
    let meant = meant_at(analysis, at)?;
    let files: Vec<_> = meant
        .targets()
        .filter_map(|(from, document, target)| {
            let paths = functions::handler_paths(document, &target.name)?;
            Some(LinkedFile { from, paths })
        })
        .collect();
    (!files.is_empty()).then_some(RangeInfo {
        range: meant.range,
        info: files,
    })
}

fn definition_file(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<Vec<LinkedFile>>> {
    let mut files = analysis.definition_files(at.file).into_iter();
    files.find(|it| it.range.contains_inclusive(at.offset))
}

impl Analysis {
    /// The files that a template names as definitions, where it names them.
    pub fn definition_files(&self, template: FileId) -> Vec<RangeInfo<Vec<LinkedFile>>> {
        let host = self.document(template).and_then(Document::host);
        let machines = host.into_iter().flat_map(Host::machines);
        let files = machines.filter_map(|(placed, machine)| {
            let Some(Definition::File { path, range }) = &machine.definition else {
                return None;
            };
            Some(RangeInfo {
                range: *range + placed.offset,
                info: vec![LinkedFile {
                    from: template,
                    paths: vec![path.clone()],
                }],
            })
        });
        files.collect()
    }
}

/// What the name at a place stands for.
pub(super) struct Meant<'a> {
    pub(super) range: TextRange,
    pub(super) substitutions: Vec<(Source<'a>, &'a Substitution)>,
    direct: Option<(FileId, &'a Document, Target)>,
}

impl<'a> Meant<'a> {
    /// The things of templates that it stands for in the end.
    pub(super) fn targets(&self) -> impl Iterator<Item = (FileId, &'a Document, Target)> {
        let behind = self.substitutions.iter();
        let behind = behind
            .filter_map(|(source, it)| Some((source.file, source.document, it.target.clone()?)));
        let direct = self.direct.clone();
        behind.chain(direct).collect::<Vec<_>>().into_iter()
    }
}

/// What the name at the cursor stands for; its range is one of the cursor's document.
pub(super) fn meant_at(analysis: &Analysis, at: FilePosition) -> Option<Meant<'_>> {
    let document = analysis.document(at.file)?;
    if document.host().is_none() {
        let name = name_at(document.text(), at.offset)?;
        let sources = analysis.sources(at.file).into_iter();
        let substitutions = sources.filter_map(|it| Some((it, it.substitution(&name.name)?)));
        return Some(Meant {
            range: name.range,
            substitutions: substitutions.collect(),
            direct: None,
        });
    }
    if let Some((range, target)) = call_at(document, at.offset) {
        return Some(Meant {
            range,
            substitutions: Vec::new(),
            direct: Some((at.file, document, target)),
        });
    }
    in_part(analysis, at, document)
}

fn in_part<'a>(
    analysis: &'a Analysis,
    at: FilePosition,
    document: &'a Document,
) -> Option<Meant<'a>> {
    let Inside { at: inner, way, .. } = analysis.inside(at).ok()??;
    if is_substituted(way.part) {
        return None;
    }
    let name = name_at(way.part.document().text(), inner.offset)?;
    let source = Source::of_part(at.file, document, way.part)?;
    let range = way.part.to_host_range(name.range);
    if let Some(substitution) = source.substitution(&name.name) {
        return Some(Meant {
            range,
            substitutions: vec![(source, substitution)],
            direct: None,
        });
    }
    self_entry(document.parse(), &name.name)?;
    let target = Target {
        name: name.name,
        attribute: None,
        range,
    };
    Some(Meant {
        range,
        substitutions: Vec::new(),
        direct: Some((at.file, document, target)),
    })
}

/// The `Ref`, `GetAtt` or name in a `Sub` at an offset of a state machine of a template.
pub(super) fn call_at(document: &Document, offset: TextSize) -> Option<(TextRange, Target)> {
    let mut machines = document.host()?.machines();
    machines.find(|(placed, _)| placed.range().contains_inclusive(offset))?;
    let parts = document.parts().iter();
    let mut texts = parts.filter(|it| it.segments().len() == 1 && it.to_part(offset).is_some());
    if let Some(part) = texts.next() {
        return name_in(part, offset).map(|it| (it.range, it));
    }
    let root = document.parse().syntax();
    let behind = TextRange::at(offset, 1.into()).intersect(root.text_range())?;
    let element = root.covering_element(behind);
    for value in element.ancestors().filter_map(Value::cast) {
        let Some(call) = Intrinsic::of(&value) else {
            continue;
        };
        if call.name == "Sub" {
            let holds = |it: &Target| it.range.contains_inclusive(offset);
            let target = call.substituted().into_iter().find(holds)?;
            return Some((target.range, target));
        }
        if let Some(target) = call.target() {
            return Some((value.range(), target));
        }
    }
    None
}

/// The name at an offset of a definition that is one text, which may be large: where a `Sub` fills it in, what the
/// name stands for in the template.
fn name_in(part: &Part, offset: TextSize) -> Option<Target> {
    let definition = part.resource().machine.as_ref()?.definition.as_ref()?;
    let Definition::Text(text) = definition else {
        return None;
    };
    let name = name_at(part.document().text(), part.to_part(offset)?)?;
    let is_own = text.own_names.contains(&name.name);
    let is_name = text.is_substituted && name.is_closed && !name.name.is_empty() && !is_own;
    is_name.then(|| Target::named(&name.name, part.to_host_range(name.range)))
}

/// Where a template has the resource or parameter of that name.
fn place_of(file: FileId, document: &Document, target: &Target) -> Option<NavigationTarget> {
    if let Some(placed) = document.host()?.resource(&target.name) {
        return Some(NavigationTarget {
            file,
            name: target.name.clone(),
            full_range: placed.range(),
            focus_range: placed.facts.name_range + placed.offset,
        });
    }
    let parameter = || {
        let root = document.parse().root().value()?;
        let parameters = root.as_mapping()?.value("Parameters")?;
        Mapping::get(parameters.as_mapping()?, &target.name)
    };
    let entry = parameter()
        .or_else(|| functions::serverless(document, &target.name))
        .or_else(|| self_entry(document.parse(), &target.name))?;
    Some(NavigationTarget {
        file,
        name: target.name.clone(),
        full_range: entry.range(),
        focus_range: entry.key()?.content_range(),
    })
}
