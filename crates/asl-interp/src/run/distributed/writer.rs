//! `ResultWriter`: shapes the results of a Distributed Map and writes them to S3.
//!
//! Source: developer guide, "ResultWriter (Map)": the files, their names and the manifest.

use std::sync::Arc;

use asl_lang::reserved::RESULT_WRITER_FAILED;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::objects::Object;
use crate::program::distributed::{ResultShape, Writer};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::{ChildExecution, Payload, Status};

/// Where results go, worked out from the state's data.
pub(in crate::run) struct Destination {
    bucket: String,
    prefix: String,
}

/// The statuses of files, as the manifest has them.
const FILES: [&str; 3] = ["FAILED", "PENDING", "SUCCEEDED"];

impl Simulation<'_> {
    /// Works out where results go, if they go anywhere.
    pub(in crate::run) fn destination(
        &self,
        id: BranchId,
        writer: &Writer,
        input: &Payload,
    ) -> Result<Option<Payload>, Failure> {
        if !writer.exports {
            return Ok(None);
        }
        self.fill_any(id, writer.parameters.as_ref(), input)
            .map(Some)
    }

    /// What a run without an export gives: the results of its children, in the order of items.
    pub(in crate::run) fn results(&self, run: usize, shape: ResultShape) -> Value {
        let records = self.children.records(run);
        let results = records.map(|record| self.shaped(run, record, shape));
        Value::Array(flat(results, shape).collect())
    }

    /// Writes the results of a run and answers what the state's result is then.
    pub(in crate::run) fn export(
        &mut self,
        run: usize,
        writer: &Writer,
        parameters: &Value,
        pending: &[Payload],
    ) -> Result<Value, Failure> {
        let at = Destination::of(parameters)?;
        let mut files = Map::new();
        for status in FILES {
            let results = match status {
                "PENDING" => pending.iter().map(pending_record).collect(),
                _ => self.results_of(run, writer.shape, status == "SUCCEEDED"),
            };
            let mut listed = Vec::new();
            if !results.is_empty() {
                let lines = writer.lines && status == "SUCCEEDED";
                let content = content(&results, lines);
                let key = self.key(run, &at, &format!("{status}_0.json"));
                listed.push(json!({ "Key": key, "Size": content.len() }));
                self.put(&at, &key, content);
            }
            files.insert(status.to_owned(), Value::Array(listed));
        }
        let Some(map_run) = self.children.runs.get_mut(run).map(|run| &mut run.told) else {
            return Ok(Value::Null);
        };
        let arn = Arc::clone(&map_run.arn);
        map_run.executions.results_written =
            map_run.executions.succeeded + map_run.executions.failed + map_run.executions.timed_out;
        map_run.items.results_written =
            map_run.items.succeeded + map_run.items.failed + map_run.items.timed_out;
        let manifest = json!({
            "DestinationBucket": at.bucket,
            "MapRunArn": &*arn,
            "ResultFiles": files,
        });
        let key = self.key(run, &at, "manifest.json");
        self.put(&at, &key, manifest.to_string());
        Ok(json!({
            "MapRunArn": &*arn,
            "ResultWriterDetails": { "Bucket": at.bucket, "Key": key },
        }))
    }

    fn put(&mut self, at: &Destination, key: &str, content: String) {
        let object = Object {
            content: Arc::from(content.into_bytes()),
            modified: Some(self.now),
        };
        self.tally.bytes += object.content.len() as u64;
        self.written.insert(&at.bucket, key, object);
    }

    fn key(&self, run: usize, at: &Destination, name: &str) -> String {
        let id = self
            .children
            .runs
            .get(run)
            .map_or("", |run| run.id.as_str());
        match at.prefix.as_str() {
            "" => format!("{id}/{name}"),
            prefix if prefix.ends_with('/') => format!("{prefix}{id}/{name}"),
            prefix => format!("{prefix}/{id}/{name}"),
        }
    }

    fn results_of(&self, run: usize, shape: ResultShape, succeeded: bool) -> Vec<Value> {
        let records = self.children.records(run);
        let records = records.filter(|record| match record.status {
            Some(Status::Succeeded) => succeeded,
            Some(_) => !succeeded,
            None => false,
        });
        flat(records.map(|record| self.shaped(run, record, shape)), shape).collect()
    }

    /// One result. What failed is told whole, whatever the shape.
    fn shaped(&self, run: usize, record: &ChildExecution, shape: ResultShape) -> Value {
        match &record.output {
            Some(output) if shape != ResultShape::Whole => Value::clone(output),
            _ => self.whole_record(run, record),
        }
    }

    /// A result with what is known of its execution.
    fn whole_record(&self, run: usize, record: &ChildExecution) -> Value {
        let status = record.status.unwrap_or(Status::Aborted);
        let machine = self.children.runs.get(run);
        let machine = machine.map_or("", |run| run.machine.arn.as_str());
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
        if status != Status::Succeeded {
            for (name, text) in [("Cause", &record.cause), ("Error", &record.error)] {
                if let Some(text) = text {
                    put(name, (&**text).into());
                }
            }
        }
        put("ExecutionArn", (&*record.arn).into());
        put("Input", record.input.to_string().into());
        put("InputDetails", json!({ "Included": true }));
        put("Name", (&*record.name).into());
        if let Some(output) = &record.output {
            put("Output", output.to_string().into());
        }
        put("OutputDetails", json!({ "Included": true }));
        put("RedriveCount", 0.into());
        if status == Status::Succeeded {
            put("RedriveStatus", "NOT_REDRIVABLE".into());
            let reason = "Execution is SUCCEEDED and cannot be redriven";
            put("RedriveStatusReason", reason.into());
        } else {
            put("RedriveStatus", "REDRIVABLE".into());
        }
        put("StartDate", record.started.to_string().into());
        put("StateMachineArn", machine.into());
        put("Status", status.name().into());
        let stopped = record.stopped.unwrap_or(self.now);
        put("StopDate", stopped.to_string().into());
        Value::Object(members)
    }
}

impl Destination {
    fn of(parameters: &Value) -> Result<Self, Failure> {
        let bucket = parameters.get("Bucket").and_then(Value::as_str);
        let prefix = parameters.get("Prefix").and_then(Value::as_str);
        let bucket = bucket.filter(|bucket| !bucket.is_empty()).ok_or_else(|| {
            // AWS's words are not recorded.
            let cause = "The field 'Bucket' of the result writer must be a string.";
            Failure::new(RESULT_WRITER_FAILED, cause)
        })?;
        Ok(Self {
            bucket: bucket.to_owned(),
            prefix: prefix.unwrap_or_default().to_owned(),
        })
    }
}

fn flat(results: impl Iterator<Item = Value>, shape: ResultShape) -> impl Iterator<Item = Value> {
    results.flat_map(move |result| match result {
        Value::Array(members) if shape == ResultShape::Flat => members,
        result => vec![result],
    })
}

/// An execution that never began.
fn pending_record(input: &Payload) -> Value {
    json!({ "Input": input.to_string(), "InputDetails": { "Included": true }, "Status": "PENDING" })
}

fn content(results: &[Value], lines: bool) -> String {
    let texts: Vec<String> = results.iter().map(Value::to_string).collect();
    if lines {
        return texts.join("\n") + "\n";
    }
    format!("[{}]", texts.join(","))
}
