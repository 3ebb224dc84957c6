//! `Retry` and `Catch`.

use asl_lang::limits::{
    DEFAULT_RETRY_BACKOFF_RATE, DEFAULT_RETRY_INTERVAL_SECONDS, DEFAULT_RETRY_MAX_ATTEMPTS,
};
use serde_json::Value;

use super::fields::Fields;
use super::jsonata::Within;
use super::{Compiler, Names, elements};
use crate::program::retry::{CatchExit, Catcher, Retrier};

impl Compiler {
    pub(super) fn retriers(&mut self, fields: &Fields<'_>) -> Vec<Retrier> {
        let entries = elements(fields, "Retry");
        entries
            .into_iter()
            .filter_map(|(pointer, entry)| self.retrier(&pointer, entry))
            .collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "the defaults are small")]
    fn retrier(&mut self, pointer: &str, entry: Option<Fields<'_>>) -> Option<Retrier> {
        let fields = self.entry(pointer, entry)?;
        let errors = self.error_names(&fields)?;
        let interval = DEFAULT_RETRY_INTERVAL_SECONDS as f64;
        let attempts = self.seconds(&fields, "MaxAttempts");
        let most = self.number(&fields, "MaxDelaySeconds", f64::INFINITY);
        Some(Retrier {
            errors,
            interval_seconds: self.number(&fields, "IntervalSeconds", interval),
            max_attempts: attempts.unwrap_or(DEFAULT_RETRY_MAX_ATTEMPTS.unsigned_abs()),
            backoff_rate: self.number(&fields, "BackoffRate", DEFAULT_RETRY_BACKOFF_RATE),
            max_delay_seconds: most.is_finite().then_some(most),
            full_jitter: fields.text("JitterStrategy") == Some("FULL"),
        })
    }

    pub(super) fn catchers(&mut self, fields: &Fields<'_>, names: &Names<'_>) -> Vec<Catcher> {
        let entries = elements(fields, "Catch");
        let catcher = |(index, (pointer, entry)): (usize, (String, _))| {
            self.catcher(index, &pointer, entry, names)
        };
        entries
            .into_iter()
            .enumerate()
            .filter_map(catcher)
            .collect()
    }

    fn catcher(
        &mut self,
        index: usize,
        pointer: &str,
        entry: Option<Fields<'_>>,
        names: &Names<'_>,
    ) -> Option<Catcher> {
        let fields = self.entry(pointer, entry)?;
        let errors = self.error_names(&fields)?;
        Some(Catcher {
            errors,
            next: self.target(&fields, "Next", names)?,
            exit: self.catch_exit(index, &fields),
        })
    }

    fn catch_exit(&mut self, index: usize, fields: &Fields<'_>) -> CatchExit {
        if self.is_jsonata() {
            let prefix = format!("Catch[{index}]/");
            return CatchExit::Jsonata(self.shape(fields, Within::catcher(&prefix)));
        }
        CatchExit::JsonPath {
            result_path: self.result_path(fields),
            assign: self.template(fields, "Assign"),
        }
    }

    fn entry<'a>(&mut self, pointer: &str, entry: Option<Fields<'a>>) -> Option<Fields<'a>> {
        if entry.is_none() {
            self.error(pointer, "Must be an object");
        }
        entry
    }

    fn error_names(&mut self, fields: &Fields<'_>) -> Option<Vec<String>> {
        let names = fields.get("ErrorEquals").and_then(Value::as_array);
        let Some(names) = names else {
            self.error(
                fields.pointer(),
                "The field 'ErrorEquals' is missing or is not an array",
            );
            return None;
        };
        Some(
            names
                .iter()
                .filter_map(|name| Some(name.as_str()?.to_owned()))
                .collect(),
        )
    }
}
