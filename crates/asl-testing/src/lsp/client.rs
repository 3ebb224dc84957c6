//! The client: sends, waits, and keeps the books.

use std::collections::{HashMap, VecDeque};
use std::io::{BufReader, Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::process::{Ended, Process};
use super::wire;

/// How long anything may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A refused request.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// JSON-RPC's or LSP's number.
    pub code: i64,
    /// The words for the user.
    pub message: String,
}

/// What a request got.
pub type Answer = Result<Value, Refusal>;

/// Answers the server's requests: method and parameters in, result out.
type Responder = Box<dyn FnMut(&str, &Value) -> Value + Send>;

/// See the module.
pub struct Client {
    output: Option<Box<dyn Write + Send>>,
    input: Receiver<Value>,
    process: Option<Process>,
    next_id: i64,
    /// Requests without an answer yet, with their methods.
    open: HashMap<i64, String>,
    answers: HashMap<i64, Answer>,
    notifications: VecDeque<(String, Value)>,
    /// The server's requests, as they came.
    requests: VecDeque<(String, Value)>,
    /// Errors under the id `null`, which answer frames that could not be read.
    complaints: VecDeque<Refusal>,
    responder: Responder,
    ended: bool,
}

impl Client {
    /// Starts a server.
    pub fn start(command: &mut Command) -> Self {
        let (process, stdin, stdout) = Process::start(command);
        let mut client = Self::over(stdout, stdin);
        client.process = Some(process);
        client
    }

    /// Starts the `asl` program as a language server.
    pub fn start_asl() -> Self {
        Self::start(Command::new(crate::binary::asl()).arg("lsp"))
    }

    /// Talks to a server over two streams: what it writes, and what it reads.
    pub fn over(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut input = BufReader::new(input);
            while let Some(message) = wire::read(&mut input).expect("whole frames") {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            output: Some(Box::new(output)),
            input: receiver,
            process: None,
            next_id: 1,
            open: HashMap::new(),
            answers: HashMap::new(),
            notifications: VecDeque::new(),
            requests: VecDeque::new(),
            complaints: VecDeque::new(),
            responder: Box::new(default_answer),
            ended: false,
        }
    }

    /// Answers the server's requests with this from now on.
    pub fn respond_with(&mut self, responder: impl FnMut(&str, &Value) -> Value + Send + 'static) {
        self.responder = Box::new(responder);
    }

    /// The server's process id.
    pub fn process_id(&self) -> u32 {
        self.process.as_ref().expect("a server with a process").id()
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let output = self.output.as_mut().expect("the input is open");
        output
            .write_all(bytes)
            .and_then(|()| output.flush())
            .expect("the server reads");
    }

    /// Sends a body with its header, whatever it holds.
    pub fn send_body(&mut self, body: &[u8]) {
        self.send_raw(&wire::frame(body));
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        let mut message = json!({ "jsonrpc": "2.0", "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send_body(message.to_string().as_bytes());
    }

    /// Sends a request; answers its id at once.
    pub fn send(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.open.insert(id, method.to_owned());
        self.send_body(message.to_string().as_bytes());
        id
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i64) -> Answer {
        self.wait("an answer", |it| it.answers.remove(&id))
    }

    /// Sends a request and waits for its result.
    ///
    /// # Panics
    /// When it is refused.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let answer = self.answer(id);
        answer.unwrap_or_else(|refusal| panic!("{method} was refused: {refusal:?}"))
    }

    /// Sends a request and waits for its refusal.
    ///
    /// # Panics
    /// When it is answered.
    pub fn refused(&mut self, method: &str, params: Value) -> Refusal {
        let id = self.send(method, params);
        match self.answer(id) {
            Ok(result) => panic!("{method} was answered: {result}"),
            Err(refusal) => refusal,
        }
    }

    /// Waits for a notification that fulfils the condition; those of that method before it are passed over.
    pub fn notification(&mut self, method: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait(method, |it| {
            while let Some(at) = it.notifications.iter().position(|it| it.0 == method) {
                let (_, params) = it.notifications.remove(at).unwrap();
                if wanted(&params) {
                    return Some(params);
                }
            }
            None
        })
    }

    /// Waits for a request of the server; it is already answered.
    pub fn request_from_server(&mut self, method: &str) -> Value {
        self.wait(method, |it| {
            let at = it.requests.iter().position(|it| it.0 == method)?;
            it.requests.remove(at).map(|it| it.1)
        })
    }

    /// Waits for the error that answers a frame that could not be read.
    pub fn complaint(&mut self) -> Refusal {
        self.wait("a complaint", |it| it.complaints.pop_front())
    }

    /// Initializes the session with these parameters; answers the server's.
    pub fn initialize_with(&mut self, params: Value) -> Value {
        let result = self.request("initialize", params);
        self.notify("initialized", json!({}));
        result
    }

    /// Initializes the session as a client with these capabilities, without a folder.
    pub fn initialize(&mut self, capabilities: &Value) -> Value {
        self.initialize_with(
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities }),
        )
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// Waits for the diagnostics of a document that fulfil the condition.
    pub fn diagnostics(&mut self, uri: &str, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let found = self.notification("textDocument/publishDiagnostics", |it| {
            it["uri"] == uri && wanted(it["diagnostics"].as_array().unwrap())
        });
        found["diagnostics"].as_array().unwrap().clone()
    }

