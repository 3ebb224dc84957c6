//! Patterns of paths, as `asl.toml` has them.

/// Whether a path with slashes is one that the pattern means: `*` stands for any characters but a
/// slash, `**` for any at all, `?` for one. A pattern without a slash means the file's name in any
/// folder; one that ends in a slash means all files below that folder.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    if let Some(folder) = pattern.strip_suffix('/') {
        return matches(&format!("{folder}/**"), path);
    }
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    if !pattern.contains('/') {
        let name = path.rsplit('/').next().unwrap_or(path);
        return is_match(pattern.as_bytes(), name.as_bytes());
    }
    let pattern = pattern.strip_prefix('/').unwrap_or(pattern);
    is_match(pattern.as_bytes(), path.as_bytes())
}

/// Where to go on in the pattern, and in the path, when what follows a star did not fit.
type Back = (usize, usize);

/// Goes back to the last star only, and to the last double star where that does not help, so that
/// no pattern takes long.
fn is_match(pattern: &[u8], path: &[u8]) -> bool {
    let (mut p, mut s) = (0, 0);
    let mut star: Option<Back> = None;
    let mut double: Option<Back> = None;
    loop {
        let rest = &pattern[p..];
        if rest.starts_with(b"**") {
            // `**/` may stand for no folder at all.
            p += if rest.starts_with(b"**/") { 3 } else { 2 };
            (double, star) = (Some((p, s)), None);
            continue;
        }
        if rest.first() == Some(&b'*') {
            p += 1;
            star = Some((p, s));
            continue;
        }
        let is_same = match (rest.first(), path.get(s)) {
            (None, None) => return true,
            (Some(b'?'), Some(it)) => *it != b'/',
            (Some(one), Some(other)) => one == other,
            _ => false,
        };
        if is_same {
            (p, s) = (p + 1, s + 1);
            continue;
        }
        let again = |slot: &mut Option<Back>, any: bool| {
            let (after, from) = slot.as_mut()?;
            let next = path.get(*from)?;
            (any || *next != b'/').then(|| {
                *from += 1;
                (*after, *from)
            })
        };
        let back = again(&mut star, false).or_else(|| {
            star = None;
            again(&mut double, true)
        });
        match back {
            Some(back) => (p, s) = back,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_mean_paths() {
        let yes = [
            ("*.asl.json", "a/b.asl.json"),
            ("a/*.json", "a/b.json"),
            ("a/**", "a/b/c.json"),
            ("a/", "a/b/c.json"),
            ("**/x/*.json", "x/b.json"),
            ("**/x/*.json", "a/b/x/b.json"),
            ("a/**/c.json", "a/c.json"),
            ("a/**/c.json", "a/b/d/c.json"),
            ("./a/?.json", "a/b.json"),
            ("a/*b*c", "a/xbxbxc"),
            ("**", "a/b"),
        ];
        let no = [
            ("a/*.json", "a/b/c.json"),
            ("a/*.json", "b/a/c.json"),
            ("*.json", "a/b.yaml"),
            ("a/?.json", "a/bb.json"),
            ("a/**/c.json", "a/b/d.json"),
            ("", "a"),
        ];
        for (pattern, path) in yes {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in no {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }
}
