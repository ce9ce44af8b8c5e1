//! What holds for every input.

use dateline::content::source::SourceTree;
use dateline::import::draft::{Facts, draft};
use dateline::import::site::{Generator, Old, Target, convert};
use dateline::import::source::Kind;
use dateline::review::{Decision, decided, open};
use proptest::prelude::*;

use super::imported;

/// Pieces that articles, pages and their accidents are made of.
const PIECES: [&str; 44] = [
    "The council ",
    "said ",
    "on Monday ",
    "3 May ",
    "2024",
    "-",
    "to ",
    "by September 2025 ",
    "May ",
    "$",
    "1.5 ",
    "million ",
    "troops ",
    "in Iraq ",
    "\n",
    "\n\n",
    ". ",
    "<p>",
    "</p>",
    "<script>",
    "&amp;",
    "&#x",
    "+++\n",
    "---\n",
    "title: x\n",
    "99999999999999999999 ",
    "10, 000 ",
    "1/2 ",
    "½",
    "'90s ",
    "Feb 30 ",
    "0000-00-00 ",
    "a billion billion billion years later ",
    "9999 years ago ",
    "the 99th century BC ",
    "é",
    "😀",
    "\u{301}",
    "\u{0}",
    "{{< ref \"x\" >}}",
    "{% raw %}",
    "COMMENTS\n",
    "one of the ",
    "%",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_string),
        1 => "[ -~é–“\\n]{0,12}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_input_makes_the_import_panic(text in soup(), kind in 0..3usize) {
        let kind = [Kind::Text, Kind::Html, Kind::Markdown][kind];
        let length = text.chars().count();
        for day in [None, Some("2024-09-09")] {
            let imported = imported(kind, &text, day);
            for mention in &imported.mentions {
                if let (Some(start), Some(end)) = (mention.start, mention.end) {
                    prop_assert!(start < end && end <= length);
                }
            }
            for event in &imported.proposals.events {
                prop_assert!(!event.title.is_empty() && (0.0..=1.0).contains(&event.confidence));
            }
            let _ = draft(&imported, Facts::InText);
        }
    }

    #[test]
    fn what_is_drafted_is_an_article_that_loads(text in soup()) {
        let text = format!("A headline of some words\n\nHarrow, 9 September 2024\n\n{text} It was agreed by all of the people in the town hall, and nobody said a word against it.\n");
        let imported = imported(Kind::Text, &text, Some("2024-09-09"));
        for facts in [Facts::InText, Facts::InFrontMatter] {
            let Ok(draft) = draft(&imported, facts) else { continue };
            let tree = SourceTree::from_texts([(draft.path.as_str(), draft.text.as_str())]);
            let loaded = dateline::content::load(&tree, &dateline::config::Config::default());
            let errors: Vec<_> = loaded.diagnostics.iter().filter(|d| d.severity == dateline::diagnostic::Severity::Error).collect();
            prop_assert!(errors.is_empty(), "{errors:?}\n{}", draft.text);
            prop_assert_eq!(loaded.value.articles.len(), 1);
            let proposed = imported.proposals.events.len() + imported.proposals.figures.len();
            prop_assert_eq!(open(&draft.text).len(), proposed);
            let later = vec![Decision::Later; proposed];
            prop_assert_eq!(&decided(&draft.text, &later).unwrap(), &draft.text);
            let all = decided(&draft.text, &vec![Decision::Accept(Vec::new()); proposed]).unwrap();
            prop_assert!(open(&all).is_empty());
            let none = decided(&draft.text, &vec![Decision::Drop; proposed]).unwrap();
            prop_assert!(!none.contains("[[events]]") && !none.contains("[[figures]]") && !none.contains("](event:"));
        }
    }

    #[test]
    fn no_site_makes_the_conversion_panic(text in soup(), generator in 0..5usize) {
        let generator = [Generator::Hugo, Generator::Zola, Generator::Jekyll, Generator::Eleventy, Generator::Astro][generator];
        let files = ["content/a.md", "content/b/_index.md", "_posts/2020-01-02-x.md", "config.toml", "_config.yml", "src/content/a/b.de.md", "posts/posts.json", "eleventy.config.js"];
        let files: Vec<Old> = files.iter().map(|path| Old { path: path.to_string(), text: Some(text.clone()) }).collect();
        let target = Target { language: "en".to_string(), now: chrono::DateTime::UNIX_EPOCH };
        convert(generator, &files, &target);
    }
}
