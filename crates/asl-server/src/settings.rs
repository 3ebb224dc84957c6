//! Keeping up with the client's settings. Asking for them is left to tasks: no handler waits for the client.

use std::sync::Arc;

use asl_check::PROJECT_FILE;
use asl_ide::SETTINGS_SECTION;
use serde_json::Value;
use tower_lsp::lsp_types as lsp;

use crate::config::Settings;
use crate::features::pull;
use crate::patience::answer_of;
use crate::projects;
use crate::publisher::Publisher;
use crate::server::Server;
use crate::state::State;
use crate::templates;

/// After `initialized`: reads the settings, and has changes of them reported.
pub(crate) fn subscribe(server: &Server) {
    let profile = server.state.client();
    if profile.configuration_registration {
        let registration = lsp::Registration {
            id: "asl-settings".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(serde_json::json!({ "section": SETTINGS_SECTION })),
        };
        let client = server.client.clone();
        tokio::spawn(answer_of(async move {
            client.register_capability(vec![registration]).await
        }));
    }
    if profile.file_registration {
        let registration = lsp::Registration {
            id: "asl-projects".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(serde_json::json!({
                "watchers": [
                    { "globPattern": format!("**/{PROJECT_FILE}") },
                    { "globPattern": "**/*.{asl,json,yaml,yml}" },
                ],
            })),
        };
        let client = server.client.clone();
        tokio::spawn(answer_of(async move {
            client.register_capability(vec![registration]).await
        }));
    }
    if profile.configuration {
        fetch(server);
    }
}

/// After files changed on the disk: what was read of projects and templates is read again.
pub(crate) fn files_changed(server: &Server, uris: &[lsp::Url]) {
    server.state.rehearsals.look_again();
    let matters = uris.iter().any(templates::may_matter);
    if matters {
        server.state.templates.forget();
    }
    let shown = if uris.iter().any(projects::is_project) {
        server.state.projects.forget()
    } else if matters {
        Vec::new()
    } else {
        return;
    };
    for uri in shown.into_iter().chain(server.state.documents.uris()) {
        server.publisher.touch(uri);
    }
    pull::refresh(&server.state, &server.client);
}

/// After `workspace/didChangeConfiguration`: a client that can be asked is asked, for what it sends is then often empty.
pub(crate) fn changed(server: &Server, sent: &Value) {
    if server.state.client().configuration {
        fetch(server);
    } else if !sent.is_null() {
        apply(
            &server.state,
            &server.publisher,
            sent.get(SETTINGS_SECTION).unwrap_or(sent),
        );
        pull::refresh(&server.state, &server.client);
    }
}

fn fetch(server: &Server) {
    let asked = server.client.clone();
    let (client, state, publisher) = (
        server.client.clone(),
        Arc::clone(&server.state),
        server.publisher.clone(),
    );
    tokio::spawn(async move {
        let item = lsp::ConfigurationItem {
            scope_uri: None,
            section: Some(SETTINGS_SECTION.to_owned()),
        };
        let values = answer_of(async move { client.configuration(vec![item]).await }).await;
        if let Some(section) = values
            .and_then(|it| it.into_iter().next())
            .filter(Value::is_object)
        {
            apply(&state, &publisher, &section);
            pull::refresh(&state, &asked);
        }
    });
}

/// Puts the settings in force and checks every document again.
fn apply(state: &State, publisher: &Publisher, section: &Value) {
    state.set_settings(Settings::read(section));
    for uri in state.documents.uris() {
        publisher.touch(uri);
    }
}
