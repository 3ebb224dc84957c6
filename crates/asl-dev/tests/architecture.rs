//! The layers hold: every dependency between our crates is one of the allowed arrows, and the
//! libraries that only one crate may know stay with it.

#![expect(clippy::expect_used, reason = "a test that cannot begin has failed")]

use std::process::Command;

use serde_json::Value;

/// What a crate of the product may depend on.
enum Below {
    /// These crates alone.
    Only(&'static [&'static str]),
    /// Every crate on a layer below its own.
    All,
}

use Below::{All, Only};

/// The product's crates from the bottom to the top; an arrow that is not here does not exist.
const ARROWS: &[(&str, Below)] = &[
    ("asl-text", Only(&[])),
    ("asl-lang", Only(&[])),
    ("asl-syntax", Only(&["asl-text"])),
    ("asl-path", Only(&["asl-lang"])),
    ("asl-jsonata", Only(&["asl-lang"])),
    ("asl-catalog", Only(&["asl-lang"])),
    (
        "asl-model",
        Only(&[
            "asl-text",
            "asl-lang",
            "asl-syntax",
            "asl-path",
            "asl-jsonata",
            "asl-catalog",
        ]),
    ),
    (
        "asl-check",
        Only(&[
            "asl-text",
            "asl-lang",
            "asl-syntax",
            "asl-path",
            "asl-jsonata",
            "asl-catalog",
            "asl-model",
        ]),
    ),
    ("asl-interp", Only(&["asl-lang", "asl-path", "asl-jsonata"])),
    (
        "asl-scenario",
        Only(&["asl-lang", "asl-catalog", "asl-interp"]),
    ),
    ("asl-ide", All),
    ("asl-server", All),
    ("asl-language-server", All),
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
    ("ctrlc", "asl-language-server"),
    ("terminal_size", "asl-language-server"),
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

fn allowed(name: &str) -> Option<Vec<&'static str>> {
    let at = ARROWS.iter().position(|(from, _)| *from == name)?;
    Some(match &ARROWS[at].1 {
        Only(below) => below.to_vec(),
        All => ARROWS[..at].iter().map(|(below, _)| *below).collect(),
    })
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
fn the_arrows_point_downward() {
    for (at, (name, _)) in ARROWS.iter().enumerate() {
        for dependency in allowed(name).into_iter().flatten() {
            let place = ARROWS.iter().position(|(from, _)| *from == dependency);
            assert!(
                place.is_some_and(|place| place < at),
                "{name} -> {dependency}"
            );
        }
    }
}
