//! Shortcodes and Liquid tags: the common ones become Markdown, the rest is kept and listed.

use std::collections::{BTreeMap, HashMap};

use super::{Conversion, Generator};

/// A text with the common tags turned into Markdown; every other is counted and kept.
pub(super) fn turned(
    generator: Generator,
    places: &HashMap<String, String>,
    text: &str,
    conversion: &mut Conversion,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        out.push_str(&text[at..start]);
        let rest = &text[start..];
        let Some((inner, len)) = tag(rest) else {
            out.push('{');
            at = start + 1;
            continue;
        };
        let (name, arguments) = parts(inner);
        let new = markdown(generator, places, &name, &arguments);
        let key = label(rest, &name);
        let counts: &mut BTreeMap<String, usize> = match new {
            Some(_) => &mut conversion.turned_tags,
            None => &mut conversion.kept_tags,
        };
        *counts.entry(key).or_default() += 1;
        match new {
            Some(new) => out.push_str(&new),
            None => out.push_str(&rest[..len]),
        }
        at = start + len;
    }
    out.push_str(&text[at..]);
    out
}

/// The inside of a tag that begins here, and the length of the whole.
fn tag(rest: &str) -> Option<(&str, usize)> {
    const MARKS: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];
    let (open, close) = MARKS.iter().find(|(open, _)| rest.starts_with(open))?;
    let inner = &rest[open.len()..];
    // A tag ends within a few lines; anything longer is text that happens to hold a brace.
    let end = inner.find(close).filter(|end| *end < 2000)?;
    Some((&inner[..end], open.len() + end + close.len()))
}

/// The name of a tag, and its arguments with the keys they have.
fn parts(inner: &str) -> (String, Vec<(Option<String>, String)>) {
    let inner = inner.trim().trim_matches('-').trim();
    let inner = inner.strip_suffix('/').unwrap_or(inner).trim();
    let cut = inner
        .find(|c: char| c.is_whitespace() || c == '(')
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at(cut);
    let rest = rest.trim().trim_start_matches('(').trim_end_matches(')');
    let mut arguments = Vec::new();
    let mut words = rest.trim_start();
    while !words.is_empty() {
        let (key, value) = match words
            .find(|c: char| c == '=' || c.is_whitespace() || matches!(c, '"' | '\'' | '`'))
        {
            Some(cut) if words[cut..].starts_with('=') => (
                Some(words[..cut].trim().to_string()),
                words[cut + 1..].trim_start(),
            ),
            _ => (None, words),
        };
        let (text, left) = value_of(value);
        if key.is_some() || !text.is_empty() {
            arguments.push((key, text));
        }
        let left = left.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        if left.len() >= words.len() {
            break;
        }
        words = left;
    }
    (name.to_string(), arguments)
}

fn value_of(value: &str) -> (String, &str) {
    match value.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => match value[1..].split_once(quote) {
            Some((text, left)) => (text.to_string(), left),
            None => (value[1..].to_string(), ""),
        },
        _ => {
            let cut = value
                .find(|c: char| c.is_whitespace() || c == ',')
                .unwrap_or(value.len());
            (value[..cut].to_string(), &value[cut..])
        }
    }
}

fn label(rest: &str, name: &str) -> String {
    match () {
        () if rest.starts_with("{{<") => format!("{{{{< {name} >}}}}"),
        () if rest.starts_with("{{%") => format!("{{{{% {name} %}}}}"),
        () if rest.starts_with("{{") => format!("{{{{ {name} }}}}"),
        () => format!("{{% {name} %}}"),
    }
}

