//! The client's process: when it is gone without a word, the session is over.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use crate::lifecycle::Lifecycle;

const PERIOD: Duration = Duration::from_secs(3);

/// Watches the process until it is gone, then ends the session.
///
/// A process that cannot be seen at the start is not watched: the client may live in another container. Elsewhere than
/// on Unix the end of stdin has to do.
pub(crate) async fn watch(pid: u32, lifecycle: Arc<Lifecycle>) {
    if !is_alive(pid).await {
        return;
    }
    let mut clock = tokio::time::interval(PERIOD);
    while !lifecycle.is_over() {
        clock.tick().await;
        if !is_alive(pid).await {
            lifecycle.end();
        }
    }
}

async fn is_alive(pid: u32) -> bool {
    tokio::task::spawn_blocking(move || {
        if PathBuf::from("/proc/self/stat").exists() {
            is_alive_in_proc(pid)
        } else {
            is_alive_by_signal(pid)
        }
    })
    .await
    .unwrap_or(true)
}

/// A zombie is gone: it only waits for its parent to notice.
fn is_alive_in_proc(pid: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else {
        return false;
    };
    let state = stat
        .rsplit(')')
        .next()
        .and_then(|it| it.trim_start().chars().next());
    !matches!(state, Some('Z' | 'X'))
}

fn is_alive_by_signal(pid: u32) -> bool {
    let status = Command::new("kill")
        .args(["-0", &pid.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|it| it.success())
}
