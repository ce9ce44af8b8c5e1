//! Where speakers who both stand by their word do not say the same.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Told, Word};
use crate::content::claim::Act;
use crate::date::{Bound, Edtf, Shape, Timing};
use crate::newsroom::events::Said;
use crate::newsroom::voice::{Speaker, have_one_in_common};

/// Two words that do not go together.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The word that was said first.
    pub earlier: Word,
    /// The word that was said later.
    pub later: Word,
    /// How they lie to each other.
    pub discord: Discord,
}

impl Dispute {
    /// The places of both words in the history.
    pub fn places(&self) -> (usize, usize) {
        (self.earlier.at, self.later.at)
    }
}

/// How two words do not go together.
#[derive(Clone, Debug, PartialEq)]
pub enum Discord {
    /// Both cannot be right, or an author judges so.
    Disputed,
    /// Both are right on this one date alone.
    Touching(Edtf),
}

/// The disputes of a day: only words whose time has not passed contradict each other.
pub fn of(history: &[Said], told: &Told, day: NaiveDate) -> Vec<Dispute> {
    among(history, told, day, |_| true)
}

/// The first of some turning days on which nothing is in dispute any more: what is, is so until then.
/// `None` where it never ends; where nothing ever is, the first day there can be.
///
/// A word whose time has passed stays so, and with it every dispute that it is one side of.
pub fn ends(history: &[Said], told: &Told, days: &BTreeSet<NaiveDate>) -> Option<NaiveDate> {
    let days: Vec<NaiveDate> = days.iter().copied().collect();
    let passes = |at: usize| {
        let first = days.partition_point(|day| !told.is_past(history, at, *day));
        days.get(first).copied()
    };
    let passes: BTreeMap<usize, Option<NaiveDate>> = told
        .standing
        .iter()
        .map(|word| (word.at, passes(word.at)))
        .collect();
    // An answer that is set against a word does not pass.
    let passes = |word: &Word| passes.get(&word.at).copied().flatten();
    let disputed = among(history, told, NaiveDate::MIN, |_| true).into_iter();
    let disputed = disputed.filter(|dispute| dispute.discord == Discord::Disputed);
    let mut ends = disputed.map(|dispute| {
        let sides = [passes(&dispute.earlier), passes(&dispute.later)];
        sides.into_iter().flatten().min()
    });
    ends.try_fold(NaiveDate::MIN, |last, end| Some(last.max(end?)))
}

/// The disputes of a day in which one word is the earlier.
pub fn of_word(history: &[Said], told: &Told, day: NaiveDate, at: usize) -> Vec<Dispute> {
    let mut found = among(history, told, day, |word| word.at == at);
    found.retain(|dispute| dispute.earlier.at == at);
    found
}

fn among(
    history: &[Said],
    told: &Told,
    day: NaiveDate,
    earlier: impl Fn(&Word) -> bool,
) -> Vec<Dispute> {
    let live = |word: &&Word| !told.is_past(history, word.at, day);
    let words: Vec<&Word> = told.standing.iter().filter(live).collect();
    let mut found = Vec::new();
    let sides = words.iter().enumerate();
    for (at, one) in sides.filter(|(_, word)| earlier(word)) {
        for other in &words[at + 1..] {
            let judged =
                judged_disputed(history, one.at, other) || judged_disputed(history, other.at, one);
            let discord = match judged {
                true => Some(Discord::Disputed),
                false if are_apart(one, other) => between(&history[one.at], &history[other.at]),
                false => None,
            };
            found.extend(discord.map(|discord| Dispute {
                earlier: (*one).clone(),
                later: (*other).clone(),
                discord,
            }));
        }
    }
    found.extend(answers_disputing(history, told, &words));
    found.sort_by_key(Dispute::places);
    found
}

