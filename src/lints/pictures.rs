//! Lints of pictures.

use crate::content::article::Article;
use crate::content::markdown;
use crate::diagnostic::Diagnostic;

/// A picture without words for those who do not see it.
pub const NO_ALT: &str = "lint/no-alt";

/// Pictures in the text of an article that have no words. A note: a picture may say nothing that the
/// text does not, and Markdown has no way to tell that it was thought of.
pub fn without_words(article: &Article) -> Vec<Diagnostic> {
    let body = &article.body;
    let pictures = markdown::without_words(body.markdown()).into_iter();
    pictures
        .map(|(address, span)| {
            let message = format!("the picture `{address}` has no words for those who do not see it");
            Diagnostic::note(NO_ALT, message, body.place(span)).help(format!(
                "say what can be seen: `![…]({address})`; where it says nothing that the text does not, write `<img src=\"{address}\" alt=\"\">`"
            ))
        })
        .collect()
}
