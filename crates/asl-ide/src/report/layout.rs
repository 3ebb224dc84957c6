//! Columns side by side, as wide as what is in them and no wider than the terminal.

use super::brief::shorten;
use super::style::{Style, Tone};

/// Between two columns.
const GAP: usize = 2;

/// The narrowest that a column of free text gets.
const NARROW: usize = 28;

/// A cell and what it says.
pub(super) struct Cell {
    text: String,
    /// Stands for the text where that does not fit.
    short: Option<String>,
    tone: Tone,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: on_one_line(&text.into()),
            short: None,
            tone,
        }
    }

    pub(super) fn or(mut self, short: Option<&str>) -> Self {
        self.short = short.map(on_one_line);
        self
    }

    fn fitting(&self, width: usize) -> String {
        let fits = length(&self.text) <= width;
        let short = self.short.as_ref().filter(|_| !fits);
        shorten(short.unwrap_or(&self.text), width)
    }
}

fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// A column: its title and how much of it may be given up for the others.
pub(super) struct Column {
    pub(super) title: &'static str,
    /// Columns with a rank leave when the terminal is too narrow, the highest first.
    pub(super) rank: u8,
    /// Free text is cut to what is left; anything else keeps its width as long as it can.
    pub(super) free: bool,
}

/// Either a line of cells or a text across them.
pub(super) enum TableLine {
    Cells(Vec<Cell>),
    Across(String),
}

/// The table as text, each line with a line break at its end.
pub(super) fn table(columns: &[Column], lines: &[TableLine], style: &Style) -> String {
    let natural: Vec<usize> = (0..columns.len())
        .map(|it| natural(it, columns, lines))
        .collect();
    let widths = fit(columns, &natural, style.width);
    let titles = columns.iter().map(|it| Cell::new(it.title, Tone::Faint));
    let mut text = draw(&titles.collect::<Vec<_>>(), &widths, style);
    for line in lines {
        match line {
            TableLine::Cells(cells) => text.push_str(&draw(cells, &widths, style)),
            TableLine::Across(remark) => {
                let most = style.width.unwrap_or(usize::MAX);
                text.push_str(&style.paint(Tone::Faint, &shorten(remark, most)));
                text.push('\n');
            }
        }
    }
    text
}

fn natural(at: usize, columns: &[Column], lines: &[TableLine]) -> usize {
    let cells = lines.iter().filter_map(|line| match line {
        TableLine::Cells(cells) => cells.get(at),
        TableLine::Across(_) => None,
    });
    let widest = cells.map(|cell| length(&cell.text)).max().unwrap_or(0);
    // A column without anything in it is not there.
    if widest == 0 {
        return 0;
    }
    widest.max(length(columns[at].title))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The width of every column; 0 for one that is not shown.
fn fit(columns: &[Column], natural: &[usize], width: Option<usize>) -> Vec<usize> {
    let Some(width) = width else {
        return natural.to_vec();
    };
    let mut widths = natural.to_vec();
    let mut ranked: Vec<usize> = (0..columns.len()).collect();
    ranked.sort_by_key(|it| std::cmp::Reverse(columns[*it].rank));
    for at in ranked {
        if columns[at].rank == 0 || total(columns, &widths, false) <= width {
            break;
        }
        widths[at] = 0;
    }
    share(columns, natural, &mut widths, width);
    narrow(columns, &mut widths, width);
    widths
}

/// The width of a line; free columns count as no wider than they must be, unless `whole`.
fn total(columns: &[Column], widths: &[usize], whole: bool) -> usize {
    let least = |at: usize, width: usize| {
        if columns[at].free && !whole {
            width.min(NARROW)
        } else {
            width
        }
    };
    let shown = widths.iter().filter(|it| **it > 0).count();
    let cells: usize = widths
        .iter()
        .enumerate()
        .map(|(at, it)| least(at, *it))
        .sum();
    cells + GAP * shown.saturating_sub(1)
}

/// Gives the free columns what is left: each what it needs where that is less than its part.
fn share(columns: &[Column], natural: &[usize], widths: &mut [usize], width: usize) {
    let mut free: Vec<usize> = (0..columns.len())
        .filter(|it| columns[*it].free && widths[*it] > 0)
        .collect();
    free.sort_by_key(|it| natural[*it]);
    for it in &free {
        widths[*it] = widths[*it].min(NARROW);
    }
    let mut left = width.saturating_sub(total(columns, widths, true));
    let mut waiting = free.len();
    for at in free {
        let more = (natural[at] - widths[at]).min(left / waiting.max(1));
        widths[at] += more;
        left -= more;
        waiting -= 1;
    }
}

/// Where even that is too wide, the widest columns give way.
fn narrow(columns: &[Column], widths: &mut [usize], width: usize) {
    while total(columns, widths, true) > width {
        let widest = (0..widths.len()).max_by_key(|it| widths[*it]);
        match widest {
            Some(at) if widths[at] > 4 => widths[at] -= 1,
            _ => break,
        }
    }
}

fn draw(cells: &[Cell], widths: &[usize], style: &Style) -> String {
    let mut line = String::new();
    let mut pending = 0;
    for (cell, width) in cells.iter().zip(widths) {
        if *width == 0 {
            continue;
        }
        let text = cell.fitting(*width);
        let used = length(&text);
        if used > 0 {
            line.extend(std::iter::repeat_n(' ', pending));
            pending = 0;
        }
        line.push_str(&style.paint(cell.tone, &text));
        pending += width - used + GAP;
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> [Column; 4] {
        let column = |title, rank, free| Column { title, rank, free };
        [
            column("AT", 0, false),
            column("STATE", 0, false),
            column("TYPE", 1, false),
            column("DATA", 0, true),
        ]
    }

    fn drawn(width: Option<usize>) -> String {
        let cells =
            |texts: [&str; 4]| TableLine::Cells(texts.map(|it| Cell::new(it, Tone::Plain)).into());
        let lines = [
            cells(["0 s", "Charge", "Task", "+receipt: \"r-1\", +total: 1700"]),
            cells(["1 min", "Ship", "Pass", ""]),
        ];
        let style = Style {
            width,
            ..Style::default()
        };
        table(&columns(), &lines, &style)
    }

    /// First free text is cut, then a column with a rank leaves it its room, then all give way.
    #[test]
    fn columns_fit_the_terminal() {
        let widths = [None, Some(49), Some(48), Some(34), Some(20)];
        let shown = widths.map(drawn).join("\n");
        expect_test::expect![[r#"
            AT     STATE   TYPE  DATA
            0 s    Charge  Task  +receipt: "r-1", +total: 1700
            1 min  Ship    Pass

            AT     STATE   TYPE  DATA
            0 s    Charge  Task  +receipt: "r-1", +total: 17…
            1 min  Ship    Pass

            AT     STATE   DATA
            0 s    Charge  +receipt: "r-1", +total: 1700
            1 min  Ship

            AT     STATE   DATA
            0 s    Charge  +receipt: "r-1", +…
            1 min  Ship

            AT     STATE   DATA
            0 s    Charge  +rec…
            1 min  Ship
        "#]]
        .assert_eq(&shown);
        for width in [80, 49, 48, 34, 20] {
            let drawn = drawn(Some(width));
            assert!(drawn.lines().all(|it| length(it) <= width), "{drawn}");
        }
    }
}
