//! Numbers the events and stops at AWS's limit.

use super::{Event, EventKind};
use crate::Time;

/// The history while it is written.
#[derive(Debug)]
pub(crate) struct Recorder {
    /// Empty when events are only counted.
    events: Vec<Event>,
    keep: bool,
    /// How many events there are, kept or not.
    count: usize,
    /// The most events that a running execution may write; the event that ends it comes on top.
    limit: usize,
    full: bool,
}

impl Recorder {
    /// `limit` is the greatest number of events, the closing one included; `keep` says whether they
    /// are kept or only counted.
    pub(crate) fn new(limit: Option<usize>, keep: bool) -> Self {
        let limit = limit.map_or(usize::MAX, |limit| limit.saturating_sub(1));
        Self {
            events: Vec::new(),
            keep,
            count: 0,
            limit,
            full: false,
        }
    }

    /// Writes an event and answers its id.
    pub(crate) fn push(&mut self, time: Time, previous: u32, kind: EventKind) -> u32 {
        if self.count >= self.limit {
            self.full = true;
            return previous;
        }
        self.write(time, previous, kind)
    }

    /// Writes the event that ends the execution: there is always room for it.
    pub(crate) fn close(&mut self, time: Time, previous: u32, kind: EventKind) {
        self.write(time, previous, kind);
    }

    fn write(&mut self, time: Time, previous: u32, kind: EventKind) -> u32 {
        self.count += 1;
        let id = self.last_id();
        if self.keep {
            self.events.push(Event {
                id,
                previous,
                time,
                kind,
            });
        }
        id
    }

    /// Whether an event had to be dropped because the limit was reached.
    pub(crate) fn is_full(&self) -> bool {
        self.full
    }

    /// The id of the last event.
    pub(crate) fn last_id(&self) -> u32 {
        u32::try_from(self.count).unwrap_or(u32::MAX)
    }

    /// The event that another one follows, if events are kept.
    pub(crate) fn previous_of(&self, id: u32) -> u32 {
        let event = (id as usize).checked_sub(1);
        event
            .and_then(|index| self.events.get(index))
            .map_or(0, |event| event.previous)
    }

    /// How many events there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// How many bytes the events take that are kept, besides payloads.
    pub(crate) fn bytes(&self) -> usize {
        self.events.len() * size_of::<Event>()
    }

    pub(crate) fn into_events(self) -> Vec<Event> {
        self.events
    }
}