/// The Markdown of a tag that has some.
fn markdown(
    generator: Generator,
    places: &HashMap<String, String>,
    name: &str,
    arguments: &[(Option<String>, String)],
) -> Option<String> {
    let get = |keys: &[&str], place: usize| {
        let named = arguments
            .iter()
            .find(|(key, _)| key.as_deref().is_some_and(|key| keys.contains(&key)));
        let placed = arguments.iter().filter(|(key, _)| key.is_none()).nth(place);
        named
            .or(placed)
            .map(|(_, value)| value.clone())
            .filter(|value| !value.is_empty())
    };
    let name = name.trim_start_matches('/');
    // Eleventy's Markdown is read by Liquid, as Jekyll's is.
    let generator = match generator {
        Generator::Eleventy => Generator::Jekyll,
        generator => generator,
    };
    Some(match (generator, name) {
        (Generator::Hugo, "ref" | "relref") => {
            let path = get(&["path"], 0)?;
            let (file, anchor) = path
                .split_once('#')
                .map_or((path.as_str(), String::new()), |(file, anchor)| {
                    (file, format!("#{anchor}"))
                });
            match file.is_empty() {
                true => anchor,
                false => format!("{}{anchor}", linked(places, file)?),
            }
        }
        (Generator::Hugo, "figure") => {
            let source = get(&["src"], 0)?;
            let caption = get(&["caption", "title"], 9).unwrap_or_default();
            let alt = get(&["alt"], 9).unwrap_or_else(|| caption.clone());
            let line = if caption.is_empty() {
                String::new()
            } else {
                format!("\n\n*{caption}*")
            };
            format!("![{alt}]({source}){line}")
        }
        (Generator::Hugo | Generator::Zola, "youtube") => {
            format!("<https://www.youtube.com/watch?v={}>", get(&["id"], 0)?)
        }
        (Generator::Hugo | Generator::Zola, "vimeo") => {
            format!("<https://vimeo.com/{}>", get(&["id"], 0)?)
        }
        (Generator::Hugo, "highlight") => match arguments.is_empty() {
            true => "```".to_string(),
            false => format!("```{}", get(&["lang", "language"], 0)?),
        },
        (Generator::Jekyll, "highlight") => format!("```{}", get(&[], 0).unwrap_or_default()),
        (Generator::Jekyll, "endhighlight") => "```".to_string(),
        (Generator::Jekyll, "raw" | "endraw") => String::new(),
        (Generator::Jekyll, "post_url") => linked(places, &format!("_posts/{}", get(&[], 0)?))?,
        (Generator::Jekyll, "link") => linked(places, &get(&[], 0)?)?,
        (Generator::Jekyll, "site.baseurl" | "site.url") => String::new(),
        // `{{ "/about/" | relative_url }}`
        (Generator::Jekyll, path) if path.starts_with(['"', '\'']) => {
            let filter = arguments.last().map(|(_, value)| value.as_str());
            let filtered = matches!(filter, Some("relative_url" | "absolute_url" | "url"));
            filtered.then(|| path.trim_matches(['"', '\'']).to_string())?
        }
        _ => return None,
    })
}

/// A link to the file of a name, where it lies now; `None` for one that is not there.
fn linked(places: &HashMap<String, String>, name: &str) -> Option<String> {
    let name = super::keys::bare(name.trim_matches('/'));
    let last = name.rsplit('/').next().unwrap_or(name);
    let place = places.get(name).or_else(|| places.get(last))?;
    Some(format!("@/{}", place.trim_start_matches("content/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(generator: Generator, text: &str) -> (String, Vec<String>) {
        let mut conversion = Conversion::default();
        let places = HashMap::from([("posts/a".to_string(), "content/posts/a.md".to_string())]);
        let out = turned(generator, &places, text, &mut conversion);
        (out, conversion.kept_tags.into_keys().collect())
    }

    #[test]
    fn common_tags_become_markdown_and_the_rest_is_listed() {
        let (text, kept) = turn(
            Generator::Hugo,
            "[a]({{< ref \"posts/a.md#x\" >}}) {{% note %}}b{{% /note %}} {{< figure src=\"a.png\" alt=\"A b\" >}}",
        );
        assert_eq!(
            text,
            "[a](@/posts/a.md#x) {{% note %}}b{{% /note %}} ![A b](a.png)"
        );
        assert_eq!(kept, ["{{% /note %}}", "{{% note %}}"]);
        let (text, kept) = turn(
            Generator::Jekyll,
            "{% highlight rust %}\nlet a;\n{% endhighlight %} [x]({{ site.baseurl }}/a) {{ page.title }}",
        );
        assert_eq!(text, "```rust\nlet a;\n``` [x](/a) {{ page.title }}");
        assert_eq!(kept, ["{{ page.title }}"]);
        let (text, kept) = turn(
            Generator::Zola,
            "{{ youtube(id=\"abc\") }} {% quote(author=\"B\") %}",
        );
        assert_eq!(
            text,
            "<https://www.youtube.com/watch?v=abc> {% quote(author=\"B\") %}"
        );
        assert_eq!(kept, ["{% quote %}"]);
    }

    #[test]
    fn braces_that_are_no_tags_stay() {
        for text in ["{", "{{", "{% ", "a { b }", "{{<", "{{ =\"", "{{ x \" }}"] {
            assert_eq!(turn(Generator::Hugo, text).0, text);
        }
    }
}
