//! The table: drafts as bytes.

use std::collections::BTreeMap;

use asl_catalog::table::{DICTIONARY_LIMIT, MAGIC, OPTIMIZED, UNDOCUMENTED, flag};
use asl_catalog::Kind;

use super::drafts::{Body, Bound, ServiceDraft, ShapeDraft};
use super::encode::{Sorted, Writer, pack};

/// The frames of a service, not yet packed.
struct Frames {
    actions: Vec<u8>,
    shapes: Vec<u8>,
}

/// The whole table.
pub(crate) fn table(services: &[ServiceDraft], retired: &BTreeMap<String, String>) -> Vec<u8> {
    let frames: Vec<_> = services.iter().map(frames).collect();
    let for_actions = dictionary(services.iter().map(action_words));
    let for_shapes = dictionary(services.iter().map(shape_words));
    let mut writer = Writer::default();
    writer.bytes.extend(MAGIC);
    for dictionary in [&for_actions, &for_shapes] {
        writer.number(dictionary.len());
        writer.bytes.extend(dictionary);
    }
    let mut packed = Vec::new();
    writer.number(services.len());
    for (service, frames) in services.iter().zip(&frames) {
        entry(&mut writer, service);
        for (dictionary, frame) in [
            (&for_actions, &frames.actions),
            (&for_shapes, &frames.shapes),
        ] {
            let bytes = pack(dictionary, frame);
            writer.number(bytes.len());
            writer.number(frame.len());
            packed.extend(bytes);
        }
    }
    writer.number(retired.len());
    for (name, since) in retired {
        writer.text(name);
        writer.text(since);
    }
    writer.bytes.extend(packed);
    writer.bytes
}

fn entry(writer: &mut Writer, service: &ServiceDraft) {
    let flags = [
        (service.is_optimized, OPTIMIZED),
        (!service.is_documented, UNDOCUMENTED),
    ];
    let set = flags.into_iter().filter(|(is_set, _)| *is_set);
    writer.number(set.map(|(_, flag)| flag).sum::<u32>());
    for text in [&service.name, &service.prefix, &service.title, &service.api] {
        writer.text(text);
    }
    writer.number(service.actions.len());
}

fn frames(service: &ServiceDraft) -> Frames {
    Frames {
        actions: actions(service),
        shapes: shapes(&service.shapes.rows),
    }
}

fn actions(service: &ServiceDraft) -> Vec<u8> {
    let actions = &service.actions;
    let errors = Sorted::of(actions.iter().flat_map(|it| &it.errors).map(String::as_str));
    let words = Sorted::of(actions.iter().flat_map(words));
    let mut writer = Writer::default();
    writer.strings(actions.iter().map(|it| &*it.name));
    writer.strings(errors.iter());
    writer.strings(words.iter());
    writer.column(actions.iter().map(|it| it.flags));
    writer.optional(actions.iter().map(|it| it.request));
    writer.optional(actions.iter().map(|it| it.response));
    writer.optional(actions.iter().map(|it| it.sync_result));
    writer.optional(actions.iter().map(|it| it.sync2_result));
    let word = |it: &Option<String>| it.as_ref().map(|it| words.id(it));
    writer.optional(actions.iter().map(|it| word(&it.operation)));
    writer.optional(actions.iter().map(|it| word(&it.more_pages)));
    let lists = |list: &dyn Fn(&super::drafts::ActionDraft) -> Vec<u32>| {
        actions.iter().map(list).collect::<Vec<_>>()
    };
    writer.lists(&lists(&|it| it.errors.iter().map(|it| errors.id(it)).collect()));
    writer.lists(&lists(&|it| {
        it.successes.iter().map(|(path, _)| words.id(path)).collect()
    }));
    writer.lists(&lists(&|it| {
        it.successes.iter().map(|(_, value)| words.id(value)).collect()
    }));
    writer.lists(&lists(&|it| {
        it.page_tokens.iter().map(|it| words.id(it)).collect()
    }));
    writer.bytes
}

/// All texts of an action that are neither its name nor an error.
fn words(action: &super::drafts::ActionDraft) -> Vec<&str> {
    let successes = action.successes.iter();
    let pairs = successes.flat_map(|(path, value)| [&**path, &**value]);
    let more = action.more_pages.as_deref();
    let tokens = action.page_tokens.iter().map(String::as_str);
    pairs
        .chain(more)
        .chain(action.operation.as_deref())
        .chain(tokens)
        .collect()
}

