//! "Did you mean": the name that is most like another.

/// The candidate that was most likely meant by `name`, if one is near enough.
///
/// Case does not count at first; a name that differs in case only is always near.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(1);
    let mut other = Vec::new();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Most candidates are told apart by their length, before anything is copied.
        let is_near = candidate.chars().count().abs_diff(wanted.len()) <= limit;
        if candidate == name || !is_near {
            continue;
        }
        other.clear();
        other.extend(candidate.chars().flat_map(char::to_lowercase));
        let allowed = best.map_or(limit, |(far, _)| far.saturating_sub(1));
        match distance(&wanted, &other, allowed) {
            Some(far) if far < wanted.len() => best = Some((far, candidate)),
            _ => {}
        }
    }
    best.map(|(_, it)| it)
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour to
/// make one text the other (optimal string alignment); `None` when more than `allowed`.
fn distance(from: &[char], to: &[char], allowed: usize) -> Option<usize> {
    if from.len().abs_diff(to.len()) > allowed {
        return None;
    }
    let (from, to) = unlike(from, to);
    if from.is_empty() || to.is_empty() || allowed == 0 {
        let far = from.len().max(to.len());
        return Some(far).filter(|it| *it <= allowed);
    }
    let mut before: Vec<usize> = vec![0; to.len() + 1];
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let mut line = before.clone();
    for (row, a) in from.iter().enumerate() {
        line[0] = row + 1;
        for (column, b) in to.iter().enumerate() {
            let mut least = (above[column] + usize::from(a != b))
                .min(above[column + 1] + 1)
                .min(line[column] + 1);
            if row > 0 && column > 0 && *a == to[column - 1] && from[row - 1] == *b {
                least = least.min(before[column - 1] + 1);
            }
            line[column + 1] = least;
        }
        // A swap looks two lines back, so both must be beyond what is allowed.
        let is_beyond = |line: &[usize]| line.iter().all(|it| *it > allowed);
        if is_beyond(&line) && is_beyond(&above) {
            return None;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut line);
    }
    above.last().copied().filter(|it| *it <= allowed)
}

/// Both without what they begin with and end with alike: names of one family have much in common.
fn unlike<'a>(from: &'a [char], to: &'a [char]) -> (&'a [char], &'a [char]) {
    let same = |(a, b): &(&char, &char)| a == b;
    let front = from.iter().zip(to).take_while(same).count();
    let (from, to) = (&from[front..], &to[front..]);
    let back = from
        .iter()
        .rev()
        .zip(to.iter().rev())
        .take_while(same)
        .count();
    (&from[..from.len() - back], &to[..to.len() - back])
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
