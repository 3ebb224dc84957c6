//! How wide text is, about: no font is at hand, so letters count as those of Helvetica do.

use super::NAME_SIZE;

/// The widths of the letters from blank to `~`, in thousandths of the letters' size (Adobe's font
/// metrics of Helvetica).
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Other fonts are wider than Helvetica, the bold letters of some by a quarter: nobody knows which
/// one a reader has.
const ALLOWANCE: f32 = 1.18;
const BOLD: f32 = 1.28;

/// The width of a line of text in letters of this size, in pixels.
pub(crate) fn width(text: &str, size: f32) -> f32 {
    let units: f32 = text.chars().map(|it| f32::from(units(it))).sum();
    // Names are bold, and the only text of their size.
    let allowance = if size >= NAME_SIZE { BOLD } else { ALLOWANCE };
    units / 1000.0 * size * allowance
}

fn units(letter: char) -> u16 {
    match u32::from(letter) {
        code @ 0x20..=0x7E => WIDTHS[(code - 0x20) as usize],
        // From here on most scripts draw in squares; emoji do.
        0x1100.. => 1000,
        _ => 600,
    }
}

/// As much of a text as is at most this wide, with an ellipsis when something was cut.
pub(crate) fn fit(text: &str, size: f32, most: f32) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let room = most - width("…", size);
    let mut used = 0.0;
    let fitting = text.chars().take_while(|it| {
        used += width(it.encode_utf8(&mut [0; 4]), size);
        used <= room
    });
    let mut cut: String = fitting.collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::{fit, width};

    #[test]
    fn what_is_cut_fits() {
        assert_eq!(fit("Short", 10.0, 100.0), "Short");
        let cut = fit("A name that is far too long", 10.0, 60.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0) <= 60.0, "{cut}");
        assert!(width("注文を処理する", 10.0) > width("process", 10.0));
    }
}
