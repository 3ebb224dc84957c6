//! Definitions to be typed.

use asl_ide::Format;
use asl_testing::binary::repository;
use asl_testing::outside;

/// One of the definitions that the project's tests use.
pub(crate) fn own(name: &str) -> String {
    let path = repository().join("tests/corpus").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// All of them that are whole, by name.
pub(crate) fn all() -> Vec<(String, String, Format)> {
    let files = outside::files(
        &repository().join("tests/corpus"),
        &[".asl.json", ".asl.yaml"],
    );
    let named = files.into_iter().map(|(path, text)| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let format = if name.ends_with("json") {
            Format::Json
        } else {
            Format::Yaml
        };
        (name, text, format)
    });
    named.filter(|it| !it.0.contains("broken")).collect()
}
