//! The table: drafts as bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use asl_catalog::Kind;
use asl_catalog::table::{DICTIONARY_LIMIT, FIRST_SHAPE, MAGIC, OPTIMIZED, UNDOCUMENTED, flag};

use super::drafts::{ActionDraft, Body, Bound, ServiceDraft, ShapeDraft};
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
    let mut numbering = Numbering::new(&service.shapes.rows);
    let actions = actions(service, &mut numbering);
    let shapes = shapes(&service.shapes.rows, numbering);
    Frames { actions, shapes }
}

fn actions(service: &ServiceDraft, numbering: &mut Numbering<'_>) -> Vec<u8> {
    let actions = &service.actions;
    let errors = Sorted::of(actions.iter().flat_map(|it| &it.errors).map(String::as_str));
    let words = Sorted::of(actions.iter().flat_map(words));
    let mut writer = Writer::default();
    writer.strings(actions.iter().map(|it| &*it.name));
    writer.strings(errors.iter());
    writer.strings(words.iter());
    writer.column(actions.iter().map(|it| it.flags));
    for references in action_shapes(actions, numbering) {
        writer.column(references);
    }
    let word = |it: &Option<String>| it.as_ref().map(|it| words.id(it));
    writer.optional(actions.iter().map(|it| word(&it.operation)));
    writer.optional(actions.iter().map(|it| word(&it.more_pages)));
    let lists =
        |list: &dyn Fn(&ActionDraft) -> Vec<u32>| actions.iter().map(list).collect::<Vec<_>>();
    writer.lists(&lists(&|it| {
        it.errors.iter().map(|it| errors.id(it)).collect()
    }));
    writer.lists(&lists(&|it| {
        it.successes
            .iter()
            .map(|(path, _)| words.id(path))
            .collect()
    }));
    writer.lists(&lists(&|it| {
        it.successes
            .iter()
            .map(|(_, value)| words.id(value))
            .collect()
    }));
    writer.lists(&lists(&|it| {
        it.page_tokens.iter().map(|it| words.id(it)).collect()
    }));
    writer.bytes
}

/// The columns of requests, responses and results: 0 for none, or a reference and one.
fn action_shapes(actions: &[ActionDraft], numbering: &mut Numbering<'_>) -> [Vec<u32>; 4] {
    let mut columns: [Vec<u32>; 4] = Default::default();
    for action in actions {
        let shapes = [
            action.request,
            action.response,
            action.sync_result,
            action.sync2_result,
        ];
        for (column, shape) in columns.iter_mut().zip(shapes) {
            column.push(shape.map_or(0, |shape| numbering.refer(shape) + 1));
        }
    }
    columns
}

/// All texts of an action that are neither its name nor an error.
fn words(action: &ActionDraft) -> Vec<&str> {
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

/// Shapes in the order in which something first leads to them, so that most references are 0.
struct Numbering<'d> {
    drafts: &'d [ShapeDraft],
    /// Places in `order` by numbers of drafts.
    places: HashMap<u32, u32>,
    order: Vec<u32>,
}

impl<'d> Numbering<'d> {
    fn new(drafts: &'d [ShapeDraft]) -> Self {
        Self {
            drafts,
            places: HashMap::new(),
            order: Vec::new(),
        }
    }

    /// How the table refers to a draft: 0 the first time, then its number and one.
    fn refer(&mut self, draft: u32) -> u32 {
        if let Some(kind) = plain_kind(&self.drafts[draft as usize]) {
            return kind + 1;
        }
        if let Some(place) = self.places.get(&draft) {
            return FIRST_SHAPE + place + 1;
        }
        self.places.insert(draft, self.order.len() as u32);
        self.order.push(draft);
        0
    }
}

/// The number of a shape that is nothing but its kind.
fn plain_kind(shape: &ShapeDraft) -> Option<u32> {
    let is_plain = *shape == ShapeDraft::plain(shape.kind);
    is_plain.then(|| kind_number(shape.kind))
}

fn kind_number(kind: Kind) -> u32 {
    let at = Kind::ALL.iter().position(|it| *it == kind);
    at.unwrap_or_default() as u32
}

/// The columns of a frame of shapes.
#[derive(Default)]
struct Columns<'d> {
    heads: Vec<u32>,
    counts: Vec<u32>,
    parts: Vec<u32>,
    bounds: Vec<u32>,
    member_names: Vec<u32>,
    member_shapes: Vec<u32>,
    names: Vec<&'d str>,
    /// Names of members by their first uses.
    known: HashMap<&'d str, u32>,
    texts: Vec<&'d str>,
    values: Vec<&'d str>,
}

fn shapes(rows: &[ShapeDraft], mut numbering: Numbering<'_>) -> Vec<u8> {
    let referred = numbering.order.len();
    let bounds: BTreeSet<Bound> = rows
        .iter()
        .flat_map(|it| [it.min, it.max])
        .flatten()
        .collect();
    let bounds: Vec<Bound> = bounds.into_iter().collect();
    let mut columns = Columns::default();
    let mut at = 0;
    while let Some(draft) = numbering.order.get(at) {
        columns.push(&rows[*draft as usize], &bounds, &mut numbering);
        at += 1;
    }
    let mut writer = Writer::default();
    writer.number(referred);
    for column in [
        &columns.heads,
        &columns.counts,
        &columns.parts,
        &columns.bounds,
        &columns.member_names,
        &columns.member_shapes,
    ] {
        writer.counted(column);
    }
    writer.number(bounds.len());
    for bound in &bounds {
        writer.number(bound.decimals);
        writer.signed(bound.mantissa);
    }
    for strings in [columns.names, columns.texts, columns.values] {
        writer.strings(strings);
    }
    writer.bytes
}

impl<'d> Columns<'d> {
    fn push(&mut self, row: &'d ShapeDraft, bounds: &[Bound], numbering: &mut Numbering<'_>) {
        self.heads.push(head(row));
        self.names.extend(row.name.as_deref());
        match &row.body {
            Body::Members(members) => {
                self.counts.push(members.len() as u32);
                for member in members {
                    let name = self.member_name(&member.name);
                    self.member_names.push(name);
                    let shape = numbering.refer(member.shape);
                    self.member_shapes.push(shape << flag::SHIFT | member.flags);
                }
            }
            Body::Element(element) => self.parts.push(numbering.refer(*element)),
            Body::Entries(key, value) => {
                self.parts.push(numbering.refer(*key));
                self.parts.push(numbering.refer(*value));
            }
            Body::Values(values) => {
                self.counts.push(values.len() as u32);
                self.values.extend(values.iter().map(String::as_str));
            }
            Body::Nothing => {}
        }
        for bound in [row.min, row.max].into_iter().flatten() {
            let id = bounds.binary_search(&bound).unwrap_or_default();
            self.bounds.push(id as u32);
        }
    }

    /// 0 for a name that is used first, else its number and one.
    fn member_name(&mut self, name: &'d str) -> u32 {
        if let Some(id) = self.known.get(name) {
            return id + 1;
        }
        self.known.insert(name, self.texts.len() as u32);
        self.texts.push(name);
        0
    }
}

fn head(row: &ShapeDraft) -> u32 {
    let flags = [
        (row.name.is_some(), flag::NAMED),
        (matches!(row.body, Body::Values(_)), flag::VALUES),
        (row.min.is_some(), flag::MIN),
        (row.max.is_some(), flag::MAX),
    ];
    let set = flags.into_iter().filter(|(is_set, _)| *is_set);
    kind_number(row.kind) | set.map(|(_, flag)| flag).sum::<u32>()
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