/// Whether the author of a claim judges that it contradicts a speaker's word: the time that the
/// author knew, not one that was named later.
fn judged_disputed(history: &[Said], at: usize, word: &Word) -> bool {
    let (said, disputed) = (&history[at], &history[word.at]);
    let named = |speaker: &Speaker| said.disputes.iter().any(|name| is_called(name, speaker));
    let known = |other: &Said| {
        other.claim.date == disputed.claim.date
            && have_one_in_common(&other.voice.speakers, &word.speakers)
    };
    word.speakers.iter().any(named)
        && (disputed.is_in(said.article) || history[..at].iter().any(known))
}

/// A plain name stands for whoever is so called, whichever publisher it is from.
pub fn is_called(name: &Speaker, speaker: &Speaker) -> bool {
    match (name, speaker) {
        (Speaker::Name(a, _), Speaker::Name(b, _)) => a == b,
        _ => name == speaker,
    }
}

/// Answers that an author sets against a word that stands.
fn answers_disputing(history: &[Said], told: &Told, words: &[&Word]) -> Vec<Dispute> {
    let answers = told
        .answers
        .iter()
        .filter(|answer| answer.overtaken.is_none());
    let pairs = answers.flat_map(|answer| {
        let said = &history[answer.at];
        let set_against = words
            .iter()
            .filter(|word| judged_disputed(history, answer.at, word));
        set_against.map(|word| {
            let answer = Word {
                at: answer.at,
                speakers: said.voice.speakers.clone(),
            };
            let mut sides = [(*word).clone(), answer];
            sides.sort_by_key(|side| side.at);
            let [earlier, later] = sides;
            Dispute {
                earlier,
                later,
                discord: Discord::Disputed,
            }
        })
    });
    pairs.collect()
}

/// Whether two words are of speakers who are surely not the same.
pub fn are_apart(one: &Word, other: &Word) -> bool {
    let same = |a: &Speaker, b: &Speaker| a == b || a.may_be(b);
    !one.speakers
        .iter()
        .any(|a| other.speakers.iter().any(|b| same(a, b)))
}

/// How two words of different speakers lie to each other; `None` where both can be right. Only
/// promises dispute, and a promise and an expectation.
pub fn between(one: &Said, other: &Said) -> Option<Discord> {
    let disputable = matches!(
        (one.act, other.act),
        (Act::Promise, Act::Promise | Act::Expectation) | (Act::Expectation, Act::Promise)
    );
    let (a, b) = (one.claim.date.as_ref()?, other.claim.date.as_ref()?);
    if !disputable || a.is_doubtful() || b.is_doubtful() {
        return None;
    }
    match a.compared_to(b) {
        Timing::Before | Timing::After => Some(Discord::Disputed),
        Timing::Unclear => touching(a, b)
            .or_else(|| touching(b, a))
            .map(Discord::Touching),
    }
}

/// The one date on which "by A" and "B or later" are both right, where it is one date.
fn touching(deadline: &Edtf, opening: &Edtf) -> Option<Edtf> {
    if deadline.shape() != Shape::Deadline || opening.shape() != Shape::NotBefore {
        return None;
    }
    let last = deadline.to_string();
    let last = Edtf::parse(last.strip_prefix("[..")?.strip_suffix(']')?).ok()?;
    let (Bound::Day(_), Bound::Day(_)) = (opening.earliest(), deadline.latest()) else {
        return None;
    };
    (last.earliest() == opening.earliest()).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_and_a_first_day_touch_in_the_date_that_both_name() {
        let touch = |deadline: &str, opening: &str| {
            let (a, b) = (Edtf::parse(deadline).ok()?, Edtf::parse(opening).ok()?);
            touching(&a, &b).map(|date| date.words())
        };
        assert_eq!(
            touch("[..2026-09]", "[2026-09..]").as_deref(),
            Some("September 2026")
        );
        assert_eq!(
            touch("[..2026-09-30]", "[2026-09-30..]").as_deref(),
            Some("30 September 2026")
        );
        assert_eq!(touch("[..2026-12]", "[2026-09..]"), None);
    }
}