    /// Ends the session by the book, and checks the books; answers how the process ended.
    pub fn finish(mut self) -> Option<Ended> {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.end()
    }

    /// Sends `exit` alone.
    pub fn exit(mut self) -> Option<Ended> {
        self.notify("exit", Value::Null);
        self.end()
    }

    /// Closes the server's input.
    pub fn close_input(mut self) -> Option<Ended> {
        self.output = None;
        self.end()
    }

    /// Says nothing and leaves the input open: waits for the server to end by itself.
    pub fn wait_for_end(mut self) -> Option<Ended> {
        self.end()
    }

    /// Reads all that still comes, waits for the process's end, and settles the books.
    fn end(&mut self) -> Option<Ended> {
        self.ended = true;
        while let Some(message) = self.receive("the end of the output") {
            self.take(&message);
        }
        let ended = self.process.as_mut().map(|it| it.wait(PATIENCE));
        assert!(self.open.is_empty(), "never answered: {:?}", self.open);
        assert!(
            self.answers.is_empty(),
            "answers that nobody read: {:?}",
            self.answers
        );
        assert!(
            self.complaints.is_empty(),
            "complaints that nobody expected: {:?}",
            self.complaints
        );
        ended
    }

    /// Takes messages until one brings what is wanted.
    fn wait<T>(&mut self, what: &str, mut wanted: impl FnMut(&mut Self) -> Option<T>) -> T {
        loop {
            if let Some(found) = wanted(self) {
                return found;
            }
            match self.receive(what) {
                Some(message) => self.take(&message),
                None => panic!(
                    "the server ended before {what}; unanswered: {:?}",
                    self.open
                ),
            }
        }
    }

    fn receive(&mut self, what: &str) -> Option<Value> {
        let start = Instant::now();
        match self.input.recv_timeout(PATIENCE) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!(
                "{what} did not come in {:?}; unanswered: {:?}; notifications: {:?}; complaints: {:?}",
                start.elapsed(),
                self.open,
                self.notifications,
                self.complaints
            ),
        }
    }

    /// Books a message.
    fn take(&mut self, message: &Value) {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        match (message["method"].as_str(), message.get("id")) {
            (Some(method), Some(id)) => self.take_request(method, id, &message["params"]),
            (Some(method), None) => {
                assert!(is_known(method), "an unknown notification: {message}");
                self.notifications
                    .push_back((method.to_owned(), message["params"].clone()));
            }
            (None, Some(Value::Null)) => self.complaints.push_back(outcome(message).unwrap_err()),
            (None, Some(id)) => {
                let id = id.as_i64().expect("an id that we gave");
                assert!(
                    self.open.remove(&id).is_some(),
                    "an answer to nothing, or a second one: {message}"
                );
                self.answers.insert(id, outcome(message));
            }
            (None, None) => panic!("no message: {message}"),
        }
    }

    fn take_request(&mut self, method: &str, id: &Value, params: &Value) {
        let result = (self.responder)(method, params);
        let answer = json!({ "jsonrpc": "2.0", "id": id, "result": result });
        if !self.ended {
            self.send_body(answer.to_string().as_bytes());
        }
        self.requests.push_back((method.to_owned(), params.clone()));
    }
}

fn outcome(message: &Value) -> Answer {
    match message.get("error") {
        None => Ok(message["result"].clone()),
        Some(error) => Err(Refusal {
            code: error["code"].as_i64().expect("an error has a code"),
            message: error["message"]
                .as_str()
                .expect("an error has a message")
                .to_owned(),
        }),
    }
}

fn is_known(method: &str) -> bool {
    let known = [
        "textDocument/publishDiagnostics",
        "window/showMessage",
        "window/logMessage",
        "$/progress",
    ];
    known.contains(&method) || method.starts_with("asl/test/")
}

/// What an obliging client answers.
fn default_answer(method: &str, params: &Value) -> Value {
    match method {
        "workspace/configuration" => {
            let items = params["items"].as_array().map_or(0, Vec::len);
            Value::Array(vec![Value::Null; items])
        }
        "window/showDocument" => json!({ "success": true }),
        "client/registerCapability"
        | "client/unregisterCapability"
        | "window/workDoneProgress/create" => Value::Null,
        other => panic!("the server asked for {other}"),
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.ended, "the session was not ended");
        }
    }
}
