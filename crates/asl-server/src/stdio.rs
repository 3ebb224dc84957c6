//! The two streams as the transport wants them: a thread reads and checks, a thread writes.
//!
//! Threads of their own, so that neither a full pipe nor a long request can stop the other direction:
//! a client that writes without reading is served all the same.

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::{Arc, mpsc as blocking};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{mpsc, oneshot};

use crate::frames::Guard;
use crate::lifecycle::Lifecycle;

const CHUNK: usize = 64 * 1024;
/// How many checked chunks may wait for the transport before reading pauses.
const WAITING: usize = 64;

/// The checked input.
pub(crate) struct FrameReader {
    chunks: mpsc::Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    read: usize,
    lifecycle: Arc<Lifecycle>,
}

/// The output; a write never waits and never fails.
pub(crate) struct Outbox {
    chunks: blocking::Sender<Vec<u8>>,
}

impl FrameReader {
    /// Reads on a thread until the input or the session ends.
    pub(crate) fn spawn(input: impl Read + Send + 'static, lifecycle: Arc<Lifecycle>) -> Self {
        let (sender, chunks) = mpsc::channel(WAITING);
        std::thread::spawn(move || read_frames(input, &sender));
        Self {
            chunks,
            chunk: Vec::new(),
            read: 0,
            lifecycle,
        }
    }
}

fn read_frames(mut input: impl Read, frames: &mpsc::Sender<Vec<u8>>) {
    let (mut guard, mut chunk) = (Guard::default(), vec![0; CHUNK]);
    loop {
        match input.read(&mut chunk) {
            Ok(0) => return,
            Ok(length) => {
                let checked = guard.push(&chunk[..length]);
                if !checked.is_empty() && frames.blocking_send(checked).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

impl AsyncRead for FrameReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // After `exit` nothing is read, even with the pipe still open: the transport sees the input's end.
        if self.lifecycle.is_over() {
            return Poll::Ready(Ok(()));
        }
        if self.read == self.chunk.len() {
            match self.chunks.poll_recv(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => {
                    self.lifecycle.hang_up();
                    return Poll::Ready(Ok(()));
                }
                Poll::Ready(Some(chunk)) => (self.chunk, self.read) = (chunk, 0),
            }
        }
        let rest = &self.chunk[self.read..];
        let length = rest.len().min(buffer.remaining());
        buffer.put_slice(&rest[..length]);
        self.read += length;
        Poll::Ready(Ok(()))
    }
}

impl Outbox {
    /// Writes on a thread; the second value resolves when all is written after the outbox was dropped.
    pub(crate) fn spawn(
        output: impl Write + Send + 'static,
        lifecycle: Arc<Lifecycle>,
    ) -> (Self, oneshot::Receiver<()>) {
        let (chunks, receiver) = blocking::channel();
        let (done, written) = oneshot::channel();
        std::thread::spawn(move || {
            if write_all(output, &receiver).is_err() {
                lifecycle.end();
            }
            let _ = done.send(());
        });
        (Self { chunks }, written)
    }
}

fn write_all(mut output: impl Write, chunks: &blocking::Receiver<Vec<u8>>) -> io::Result<()> {
    while let Ok(chunk) = chunks.recv() {
        output.write_all(&chunk)?;
        output.flush()?;
    }
    Ok(())
}

impl AsyncWrite for Outbox {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        // A client that is gone is the lifecycle's affair: an error here would make the transport panic.
        let _ = self.chunks.send(bytes.to_vec());
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
