//! Facts in the text whose verb is denied: `did not open on Sunday`, marked as what happened.

use crate::content::article::Article;
use crate::content::claim::{Claim, Status};
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::language::Language;
use crate::prose::tagger::Prose;
use crate::prose::verbs;

/// A fact of the text that its own sentence says not to be so.
pub const NEGATED: &str = "lint/negated";

/// The facts of a text that stand beside a verb that is denied. Who answers, puts off or calls off says
/// no by that.
pub fn negated(article: &Article, language: &Language) -> Vec<Diagnostic> {
    let says_no = |claim: &Claim| {
        use Status::{Accepted, Cancelled, Denied, Postponed, Rejected};
        [Accepted, Cancelled, Denied, Postponed, Rejected].contains(&claim.status)
    };
    let claims = article.claims.iter().filter(|claim| !says_no(claim));
    let found = claims.filter_map(|claim| {
        let sentence = claim.attribution.sentence.as_deref()?;
        let denied = denied(sentence, words(article, claim)?, language)?;
        let message = format!(
            "the sentence has `{denied}`, and the fact is {}",
            claim.status.as_str()
        );
        let help =
            "mend the status; or where the sentence means just that, write the date behind `=`";
        Some(Diagnostic::warning(NEGATED, message, claim.place.clone()).help(help))
    });
    found.collect()
}

/// The words of the link that a claim stands in, where these say its date.
fn words<'a>(article: &'a Article, claim: &Claim) -> Option<&'a str> {
    let link = article.body.whole().get(claim.place.span.clone()?)?;
    let (words, rest) = link.strip_prefix('[')?.split_once(']')?;
    (!rest.contains("\"= ") && !rest.contains(", = ")).then_some(words)
}

/// The words that deny what a sentence says of some of its words.
fn denied<'t>(sentence: &'t str, words: &str, language: &Language) -> Option<&'t str> {
    let start = sentence.find(words)?;
    let prose = Prose::read(sentence, language);
    let tokens = &prose.tokens;
    let mut within = (0..tokens.len()).filter(|at| {
        let span = &tokens[*at].span;
        span.start < start + words.len() && start < span.end
    });
    let first = within.next()?;
    let date = first..within.next_back().unwrap_or(first) + 1;
    let all = 0..tokens.len();
    let verbs = verbs::verbs(tokens, all.clone(), language);
    let own = verbs::governor(&verbs, tokens, &all, &date, language)?;
    // What is denied may be said by the verb before: `denied that it opened on Sunday`.
    let denies = |verb: &verbs::Verb| {
        let denials = &language::english().typed.denials;
        verb.negated || denials.contains(&tokens[verb.head].lower)
    };
    let before = own.checked_sub(1).map(|at| &verbs[at]).filter(|verb| {
        let between = &tokens[verb.tokens.end..verbs[own].tokens.start];
        !verb.negated && between.iter().all(|token| token.is_word())
    });
    let verb = [Some(&verbs[own]), before]
        .into_iter()
        .flatten()
        .find(|verb| denies(verb))?;
    let span = tokens[verb.tokens.start].span.start..tokens[verb.tokens.end - 1].span.end;
    sentence.get(span)
}
