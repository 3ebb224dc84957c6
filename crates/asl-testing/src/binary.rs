//! The `asl` program for whole-product tests: built once, by the profile that the tests themselves have.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

/// The `asl` program beside the running test, built first when it is absent or older than the sources.
///
/// `ASL_BINARY` names another one, which is taken as it is.
///
/// # Panics
/// When it cannot be built.
pub fn asl() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| match std::env::var_os("ASL_BINARY") {
        Some(named) => PathBuf::from(named),
        None => build_if_stale(&profile_folder()),
    })
}

/// The repository's root.
pub fn repository() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.ancestors().nth(2);
        root.expect("crates/asl-testing lies two folders below the root")
            .to_owned()
    })
}

/// `target/PROFILE`, where the test's own executable lies in `deps`.
fn profile_folder() -> PathBuf {
    let test = std::env::current_exe().expect("the test knows its own path");
    let folder = test.ancestors().nth(2).expect("target/PROFILE/deps/TEST");
    folder.to_owned()
}

fn build_if_stale(profile: &Path) -> PathBuf {
    let binary = profile.join(format!("asl{}", std::env::consts::EXE_SUFFIX));
    // Cargo leaves the program as it is when a change does not touch it, so a stamp says when it was asked last.
    let stamp = profile.join(".asl-built-for-tests");
    let built = modified(&binary).map(|it| it.max(modified(&stamp).unwrap_or(it)));
    if built.is_none() || newest_source(repository()) > built {
        let started = SystemTime::now();
        build(profile);
        let stamp = File::create(&stamp).expect("the target folder can be written");
        stamp
            .set_modified(started)
            .expect("a file's time can be set");
    }
    assert!(binary.exists(), "cargo did not build {}", binary.display());
    binary
}

fn build(profile: &Path) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let name = profile.file_name().and_then(|it| it.to_str());
    let name = match name {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let status = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--package",
            "asl-language-server",
            "--profile",
            name,
        ])
        .arg("--target-dir")
        .arg(
            profile
                .parent()
                .expect("a profile lies in the target folder"),
        )
        .current_dir(repository())
        .status()
        .expect("cargo can be started");
    assert!(status.success(), "the asl program does not build");
}

/// When the latest of the files that the program is made from was changed.
fn newest_source(root: &Path) -> Option<SystemTime> {
    let mut newest = modified(&root.join("Cargo.lock")).max(modified(&root.join("Cargo.toml")));
    let mut folders = vec![root.join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.extend(Some(path).filter(|it| !is_apart(it)));
            } else {
                newest = newest.max(modified(&path));
            }
        }
    }
    newest
}

/// Folders that the program is not made from.
fn is_apart(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|it| it.to_str());
    matches!(name, Some("tests" | "benches" | "asl-dev" | "asl-testing"))
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|it| it.modified()).ok()
}
