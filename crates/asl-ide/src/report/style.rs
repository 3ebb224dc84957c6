//! How a report for a terminal is drawn.

/// What the reader's terminal can show, and how much is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; without it lines may be as long as they get.
    pub width: Option<usize>,
    /// Whether it takes colours.
    pub colour: bool,
    /// The most steps that are listed, and child executions are folded; `None` lists everything.
    pub rows: Option<usize>,
    /// Executions a month that the cost is for.
    pub executions: u64,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: None,
            colour: false,
            rows: Some(300),
            executions: 1_000_000,
        }
    }
}

/// What a piece of the report says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tone {
    #[default]
    Plain,
    /// Of little weight.
    Faint,
    Good,
    Bad,
    /// Something went wrong, and was mended.
    Mended,
}

impl Style {
    /// The text as one that says what failed.
    pub fn failure(&self, text: &str) -> String {
        self.paint(Tone::Bad, text)
    }

    /// The text in the colour of what it says.
    pub(super) fn paint(&self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Faint => "2",
            Tone::Good => "32",
            Tone::Bad => "31",
            Tone::Mended => "33",
            Tone::Plain => return text.to_owned(),
        };
        if self.colour && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}
