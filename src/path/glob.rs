//! Patterns of paths, as generators and version control write them.

/// Whether a path fits a pattern: `*` and `?` stand for anything within a folder's name, `**` for
/// anything at all, `[a-z]` for one of some letters, and `{a,b}` for one of two.
pub fn fits(pattern: &str, path: &str) -> bool {
    let path: Vec<char> = path.chars().collect();
    let mut patterns = alternatives(pattern).into_iter();
    patterns.any(|pattern| matches(&pattern.chars().collect::<Vec<_>>(), &path))
}

/// A pattern without its braces: one for each way to read them.
fn alternatives(pattern: &str) -> Vec<String> {
    const MOST: usize = 100;
    let mut open = vec![pattern.to_string()];
    let mut found = Vec::new();
    while let Some(pattern) = open.pop() {
        let close = pattern.find('}');
        let braces = close.and_then(|close| Some((pattern[..close].rfind('{')?, close)));
        match braces.filter(|_| open.len() + found.len() < MOST) {
            Some((start, end)) => {
                let (before, after) = (&pattern[..start], &pattern[end + 1..]);
                let parts = pattern[start + 1..end].split(',');
                open.extend(parts.map(|part| format!("{before}{part}{after}")));
            }
            None => found.push(pattern),
        }
    }
    found
}

/// Whether the whole path fits. Which places of the path the pattern can have come to is all that
/// is kept, so that no pattern takes long.
fn matches(pattern: &[char], path: &[char]) -> bool {
    let mut at = vec![false; path.len() + 1];
    at[0] = true;
    let mut rest = pattern;
    while let Some(first) = rest.first() {
        let stars = rest.iter().take_while(|c| **c == '*').count();
        let mut next = vec![false; path.len() + 1];
        if stars > 0 {
            rest = &rest[stars..];
            // `a/**/b` is `a/b` too.
            let folders = stars > 1 && rest.first() == Some(&'/');
            if folders {
                rest = &rest[1..];
            }
            let mut begun = false;
            for place in 0..=path.len() {
                begun |= at[place];
                let behind = place > 0 && path[place - 1] == '/';
                next[place] = match (stars, folders) {
                    (1, _) => {
                        begun = at[place] || (begun && !behind);
                        begun
                    }
                    (_, true) => at[place] || (begun && behind),
                    (_, false) => begun,
                };
            }
        } else {
            let (taken, fits) = one(rest, *first);
            rest = &rest[taken..];
            for place in 0..path.len() {
                next[place + 1] = at[place] && fits(path[place]);
            }
        }
        at = next;
    }
    at[path.len()]
}

/// How much of a pattern stands for one letter, and for which.
fn one(pattern: &[char], first: char) -> (usize, Box<dyn Fn(char) -> bool + '_>) {
    let close = pattern.iter().skip(2).position(|c| *c == ']');
    match (first, close) {
        ('?', _) => (1, Box::new(|c| c != '/')),
        ('\\', _) if pattern.len() > 1 => (2, Box::new(|c| c == pattern[1])),
        ('[', Some(close)) => {
            let set = &pattern[1..close + 2];
            let not = matches!(set[0], '!' | '^');
            let set = &set[usize::from(not)..];
            let within = move |c: char| {
                let range = set.windows(3);
                let mut range = range.filter(|part| part[1] == '-');
                set.contains(&c) || range.any(|part| (part[0]..=part[2]).contains(&c))
            };
            (close + 3, Box::new(move |c| within(c) != not && c != '/'))
        }
        _ => (1, Box::new(move |c| c == first)),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_fits_as_generators_read_it() {
        for (pattern, path) in [
            ("/posts/**", "/posts/2024/a"),
            ("/{news,posts}/*", "/posts/a"),
            ("**/secret*", "a/b/secret.md"),
            ("**/secret*", "secret.md"),
            ("a/**/b", "a/b"),
            ("_posts/sec*", "_posts/secret.md"),
            ("*.[jt]s", "x.ts"),
            ("?-[!a-c].md", "1-d.md"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("/posts/*", "/posts/2024/a"),
            ("/posts/**", "/pages/a"),
            ("*secret", "secret.md"),
            ("*/a", "b/c/a"),
            ("[!a]", "a"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }
}