fn shapes(rows: &[ShapeDraft]) -> Vec<u8> {
    let names = Sorted::of(rows.iter().flat_map(names_of));
    let mut bounds: Vec<Bound> = rows.iter().flat_map(|it| [it.min, it.max]).flatten().collect();
    bounds.sort_unstable();
    bounds.dedup();
    let mut writer = Writer::default();
    writer.strings(names.iter());
    writer.strings(rows.iter().flat_map(values_of));
    writer.number(bounds.len());
    for bound in &bounds {
        writer.number(bound.decimals);
        writer.signed(bound.mantissa);
    }
    writer.number(rows.len());
    writer.column(rows.iter().map(head));
    let bound_id = |it: Bound| bounds.binary_search(&it).unwrap_or_default();
    for row in rows {
        if let Some(name) = &row.name {
            writer.number(names.id(name));
        }
        match &row.body {
            Body::Members(members) => writer.number(members.len()),
            Body::Element(element) => writer.number(*element),
            Body::Entries(key, value) => writer.column([*key, *value]),
            Body::Values(values) => writer.number(values.len()),
            Body::Nothing => {}
        }
        for bound in [row.min, row.max].into_iter().flatten() {
            writer.number(bound_id(bound));
        }
    }
    let members = || {
        rows.iter().flat_map(|it| match &it.body {
            Body::Members(members) => &members[..],
            _ => &[],
        })
    };
    writer.column(members().map(|it| names.id(&it.name)));
    writer.column(members().map(|it| it.shape << flag::SHIFT | it.flags));
    writer.bytes
}

fn head(row: &ShapeDraft) -> u32 {
    let kind = Kind::ALL.iter().position(|it| *it == row.kind);
    let flags = [
        (row.name.is_some(), flag::NAMED),
        (matches!(row.body, Body::Values(_)), flag::VALUES),
        (row.min.is_some(), flag::MIN),
        (row.max.is_some(), flag::MAX),
    ];
    let set = flags.into_iter().filter(|(is_set, _)| *is_set);
    kind.unwrap_or_default() as u32 | set.map(|(_, flag)| flag).sum::<u32>()
}

fn names_of(row: &ShapeDraft) -> impl Iterator<Item = &str> {
    let members = match &row.body {
        Body::Members(members) => &members[..],
        _ => &[],
    };
    let members = members.iter().map(|it| &*it.name);
    members.chain(row.name.as_deref())
}

fn values_of(row: &ShapeDraft) -> impl Iterator<Item = &str> {
    let values = match &row.body {
        Body::Values(values) => &values[..],
        _ => &[],
    };
    values.iter().map(String::as_str)
}

fn action_words(service: &ServiceDraft) -> Vec<&str> {
    let names = service.actions.iter().map(|it| &*it.name);
    let errors = service.actions.iter().flat_map(|it| &it.errors);
    // A service's errors differ in their prefix alone.
    let errors = errors.filter_map(|it| it.split_once('.')).map(|(_, it)| it);
    names.chain(errors).collect()
}

fn shape_words(service: &ServiceDraft) -> Vec<&str> {
    let rows = &service.shapes.rows;
    rows.iter()
        .flat_map(|row| names_of(row).chain(values_of(row)))
        .collect()
}

/// What all frames of a kind may point back into: the texts that most services share, those in
/// the order of the alphabet that save the most.
fn dictionary<'s>(services: impl Iterator<Item = Vec<&'s str>>) -> Vec<u8> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for mut words in services {
        words.sort_unstable();
        words.dedup();
        for word in words {
            *uses.entry(word).or_default() += 1;
        }
    }
    let mut worth: Vec<_> = uses
        .into_iter()
        .filter(|(word, uses)| *uses > 2 && word.len() > 3)
        .map(|(word, uses)| ((word.len() - 2) * (uses - 1), word))
        .collect();
    worth.sort_unstable_by(|one, other| other.cmp(one));
    let mut length = 0;
    worth.retain(|(_, word)| {
        length += word.len();
        length <= DICTIONARY_LIMIT
    });
    let mut chosen: Vec<_> = worth.into_iter().map(|(_, word)| word).collect();
    chosen.sort_unstable();
    chosen.concat().into_bytes()
}
