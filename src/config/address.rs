//! The address that a site is published at.

use url::Url;

/// Checks the address a site is published at. It comes out as everything that is made of it is to have it:
/// in ASCII, its host in small letters, with a slash at its end.
///
/// # Errors
///
/// Says what an address must look like.
pub fn normal_base_url(typed: &str) -> Result<String, String> {
    let whole = || "write it whole, as in https://example.org/briefings/".to_string();
    let begins = |scheme: &str| {
        let head = typed.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let is_web = begins("https://") || begins("http://");
    let wrong = |c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\".contains(c);
    if !is_web || typed.contains(wrong) || typed.contains(":///") {
        return Err(whole());
    }
    let mut url = Url::parse(typed).map_err(|error| match error {
        url::ParseError::InvalidPort => {
            "the port is a number up to 65535, as in https://example.org:8443/".to_string()
        }
        _ => whole(),
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        // Neither can fail on the web.
        let _ = (url.set_username(""), url.set_password(None));
        return Err(format!(
            "it stands on every page for all to read: write it without a name and a password, `{url}`"
        ));
    }
    let path = url.path().trim_end_matches('/').to_string();
    if path.contains("//") {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        url.set_path(&parts.join("/"));
        return Err(format!("write one slash between its parts: `{url}`"));
    }
    if !are_escapes(&path) {
        return Err(
            "behind `%` stand two digits from 0 to F; write `%` itself as `%25`".to_string(),
        );
    }
    url.set_path(&format!("{path}/"));
    Ok(url.to_string())
}

/// Whether two hexadecimal digits follow every `%`.
fn are_escapes(path: &str) -> bool {
    let digits =
        |part: &str| part.len() >= 2 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    path.split('%').skip(1).all(digits)
}

#[cfg(test)]
mod tests {
    use super::normal_base_url;

    #[test]
    fn an_address_comes_out_in_ascii_with_a_slash_at_its_end() {
        for (typed, normal) in [
            ("https://example.org", "https://example.org/"),
            (
                "http://example.org/briefings",
                "http://example.org/briefings/",
            ),
            (
                "https://example.org/briefings//",
                "https://example.org/briefings/",
            ),
            ("HTTPS://Example.ORG:443/A", "https://example.org/A/"),
            ("http://localhost:8080", "http://localhost:8080/"),
            (
                "https://bücher.example/müller",
                "https://xn--bcher-kva.example/m%C3%BCller/",
            ),
            (
                "https://example.org/m%c3%bcller/",
                "https://example.org/m%c3%bcller/",
            ),
        ] {
            assert_eq!(normal_base_url(typed).as_deref(), Ok(normal), "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused_with_what_to_write() {
        for (typed, help) in [
            ("example.org", "write it whole"),
            ("https:example.org", "write it whole"),
            ("https:///example.org", "write it whole"),
            ("ftp://example.org", "write it whole"),
            ("https://example.org/?a", "write it whole"),
            ("https://example.org/#a", "write it whole"),
            ("https://example.org/a b", "write it whole"),
            ("https://", "write it whole"),
            ("https://example.org:99999/", "up to 65535"),
            ("https://example.org:http/", "up to 65535"),
            ("https://me:secret@example.org/a", "`https://example.org/a`"),
            ("https://example.org/a//b/", "`https://example.org/a/b`"),
            ("https://example.org/%zz/", "`%25`"),
            ("https://example.org/50%", "`%25`"),
        ] {
            let told = normal_base_url(typed).err().unwrap_or_default();
            assert!(
                told.contains(help) && !told.contains("secret"),
                "{typed}: {told}"
            );
        }
    }
}
