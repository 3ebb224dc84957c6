//! "Did you mean": the name that is most like another.

/// The candidate that was most likely meant by `name`, if one is near enough.
///
/// Case does not count at first; a name that differs in case only is always near.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(1);
    candidates
        .into_iter()
        .filter(|it| *it != name)
        .filter_map(|it| {
            let other: Vec<char> = it.to_lowercase().chars().collect();
            let near = wanted.len().abs_diff(other.len()) <= limit;
            let far = if near {
                distance(&wanted, &other)
            } else {
                usize::MAX
            };
            (far <= limit && far < wanted.len()).then_some((far, it))
        })
        .min_by_key(|(far, _)| *far)
        .map(|(_, it)| it)
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour to
/// make one text the other (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in from.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, b) in to.iter().enumerate() {
            let mut best = (above[column] + usize::from(a != b))
                .min(above[column + 1] + 1)
                .min(line[column] + 1);
            if row > 0 && column > 0 && *a == to[column - 1] && from[row - 1] == *b {
                best = best.min(before[column - 1] + 1);
            }
            line.push(best);
        }
        before = std::mem::replace(&mut above, line);
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_of_the_finger() {
        let names = ["Next", "End", "Parameters", "ResultPath", "Result"];
        let cases = [
            ("next", Some("Next")),
            ("Nxet", Some("Next")),
            ("Paramters", Some("Parameters")),
            ("ReslutPath", Some("ResultPath")),
            ("Output", None),
            ("X", None),
            ("", None),
        ];
        for (name, wanted) in cases {
            assert_eq!(nearest(name, names), wanted, "{name}");
        }
    }
}
