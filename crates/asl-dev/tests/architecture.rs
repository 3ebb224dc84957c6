//! The layers hold: every dependency between our crates is one of the allowed arrows, and the
//! libraries that only one crate may know stay with it.

#![expect(clippy::expect_used, reason = "a test that cannot begin has failed")]

use std::process::Command;

use serde_json::Value;

/// Who may depend on whom in the product; an arrow that is not here does not exist.
const ARROWS: &[(&str, &[&str])] = &[
    ("asl-text", &[]),
    ("asl-lang", &[]),
    ("asl-syntax", &["asl-text"]),
    ("asl-path", &["asl-lang"]),
    ("asl-jsonata", &["asl-lang"]),
    (
        "asl-model",
        &["asl-text", "asl-lang", "asl-syntax", "asl-path"],
    ),
    (
        "asl-check",
        &[
            "asl-text",
            "asl-lang",
            "asl-syntax",
            "asl-path",
            "asl-model",
        ],
    ),
    ("asl-interp", &["asl-lang", "asl-path", "asl-jsonata"]),
    ("asl-scenario", &["asl-lang", "asl-interp"]),
    ("asl-ide", BELOW_IDE),
    ("asl-server", BELOW_SERVER),
    ("asl-language-server", BELOW_BINARY),
];

const BELOW_IDE: &[&str] = &[
    "asl-text",
    "asl-lang",
    "asl-syntax",
    "asl-path",
    "asl-model",
    "asl-check",
    "asl-interp",
    "asl-scenario",
];

const BELOW_SERVER: &[&str] = &[
    "asl-text",
    "asl-lang",
    "asl-syntax",
    "asl-path",
    "asl-model",
    "asl-check",
    "asl-interp",
    "asl-scenario",
    "asl-ide",
];

const BELOW_BINARY: &[&str] = &[
    "asl-text",
    "asl-lang",
    "asl-syntax",
    "asl-path",
    "asl-model",
    "asl-check",
    "asl-interp",
    "asl-scenario",
    "asl-ide",
    "asl-server",
];

/// Development only: no crate of the product may depend on them except in its tests.
const DEVELOPMENT: &[&str] = &["asl-testing", "asl-dev", "asl-tests"];

/// Libraries that one crate knows for all.
const KEPT: &[(&str, &str)] = &[
    ("tower-lsp", "asl-server"),
    ("tower", "asl-server"),
    ("tokio", "asl-server"),
    ("dashmap", "asl-server"),
    ("futures", "asl-server"),
    ("lsp-types", "asl-server"),
    ("jsonpath-rust", "asl-path"),
    ("jlens-core", "asl-jsonata"),
    ("ropey", "asl-text"),
    ("clap", "asl-language-server"),
    ("annotate-snippets", "asl-language-server"),
    ("ignore", "asl-language-server"),
];

/// One crate: its name, and what its product code depends on.
struct Package {
    name: String,
    dependencies: Vec<String>,
}

fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages.iter().map(package).collect()
}

fn package(package: &Value) -> Package {
    let dependencies = package["dependencies"].as_array().expect("dependencies");
    // Dependencies of tests (kind "dev") may point anywhere: they are not part of the product.
    let normal = dependencies.iter().filter(|it| it["kind"] != "dev");
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    Package {
        name: name(package),
        dependencies: normal.map(name).collect(),
    }
}

fn allowed(name: &str) -> Option<&'static [&'static str]> {
    ARROWS
        .iter()
        .find(|(from, _)| *from == name)
        .map(|(_, to)| *to)
}

#[test]
fn every_crate_is_on_a_layer() {
    for package in packages() {
        let known = allowed(&package.name).is_some() || DEVELOPMENT.contains(&&*package.name);
        assert!(
            known,
            "{} is on no layer: add it to the arrows",
            package.name
        );
    }
}

#[test]
fn dependencies_go_downward_only() {
    for package in packages() {
        let Some(allowed) = allowed(&package.name) else {
            continue;
        };
        for dependency in package
            .dependencies
            .iter()
            .filter(|it| it.starts_with("asl-"))
        {
            assert!(
                allowed.contains(&&**dependency),
                "{} must not depend on {dependency}",
                package.name
            );
        }
    }
}

#[test]
fn libraries_stay_with_the_crate_that_knows_them() {
    for package in packages()
        .iter()
        .filter(|it| !DEVELOPMENT.contains(&&*it.name))
    {
        for (library, owner) in KEPT {
            let depends = package.dependencies.iter().any(|it| it == library);
            assert!(
                !depends || package.name == *owner,
                "{} must not know {library}",
                package.name
            );
        }
    }
}

#[test]
fn the_arrows_have_no_cycle() {
    for (at, (name, below)) in ARROWS.iter().enumerate() {
        for dependency in *below {
            let place = ARROWS.iter().position(|(from, _)| from == dependency);
            assert!(
                place.is_some_and(|place| place < at),
                "{name} -> {dependency}"
            );
        }
    }
}
