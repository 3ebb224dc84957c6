//! A damaged table gives a catalogue that knows less, never a panic.

use asl_catalog::table::{Actions, FIRST_SHAPE, Shapes, unpack};
use asl_catalog::{Catalog, Service, Shape};
use proptest::prelude::*;

static TABLE: &[u8] = include_bytes!("../data/catalog.bin");

/// Asks a service everything.
fn ask(service: &Service) {
    for action in service.actions() {
        let _ = (action.name(), action.link(), action.more_pages());
        let _ = (action.errors().count(), action.successes().count());
        for shape in [action.request(), action.response()].into_iter().flatten() {
            look(shape, 3);
        }
    }
}

fn look(shape: Shape<'_>, depth: usize) {
    let _ = (
        shape.describe(),
        shape.values().count(),
        shape.min(),
        shape.max(),
    );
    let parts = [shape.element(), shape.key(), shape.value()];
    let members = shape.members().map(|member| member.shape);
    if depth > 0 {
        parts
            .into_iter()
            .flatten()
            .chain(members)
            .for_each(|part| look(part, depth - 1));
    }
}

#[test]
fn a_table_cut_short_knows_nothing_or_less() {
    let heads = (0..64).chain((64..100_000).step_by(997));
    for end in heads.chain([TABLE.len() - 1]) {
        let catalog = Catalog::read(&TABLE[..end]);
        assert!(catalog.services().is_empty(), "{end}");
    }
    assert!(!Catalog::read(TABLE).services().is_empty());
}

#[test]
fn other_bytes_are_no_table() {
    for table in [
        &b""[..],
        b"ASLC",
        b"ASLC\x02",
        b"ASLC\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff",
    ] {
        assert!(Catalog::read(table).services().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever bytes change, anywhere behind the head.
    #[test]
    fn changed_bytes_never_panic(
        changes in prop::collection::vec((0..TABLE.len(), any::<u8>()), 1..40),
        services in prop::collection::vec(0..400_usize, 4),
    ) {
        let mut bytes = TABLE.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        let catalog = Catalog::read(bytes.leak());
        for at in services {
            catalog.services().get(at).into_iter().for_each(ask);
        }
    }
}

proptest! {
    /// Frames that unpack well and still make no sense.
    #[test]
    fn any_bytes_as_frames_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = unpack(&[], &bytes, 1000);
        if let Some(actions) = Actions::read(&bytes) {
            prop_assert!(actions.rows.len() <= bytes.len());
        }
        if let Some(shapes) = Shapes::read(&bytes) {
            prop_assert!(shapes.rows.len() >= FIRST_SHAPE as usize);
        }
    }
}
