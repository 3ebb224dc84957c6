//! The middleware around the service: order, cancellation, panics, the end of the session.
//!
//! Each message's handler is polled once at the moment of the call. A handler takes its snapshot or changes
//! the state in that first poll, so what it sees is exactly what the client had sent before, whatever the
//! transport does with the futures afterwards.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use tower::Service;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use crate::lifecycle::Lifecycle;
use crate::tolerance;

type Answer = Result<Option<Response>, ExitedError>;

/// See the module.
pub(crate) struct Gate<S> {
    service: S,
    lifecycle: Arc<Lifecycle>,
}

impl<S> Gate<S> {
    pub(crate) fn new(service: S, lifecycle: Arc<Lifecycle>) -> Self {
        Self { service, lifecycle }
    }
}

impl<S> Service<Request> for Gate<S>
where
    S: Service<
            Request,
            Response = Option<Response>,
            Error = ExitedError,
            Future = BoxFuture<'static, Answer>,
        >,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Answer>;

    /// Always ready: tower-lsp's own answer after `exit` would leave the transport hanging.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if self.lifecycle.is_over() {
            return ready(Ok(None)).boxed();
        }
        let id = request.id().cloned();
        if request.method() == "exit" && id.is_none() {
            self.lifecycle.end();
        }
        let request = tolerance::mend(request);
        let started = catch_unwind(AssertUnwindSafe(|| self.service.call(request)));
        let Ok(handler) = started else {
            return ready(Ok(after_panic(id))).boxed();
        };
        let mut answer = AssertUnwindSafe(handler)
            .catch_unwind()
            .map(|outcome| finish(id, outcome))
            .boxed();
        match (&mut answer).now_or_never() {
            Some(answer) => ready(answer).boxed(),
            None => answer,
        }
    }
}

fn finish(id: Option<Id>, outcome: Result<Answer, Box<dyn Any + Send>>) -> Answer {
    match outcome {
        // tower-lsp leaves an unknown `$/…` request without an answer; the client would wait for ever.
        Ok(Ok(None)) => Ok(id.map(|id| Response::from_error(id, Error::method_not_found()))),
        Ok(answer) => answer,
        Err(_) => Ok(after_panic(id)),
    }
}

/// The error -32603 for a request; a notification has no answer.
fn after_panic(id: Option<Id>) -> Option<Response> {
    let mut error = Error::internal_error();
    error.message = "the server failed at this request; its log says more".into();
    id.map(|id| Response::from_error(id, error))
}
