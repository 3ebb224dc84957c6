//! `Retry` and `Catch`.

use asl_lang::limits::{
    DEFAULT_RETRY_BACKOFF_RATE, DEFAULT_RETRY_INTERVAL_SECONDS, DEFAULT_RETRY_MAX_ATTEMPTS,
};
use serde_json::Value;

use super::fields::Fields;
use super::jsonata::Within;
use super::{Compiler, Names};
use crate::program::retry::{CatchExit, Catcher, Retrier};

impl Compiler {
    pub(super) fn retriers(&mut self, fields: &Fields<'_>) -> Vec<Retrier> {
        let entries = self.objects(fields, "Retry", "A retrier").into_iter();
        entries.filter_map(|entry| self.retrier(&entry?)).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "the defaults are small")]
    fn retrier(&mut self, fields: &Fields<'_>) -> Option<Retrier> {
        let errors = self.error_names(fields)?;
        let interval = DEFAULT_RETRY_INTERVAL_SECONDS as f64;
        let attempts = self.whole_number(fields, "MaxAttempts");
        let most = self.number(fields, "MaxDelaySeconds", f64::INFINITY);
        Some(Retrier {
            errors,
            interval_seconds: self.number(fields, "IntervalSeconds", interval),
            max_attempts: attempts.unwrap_or(DEFAULT_RETRY_MAX_ATTEMPTS.unsigned_abs()),
            backoff_rate: self.number(fields, "BackoffRate", DEFAULT_RETRY_BACKOFF_RATE),
            max_delay_seconds: most.is_finite().then_some(most),
            full_jitter: fields.text("JitterStrategy") == Some("FULL"),
        })
    }

    pub(super) fn catchers(&mut self, fields: &Fields<'_>, names: &Names<'_>) -> Vec<Catcher> {
        let entries = self.objects(fields, "Catch", "A catcher").into_iter();
        entries
            .enumerate()
            .filter_map(|(index, entry)| self.catcher(index, &entry?, names))
            .collect()
    }

    fn catcher(&mut self, index: usize, fields: &Fields<'_>, names: &Names<'_>) -> Option<Catcher> {
        let errors = self.error_names(fields)?;
        Some(Catcher {
            errors,
            next: self.target(fields, "Next", names)?,
            exit: self.catch_exit(index, fields),
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

    fn error_names(&mut self, fields: &Fields<'_>) -> Option<Vec<String>> {
        let names = fields.get("ErrorEquals").and_then(Value::as_array);
        let Some(names) = names else {
            self.missing(fields, "ErrorEquals", "an array");
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
