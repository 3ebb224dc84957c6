//! The test cases and example inputs in the files that go with a definition.

use std::path::{Path, PathBuf};

use asl_check::Companion;
use serde_json::Value;

use crate::snapshot::Snapshot;

/// A test case of a mock file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Case {
    /// Its name.
    pub(crate) name: String,
    /// The state machine of the mock file that it belongs to.
    pub(crate) state_machine: String,
    /// The whole mock file.
    pub(crate) mocks: Value,
}

/// The test cases of the mock files, in the files' order. Reads the disk.
pub(crate) fn cases(snapshot: &Snapshot) -> Vec<Case> {
    let files = of_kind(snapshot, Companion::Mocks).into_iter();
    let mocks = files.filter_map(|it| read(&it));
    mocks.flat_map(|it| in_file(&it)).collect()
}

fn in_file(mocks: &Value) -> Vec<Case> {
    let machines = mocks.get("StateMachines").and_then(Value::as_object);
    let machines = machines.into_iter().flatten();
    let named = machines.flat_map(|(machine, it)| {
        let cases = it.get("TestCases").and_then(Value::as_object);
        let names = cases.into_iter().flat_map(serde_json::Map::keys);
        names.map(|case| (machine.clone(), case.clone()))
    });
    let case = |(state_machine, name)| Case {
        name,
        state_machine,
        mocks: mocks.clone(),
    };
    named.map(case).collect()
}

/// The example input for a test case, `order.Refused.input.json`; without such a file the one for all,
/// `order.input.json`. Reads the disk.
pub(crate) fn input(snapshot: &Snapshot, case: Option<&str>) -> Option<Value> {
    let stem = crate::reports::stem(snapshot.uri());
    let files = of_kind(snapshot, Companion::Input);
    find_input(&files, &stem, case, read)
}

/// Where that example input is; one that cannot be read is none. Reads the disk.
pub(crate) fn input_file(snapshot: &Snapshot, case: Option<&str>) -> Option<PathBuf> {
    let stem = crate::reports::stem(snapshot.uri());
    let files = of_kind(snapshot, Companion::Input);
    find_input(&files, &stem, case, |it| read(it).map(|_| it.to_owned()))
}

/// The first of all example inputs, also of those that only the project names. Reads folders.
pub(crate) fn any_input(snapshot: &Snapshot) -> Option<PathBuf> {
    of_kind(snapshot, Companion::Input).into_iter().next()
}

fn find_input<T>(
    files: &[PathBuf],
    stem: &str,
    case: Option<&str>,
    take: impl Fn(&Path) -> Option<T>,
) -> Option<T> {
    let named = |wanted: &str| {
        let is = |it: &&PathBuf| it.file_stem().is_some_and(|it| it == wanted);
        files.iter().find(is).and_then(|it| take(it))
    };
    let own = case.and_then(|it| named(&format!("{stem}.{it}.input")));
    own.or_else(|| named(&format!("{stem}.input")))
}

fn of_kind(snapshot: &Snapshot, kind: Companion) -> Vec<PathBuf> {
    let companions = snapshot.companions().into_iter();
    companions
        .filter(|it| it.1 == kind)
        .map(|it| it.0)
        .collect()
}

/// A JSON file; one that cannot be read is none.
pub(crate) fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()
}
