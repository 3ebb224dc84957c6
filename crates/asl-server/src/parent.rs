//! The client's process: when it is gone without a word, the session is over.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use crate::lifecycle::Lifecycle;

const PERIOD: Duration = Duration::from_secs(3);

/// Watches the process until it is gone, then ends the session.
///
/// A process that cannot be seen at the start is not watched: the client may live in another container. Elsewhere than
/// on Unix the end of stdin has to do.
pub(crate) fn watch(pid: u32, lifecycle: Arc<Lifecycle>) {
    if !has_proc() || is_alive_in_proc(pid) {
        tokio::spawn(end_after(pid, lifecycle));
    }
}

async fn end_after(pid: u32, lifecycle: Arc<Lifecycle>) {
    let mut clock = tokio::time::interval(PERIOD);
    let mut seen = has_proc();
    while !lifecycle.is_over() {
        let alive = tokio::task::spawn_blocking(move || is_alive(pid)).await;
        match alive.unwrap_or(true) {
            true => seen = true,
            false if seen => return lifecycle.end(),
            false => return,
        }
        clock.tick().await;
    }
}

fn is_alive(pid: u32) -> bool {
    if has_proc() {
        is_alive_in_proc(pid)
    } else {
        is_alive_by_signal(pid)
    }
}

fn has_proc() -> bool {
    Path::new("/proc/self/stat").exists()
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
