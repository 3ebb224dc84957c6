//! A session from its first byte to its exit status.

use std::io::{self, Read, Write};
use std::sync::Arc;

use tower_lsp::{LspService, Server as Transport};

use crate::gate::Gate;
use crate::lifecycle::Lifecycle;
use crate::requests::STACK;
use crate::server::Server;
use crate::state::State;
use crate::stdio::{FrameReader, Outbox};
use crate::testing;

/// Serves a client on stdin and stdout, and ends the process as the protocol has it: with 0 after
/// `shutdown`, else with 1.
///
/// It ends the process itself because a thread still reads stdin, which the client need not close.
pub fn run_stdio() -> ! {
    log_panics();
    let status = run(io::stdin(), io::stdout());
    std::process::exit(i32::from(status))
}

/// Serves a client on these two streams until it sends `exit`, closes its end or its process is gone.
/// Answers the exit status: 0 after `shutdown`, else 1.
///
/// The input may still be open, and be read by a thread, when this returns.
pub fn run(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> u8 {
    // Two workers, so that neither a long edit nor a slow client keeps the other half waiting.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .thread_stack_size(STACK)
        .enable_time()
        .build();
    let Ok(runtime) = runtime else {
        return 1;
    };
    let status = runtime.block_on(serve(input, output));
    runtime.shutdown_background();
    status
}

async fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> u8 {
    let (lifecycle, state) = (Arc::new(Lifecycle::default()), Arc::new(State::default()));
    let reader = FrameReader::spawn(input, Arc::clone(&lifecycle));
    let (outbox, written) = Outbox::spawn(output, Arc::clone(&lifecycle));
    let (service, socket) = testing::register(Server::methods(LspService::build(|client| {
        Server::start(client, Arc::clone(&state), Arc::clone(&lifecycle))
    })))
    .finish();
    let gate = Gate::new(service, Arc::clone(&lifecycle));
    let transport = Transport::new(reader, outbox, socket)
        .concurrency_level(usize::MAX)
        .serve(gate);
    tokio::select! {
        () = transport => {}
        () = grace_after(&lifecycle) => {}
    }
    // The transport is dropped by now, and with it the outbox: its thread writes what is left and ends.
    let _ = tokio::time::timeout(lifecycle.grace(), written).await;
    state.reports.remove();
    lifecycle.exit_status()
}

async fn grace_after(lifecycle: &Lifecycle) {
    lifecycle.ended().await;
    tokio::time::sleep(lifecycle.grace()).await;
}

/// A panic becomes one line on stderr, which editors keep in their log; the gate answers the request.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let payload = panic.payload();
        let message = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        let _ = writeln!(io::stderr(), "asl: internal error at {place}: {message}");
    }));
}
