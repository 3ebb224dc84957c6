//! Several folders in one session, each with settings of its own.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};
use tempfile::TempDir;

const BROKEN: &str = r#"{ "StartAt": "Nowhere", "States": { "NAME": { "Type": "Succeed" } } }"#;

/// A folder with a broken definition, whose state has the folder's name, and perhaps an `asl.toml`.
struct Folder {
    name: &'static str,
    place: TempDir,
}

impl Folder {
    fn new(name: &'static str, level: Option<&str>) -> Self {
        let place = TempDir::new().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(place.path().join(name), text).expect("the file can be written");
        };
        write("order.asl.json", &BROKEN.replace("NAME", name));
        if let Some(level) = level {
            write(
                "asl.toml",
                &format!("[rules]\nmissing-target = \"{level}\"\n"),
            );
        }
        Self { name, place }
    }

    fn item(&self) -> Value {
        json!({ "uri": self.uri(), "name": self.name })
    }

    fn uri(&self) -> String {
        format!("file://{}", self.place.path().display())
    }

    fn definition(&self) -> String {
        format!("{}/order.asl.json", self.uri())
    }
}

fn start(folders: &[&Folder], capabilities: &Value) -> Client {
    let mut client = Client::start_asl();
    let folders: Vec<_> = folders.iter().map(|it| it.item()).collect();
    let answer = client.initialize_with(json!({
        "processId": null,
        "rootUri": null,
        "workspaceFolders": folders,
        "capabilities": capabilities,
    }));
    let offered = &answer["capabilities"]["workspace"]["workspaceFolders"];
    assert_eq!(offered["supported"], true);
    client
}

fn severity(found: &[Value]) -> Option<&Value> {
    let mut found = found.iter();
    found
        .find(|it| it["code"] == "missing-target")
        .map(|it| &it["severity"])
}

/// The names of all states in the workspace.
fn states(client: &mut Client) -> Vec<String> {
    let symbols = client.request("workspace/symbol", json!({ "query": "" }));
    let symbols = symbols.as_array().expect("symbols").iter();
    symbols
        .map(|it| it["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn each_folder_has_its_own_settings() {
    let (shop, stock) = (
        Folder::new("Shop", Some("warning")),
        Folder::new("Stock", Some("hint")),
    );
    let plain = Folder::new("Plain", None);
    let mut client = start(&[&shop, &stock, &plain], &json!({}));
    for (folder, wanted) in [(&shop, 2), (&stock, 4), (&plain, 1)] {
        let text = BROKEN.replace("NAME", folder.name);
        client.open(&folder.definition(), "asl", &text);
        client.diagnostics(&folder.definition(), |it| {
            severity(it) == Some(&json!(wanted))
        });
    }

    // A change in one folder is none in the others.
    let settings = shop.place.path().join("asl.toml");
    std::fs::write(settings, "[rules]\nflow = \"off\"\n").expect("the file can be written");
    let changed = json!({ "changes": [{ "uri": format!("{}/asl.toml", shop.uri()), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changed);
    client.diagnostics(&shop.definition(), |it| severity(it).is_none());
    // What did not change is not sent again; so the text is changed, and checked with its own settings.
    let text = BROKEN.replace("NAME", "Store");
    client.change(&stock.definition(), 2, &json!([{ "text": text }]));
    client.diagnostics(&stock.definition(), |it| severity(it) == Some(&json!(4)));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn each_folder_has_its_own_settings_for_files_that_are_not_open() {
    let (shop, stock) = (
        Folder::new("Shop", Some("warning")),
        Folder::new("Stock", Some("hint")),
    );
    let pulls = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = start(&[&shop, &stock], &pulls);
    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    for (folder, wanted) in [(&shop, 2), (&stock, 4)] {
        let items = report["items"].as_array().expect("reports");
        let own = items.iter().find(|it| it["uri"] == folder.definition());
        let own = own.and_then(|it| it["items"].as_array()).expect("a report");
        assert_eq!(severity(own), Some(&json!(wanted)), "{report}");
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn folders_come_and_go() {
    let (shop, stock) = (Folder::new("Shop", None), Folder::new("Stock", None));
    let mut client = start(&[&shop], &json!({}));
    assert_eq!(states(&mut client), ["Shop"]);
    let change = |added: &[Value], removed: &[Value]| json!({ "event": { "added": added, "removed": removed } });
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        change(&[stock.item()], &[]),
    );
    assert_eq!(states(&mut client), ["Shop", "Stock"]);
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        change(&[], &[shop.item()]),
    );
    assert_eq!(states(&mut client), ["Stock"]);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
