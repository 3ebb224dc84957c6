//! Long runs: the client sees how far they are and can end them, and none goes on for ever.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use asl_ide::Stop;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout};
use tower_lsp::Client;
use tower_lsp::lsp_types as lsp;
use tower_lsp::lsp_types::notification::Progress;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;

use crate::patience::answer_of;
use crate::server::Server;
use crate::state::State;

/// A run that takes less is over before anybody looks.
const DELAY: Duration = Duration::from_millis(300);

/// How often the client is told how far a run is.
const TICK: Duration = Duration::from_millis(500);

/// The runs that the client can end, by the token of their progress.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    running: Mutex<HashMap<lsp::ProgressToken, Stop>>,
    made: AtomicU64,
}

impl Runs {
    /// Ends the run of a token, if it still goes on.
    pub(crate) fn cancel(&self, token: &lsp::ProgressToken) {
        if let Some(stop) = self.lock().get(token) {
            stop.cancel();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<lsp::ProgressToken, Stop>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn new_token(&self) -> lsp::ProgressToken {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        lsp::NumberOrString::String(format!("asl-{number}"))
    }
}

/// A run that is looked after until this is dropped.
pub(crate) struct Watched(
    #[expect(dead_code, reason = "dropping it is its use")] oneshot::Sender<()>,
);

/// How a run is looked after.
pub(crate) struct Watch {
    /// What the client shows, such as `Simulating order`.
    pub(crate) title: String,
    /// The token that came with the request.
    pub(crate) token: Option<lsp::ProgressToken>,
    /// The real time that the run may take.
    pub(crate) most: Duration,
}

/// Looks after a run in a task of its own: no handler waits for the client.
pub(crate) fn watch(server: &Server, watch: Watch, stop: Stop) -> Watched {
    let (done, finished) = oneshot::channel();
    let (client, state) = (server.client.clone(), Arc::clone(&server.state));
    tokio::spawn(async move {
        let mut run = Run {
            finished,
            stop,
            deadline: Instant::now() + watch.most,
        };
        if run.goes_on(DELAY).await {
            report(&client, &state, watch, &mut run).await;
        }
    });
    Watched(done)
}

/// A run as the task sees it.
struct Run {
    finished: oneshot::Receiver<()>,
    stop: Stop,
    deadline: Instant,
}

impl Run {
    /// Waits; whether the run goes on after that. One that is over its time is told to end.
    async fn goes_on(&mut self, pause: Duration) -> bool {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let pause = if left.is_zero() {
            pause
        } else {
            pause.min(left)
        };
        let goes_on = timeout(pause, &mut self.finished).await.is_err();
        if goes_on && Instant::now() >= self.deadline {
            self.stop.time_is_up();
        }
        goes_on
    }
}

async fn report(client: &Client, state: &State, watch: Watch, run: &mut Run) {
    let Some(token) = token(client, state, watch.token).await else {
        while run.goes_on(TICK).await {}
        return;
    };
    state.runs.lock().insert(token.clone(), run.stop.clone());
    let begin = lsp::WorkDoneProgress::Begin(lsp::WorkDoneProgressBegin {
        title: watch.title,
        cancellable: Some(true),
        message: None,
        percentage: None,
    });
    tell(client, &token, begin).await;
    while run.goes_on(TICK).await {
        let report = lsp::WorkDoneProgress::Report(lsp::WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(format!("{} states", run.stop.entered())),
            percentage: None,
        });
        tell(client, &token, report).await;
    }
    state.runs.lock().remove(&token);
    let end = lsp::WorkDoneProgress::End(lsp::WorkDoneProgressEnd { message: None });
    tell(client, &token, end).await;
}

/// The request's token, or a new one that the client takes; none where it shows no progress.
async fn token(
    client: &Client,
    state: &State,
    given: Option<lsp::ProgressToken>,
) -> Option<lsp::ProgressToken> {
    if given.is_some() {
        return given;
    }
    if !state.client().work_done_progress {
        return None;
    }
    let token = state.runs.new_token();
    let params = lsp::WorkDoneProgressCreateParams {
        token: token.clone(),
    };
    let asked = client.clone();
    let created = async move { asked.send_request::<WorkDoneProgressCreate>(params).await };
    answer_of(created).await.map(|()| token)
}

async fn tell(client: &Client, token: &lsp::ProgressToken, value: lsp::WorkDoneProgress) {
    let params = lsp::ProgressParams {
        token: token.clone(),
        value: lsp::ProgressParamsValue::WorkDone(value),
    };
    client.send_notification::<Progress>(params).await;
}
