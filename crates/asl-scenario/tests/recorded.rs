//! Executions recorded from AWS, where they lie beside the repository: how many come out exactly.
//!
//! An extra, not a proof: without the recordings, or without Python for the tool that grades, it
//! says so and passes.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "the recordings are files, the grader is a program, and a test may panic"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use asl_interp::{Machine, RunOptions};
use asl_scenario::mock::MockConfig;
use asl_testing::outside::shared;
use serde_json::{Value, json};

/// Families and the share of their cases that must come out exactly.
const GOALS: &[(&str, f64)] = &[
    ("activities", 1.0),
    ("arguments", 1.0),
    ("assign", 0.9),
    ("base", 1.0),
    ("callback", 1.0),
    ("choice_operators", 1.0),
    ("context_object", 1.0),
    ("credentials", 1.0),
    ("error_handling", 1.0),
    ("evaluate_jsonata", 1.0),
    ("intrinsic_functions", 1.0),
    ("local_mocking", 1.0),
    ("map_distributed", 1.0),
    ("map_inline", 1.0),
    ("outputdecl", 1.0),
    ("query_language", 1.0),
    ("scenarios", 1.0),
    ("services", 1.0),
    ("states_variables", 1.0),
    ("timeouts", 1.0),
];

/// Grades `FOLDER<tab>ACTUAL` lines with the recordings' own tool.
const GRADER: &str = "
import importlib.util, json, pathlib, sys
spec = importlib.util.spec_from_file_location('tool', sys.argv[1])
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)
for line in open(sys.argv[2]):
    folder, actual = line.rstrip('\\n').split('\\t')
    expected = json.loads((pathlib.Path(folder) / 'expected.json').read_text())
    actual = json.loads(pathlib.Path(actual).read_text())
    print(tool.grade(tool.compare(expected, actual.get('events'), actual)) + '\\t' + folder)
";

fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

/// What the simulator makes of a case; nothing for one that cannot be read.
fn simulate(folder: &Path) -> Option<Value> {
    let text = fs::read_to_string(folder.join("definition.asl.json")).ok()?;
    let definition = serde_json::from_str(&text).ok()?;
    let machine = match Machine::compile(&definition) {
        Ok(machine) => machine,
        Err(errors) => {
            return Some(json!({ "status": "NOT COMPILED", "error": errors[0].to_string() }));
        }
    };
    let mocks = MockConfig::parse(&read(&folder.join("mock.json"))?).ok()?;
    let mut worker = mocks.worker(None, Some("run")).ok()?;
    let input = read(&folder.join("input.json"))?;
    let execution = asl_interp::run(&machine, input, &mut worker, &RunOptions::default());
    Some(execution.to_json())
}

fn cases(family: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(family).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

/// `FOLDER<tab>ACTUAL` for every case that can be graded.
fn simulate_all(recorded: &Path, scratch: &Path) -> String {
    let mut list = String::new();
    for (family, _) in GOALS {
        for folder in cases(&recorded.join(family)) {
            let Some(actual) = simulate(&folder) else {
                continue;
            };
            let file = scratch.join(format!("{}.json", list.lines().count()));
            fs::write(&file, actual.to_string()).expect("the scratch folder is writable");
            writeln!(list, "{}\t{}", folder.display(), file.display()).expect("text grows");
        }
    }
    list
}

#[test]
fn recorded_families_reach_their_goals() {
    let found = (shared("tools/compare_case.py"), shared("cases/recorded"));
    let (Some(tool), Some(recorded)) = found else {
        return;
    };
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded");
    fs::create_dir_all(&scratch).expect("the scratch folder can be made");
    let list = scratch.join("list.tsv");
    fs::write(&list, simulate_all(&recorded, &scratch)).expect("the scratch folder is writable");
    let graded = Command::new("python3")
        .arg("-c")
        .arg(GRADER)
        .arg(&tool)
        .arg(&list)
        .output();
    let Ok(graded) = graded else {
        eprintln!("note: python3 is missing; nothing was compared");
        return;
    };
    assert_goals(&String::from_utf8_lossy(&graded.stdout));
}

fn assert_goals(graded: &str) {
    let mut exact: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
    for line in graded.lines() {
        let (grade, folder) = line.split_once('\t').expect("grade and folder");
        let family = Path::new(folder).parent().and_then(Path::file_name);
        let family = family.and_then(|name| name.to_str()).expect("a family");
        exact.entry(family).or_default().push(grade == "exact");
        if grade != "exact" {
            eprintln!("{line}");
        }
    }
    for (family, goal) in GOALS {
        let cases = &exact[family];
        let reached = cases.iter().filter(|exact| **exact).count();
        eprintln!("{family}: {reached} of {} exact", cases.len());
        #[expect(clippy::cast_precision_loss, reason = "a few hundred cases")]
        let share = reached as f64 / cases.len() as f64;
        assert!(share >= *goal, "{family}: {share} is below {goal}");
    }
}
