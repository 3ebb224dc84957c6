//! The four forms of Wait.

use super::Compiler;
use super::fields::Fields;
use super::jsonata::Within;
use crate::program::Delay;

impl Compiler {
    pub(super) fn delay(&mut self, fields: &Fields<'_>) -> Option<Delay> {
        if self.has_query(fields, "Seconds") {
            let query = self.query(fields, "Seconds", Within::STATE);
            return query.map(Delay::SecondsQuery);
        }
        if self.has_query(fields, "Timestamp") {
            let query = self.query(fields, "Timestamp", Within::STATE);
            return query.map(Delay::UntilQuery);
        }
        if fields.has("Seconds") {
            return self.whole_number(fields, "Seconds").map(Delay::Seconds);
        }
        if fields.has("SecondsPath") {
            return self.path(fields, "SecondsPath").map(Delay::SecondsPath);
        }
        if fields.has("TimestampPath") {
            return self.path(fields, "TimestampPath").map(Delay::UntilPath);
        }
        let Some(value) = fields.get("Timestamp") else {
            let message = "A Wait needs 'Seconds', 'SecondsPath', 'Timestamp' or 'TimestampPath'";
            self.error(fields.pointer(), message);
            return None;
        };
        let until = value.as_str().and_then(crate::time::timestamp);
        if until.is_none() {
            let message = "String does not match RFC3339 timestamp";
            self.error(fields.pointer_to("Timestamp"), message);
        }
        until.map(Delay::Until)
    }
}
