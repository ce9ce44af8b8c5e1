//! Keys of `dateline.toml` that stand where they say nothing.

use dateline::config;
use dateline::diagnostic::{Diagnostic, Severity};

/// What is wrong with settings.
fn told(text: &str) -> Vec<Diagnostic> {
    config::read(text).diagnostics
}

#[test]
fn a_key_that_stands_in_the_wrong_table_is_an_error_that_says_where_it_belongs() {
    for (text, message, help) in [
        (
            "[output]\nbase_url = \"https://example.org/\"\n",
            "`base_url` stands in [output], where it says nothing",
            "write it above the first table",
        ),
        (
            "latest = 5\n",
            "`latest` stands above the first table, where it says nothing",
            "write it below [limits]",
        ),
        (
            "[limits]\nhost = \"netlify\"\n",
            "`host` stands in [limits], where it says nothing",
            "write it below [output]",
        ),
        (
            "[site]\nlanguage = \"en\"\n",
            "`language` stands in [site], where it says nothing",
            "write it above the first table",
        ),
        (
            "[publisher]\ntimeout = 3\n",
            "`timeout` stands in [publisher], where it says nothing",
            "write it below [check]",
        ),
        (
            "[taxonomies.limits]\npage = 3\n",
            "`limits` stands in [taxonomies], where it says nothing",
            "write it as a table of its own: [limits]",
        ),
        (
            "[deploy]\nto = \"../www\"\n",
            "`to` stands in [deploy], where it says nothing",
            "write it below [deploy.NAME], with a name for the place: [deploy.production]",
        ),
        (
            "[deploy.production]\nto = \"../www\"\nlinks = \"clean\"\n",
            "`links` stands in [deploy.production], where it says nothing",
            "write it below [output]",
        ),
        (
            "[[deploy]]\nto = \"../www\"\n",
            "`deploy` is a list, and each place has a name",
            "write [deploy.NAME] in place of [[deploy]]: [deploy.production]",
        ),
        (
            "[deploy]\nproduction = \"s3://bucket/a\"\n",
            "`production` is a text, and a place is a table",
            "write [deploy.production], and below it to = \"s3://bucket/a\"",
        ),
    ] {
        let found = told(&format!("title = \"Desk\"\n{text}"));
        let errors = found.iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<_> = errors
            .map(|one| (one.message.as_str(), one.help.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(errors, [(message, help)], "{text}");
    }
}

#[test]
fn what_the_advice_comes_to_is_read_and_what_nobody_knows_stays_a_warning() {
    let sound = "title = \"Desk\"\nbase_url = \"https://example.org/\"\n[limits]\nlatest = 5\n[deploy.production]\nto = \"../www\"\n[extra]\nhost = \"any\"\n[tokens]\n";
    assert_eq!(told(sound), []);
    for text in ["[output]\nmotto = 1\n", "motto = 1\n", "[motto]\na = 1\n"] {
        let found = told(&format!("title = \"Desk\"\n{text}"));
        let severities: Vec<Severity> = found.iter().map(|one| one.severity).collect();
        assert_eq!(severities, [Severity::Warning], "{text}");
    }
    // What is secret is neither shown nor given another place.
    for table in ["deploy", "output"] {
        let found = told(&format!(
            "title = \"Desk\"\n[{table}]\npassword = \"quetzal\"\n"
        ));
        let said: String = found.iter().map(|one| format!("{one:?}")).collect();
        assert!(
            !said.contains("quetzal") && !said.contains("misplaced"),
            "{said}"
        );
    }
}
