//! Events: what articles claim, put together into one history each.

use std::sync::Arc;

use chrono::NaiveDate;

use super::freshness::Freshness;
use super::ids::{ArticleId, TermId};
use super::judgement::{self, Judgement, Move, MoveKind, Shift, State, Told, Word, shift};
use super::turns::Turns;
use super::voice::{Speaker, Voice, have_one_in_common};
use crate::content::claim::{Act, Claim, Importance, Status};
use crate::content::document::Body;
use crate::content::term::TaxonomyKind;
use crate::date::{Edtf, SortKey};

/// Something that happened or is to happen, with everything that was said of it.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id; without one it belongs to its article alone.
    pub id: Option<String>,
    /// What it is, in a line.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// Background, as Markdown.
    pub body: Option<Body>,
    /// Anything a theme wants to know.
    pub extra: serde_json::Value,
    /// How much it matters.
    pub importance: Importance,
    /// Its topics, primary first: its file's, else its claims', else their articles'.
    pub topics: Vec<TermId>,
    /// Its regions, likewise.
    pub regions: Vec<TermId>,
    /// Whether it has a file of its own.
    pub declared: bool,
    /// The topics its file gives, which hold for every claim.
    pub declared_topics: Vec<TermId>,
    /// The regions its file gives, which hold for every claim.
    pub declared_regions: Vec<TermId>,
    /// Everything said of it, in the order it was said.
    pub history: Vec<Said>,
    /// What follows from the history on any day.
    pub told: Told,
    /// What follows from it on the as-of day.
    pub judgement: Judgement,
    /// When it happened or is to happen, as it stands now; `None` where no day is named.
    pub when: Option<Edtf>,
    /// Where it stands on the timeline: `when`, or the day last named or spoken on.
    pub place: Edtf,
    /// What lists sort its place by.
    pub order: SortKey,
    /// What was said of it that is news, each with the day on which it became public: places in the
    /// history. Of what an article alone says there is none.
    pub made: Vec<(NaiveDate, usize)>,
    /// Whether something that was said of it became public after what was said later.
    pub late: bool,
    /// When something was last said of it, whatever follows from that.
    pub said: Freshness,
    /// When its page last changed, and when a date changes it next.
    pub freshness: Freshness,
    /// The same of its card in lists, which tells less.
    pub on_cards: Freshness,
    /// When a date moves it into, within or out of lists.
    pub turns: Turns,
}

/// A claim in an event's history.
#[derive(Clone, Debug)]
pub struct Said {
    /// The article that carries it, the earliest if several do.
    pub article: ArticleId,
    /// Which of the article's claims it is.
    pub index: usize,
    /// What the event is, in this claim's words, or its file's.
    pub title: String,
    /// Who says so, and where.
    pub voice: Voice,
    /// What the speaker does by saying so. The word of a publisher, or of the site itself, that
    /// something is planned or required is a report of it, and promises and orders nothing.
    pub act: Act,
    /// Whether it is such a report: of what others promise, order, answer or call off, told by
    /// those alone who only carry it.
    pub carried: bool,
    /// The speakers whose word the author judges to be contradicted.
    pub disputes: Vec<Speaker>,
    /// Whether its article is in another language than the site.
    pub translated: bool,
    /// The claim itself.
    pub claim: Arc<Claim>,
    /// What the claim belongs to: its own topics, or its article's.
    pub topics: Vec<TermId>,
    /// Where the claim belongs: its own regions, or its article's.
    pub regions: Vec<TermId>,
    /// The same claim as other articles carry it: recaps and translations.
    pub also: Vec<Said>,
}

impl Event {
    /// The claim that gives its current state.
    pub fn state(&self) -> &Said {
        &self.history[self.judgement.state.claim()]
    }

    /// Its terms in a taxonomy, primary first.
    pub fn terms(&self, kind: TaxonomyKind) -> &[TermId] {
        match kind {
            TaxonomyKind::Topics => &self.topics,
            TaxonomyKind::Regions => &self.regions,
        }
    }

    /// Whether somebody ever named a time at which it was to come.
    pub fn was_to_come(&self) -> bool {
        self.history.iter().any(|said| said.act.names_a_time())
    }

    /// How often it was put off by those whose word stands, if that word is later than their
    /// first or names no day; what has begun since is put off no more, what had begun before is.
    pub fn put_off(&self) -> usize {
        let reports = self.history.iter();
        let mut reports = reports.map(|said| said.claim.status == Status::Underway);
        let begun = self.told.underway.and(reports.position(|begins| begins));
        let standing = self.told.standing.iter();
        let standing = standing.filter(|word| begun.is_none_or(|begun| begun < word.at));
        let times = standing.flat_map(|word| self.put_offs(word));
        times.max().unwrap_or(0)
    }

    /// How often each of those who stand by a word has put it off to come to it.
    pub fn put_offs<'a>(&'a self, word: &'a Word) -> impl Iterator<Item = usize> + 'a {
        word.speakers
            .iter()
            .map(|speaker| self.put_off_by(speaker, word.at))
    }

    /// The moves that led to the time which a word names, each with those who made it and stand by the
    /// word: whoever names that time again, as firmly or not, has come to it as before.
    pub fn moves_to<'a>(
        &'a self,
        word: &'a Word,
    ) -> impl Iterator<Item = (&'a Move, Vec<Speaker>)> {
        let moves = self.told.moves.iter();
        moves.filter_map(|moved| {
            let mut speakers = word.speakers.clone();
            speakers.retain(|speaker| self.move_by(speaker, word.at) == Some(moved));
            (!speakers.is_empty()).then_some((moved, speakers))
        })
    }

    /// The move with which a speaker came to the time that a word names.
    fn move_by(&self, speaker: &Speaker, at: usize) -> Option<&Move> {
        let mut own = self.told.moves.iter();
        let last = own.rfind(|moved| moved.to <= at && moved.speakers.contains(speaker));
        last.filter(|moved| {
            let (to, now) = (&self.history[moved.to], &self.history[at]);
            to.act == now.act && to.names_same_time(now)
        })
    }

    /// How often a speaker has put it off up to a word that lies later than the first.
    fn put_off_by(&self, speaker: &Speaker, at: usize) -> usize {
        let date = |at: usize| self.history[at].claim.date.as_ref();
        let later = |moved: &Move| match date(moved.first).zip(date(moved.to)) {
            Some((first, now)) => matches!(shift(first, now), Shift::Later(_)),
            None => moved.kind == MoveKind::NoDay,
        };
        if !self.move_by(speaker, at).is_some_and(later) {
            return 0;
        }
        let moves = self.told.moves.iter();
        let own = moves.filter(|moved| moved.to <= at && moved.speakers.contains(speaker));
        let puts_off = |moved: &&Move| match moved.kind {
            MoveKind::NoDay => true,
            MoveKind::PutOff(_) => !self.told.completes(moved),
            _ => false,
        };
        own.filter(puts_off).count()
    }

    /// Whether somebody named a time after a claim: of those who said it together, each has a last word.
    pub fn named_later(&self, speaker: &Speaker, at: usize) -> bool {
        let mut later = self.history[at + 1..].iter();
        later.any(|said| said.act.names_a_time() && said.voice.speakers.contains(speaker))
    }

    /// Judges the event on a day.
    pub fn judge(&mut self, day: NaiveDate) {
        self.stand(day, self.judgement_on(day));
    }

    /// The same but for who contradicts whom.
    pub fn judge_undisputed(&mut self, day: NaiveDate) {
        let shared = self.id.is_some();
        let judgement = Judgement::undisputed(&self.history, &self.told, day, shared);
        self.stand(day, judgement);
    }

    fn stand(&mut self, day: NaiveDate, judgement: Judgement) {
        self.judgement = judgement;
        self.when = self.when_on(day, self.judgement.state);
        self.place = self.when.clone().unwrap_or_else(|| self.last_named());
    }

    /// What follows from the history on another day.
    pub fn judgement_on(&self, day: NaiveDate) -> Judgement {
        Judgement::of(&self.history, &self.told, day, self.id.is_some())
    }

    /// The same as far as a note on one claim may tell of it.
    pub fn judgement_of_claim(&self, at: usize, day: NaiveDate) -> Judgement {
        Judgement::of_claim(at, &self.history, &self.told, day, self.id.is_some())
    }

    /// Whether it is a term that has not begun.
    pub fn is_to_begin(&self) -> bool {
        let (day, state) = (self.judgement.day, self.judgement.state);
        matches!(state, State::InForce(_)) && !self.has_begun(day, state)
    }

    /// Whether what is in force has begun on a day.
    pub(super) fn has_begun(&self, day: NaiveDate, state: State) -> bool {
        let term = self.history[state.claim()].claim.date.as_ref();
        let first = term.and_then(judgement::first_day);
        first.is_none_or(|first| first <= day)
    }

    pub(super) fn when_on(&self, day: NaiveDate, state: State) -> Option<Edtf> {
        let at = state.claim();
        let date = self.history[at].claim.date.clone();
        match state {
            State::Ended(_) => Some(judgement::day_ended(&self.history[at])),
            State::Cancelled(_) => Some(judgement::day_called_off(&self.history[at])),
            State::InForce(_) | State::Past(_) if self.history[at].act == Act::Limit => {
                let term = date?;
                let end = term.as_end().filter(|_| self.has_begun(day, state));
                Some(end.unwrap_or(term))
            }
            _ => date,
        }
    }

    /// Where no day is named: the day that was named last, else the day of the last word.
    fn last_named(&self) -> Edtf {
        let named = self
            .history
            .iter()
            .rev()
            .find_map(|said| said.claim.date.clone());
        let spoken = || Edtf::from_day(self.state().claim.attribution.reported.day);
        named.unwrap_or_else(spoken)
    }

    /// Whether what is to come was never put off and is not on a condition, so that its day and whose word it is
    /// are all there is to tell.
    pub fn is_plain(&self, at: usize) -> bool {
        let claim = &self.history[at].claim;
        claim.date.is_some() && claim.condition.is_none() && self.put_off() == 0
    }

    /// Everything said of it, article by article: what several carry, once for each.
    pub fn claims(&self) -> impl Iterator<Item = (usize, &Said)> {
        let history = self.history.iter().enumerate();
        history.flat_map(|(at, said)| said.carriers().map(move |said| (at, said)))
    }
}

impl Said {
    /// It, as every article that carries it has it.
    pub fn carriers(&self) -> impl Iterator<Item = &Said> {
        std::iter::once(self).chain(&self.also)
    }

    /// Every article that carries it.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> {
        self.carriers().map(|said| said.article)
    }

    /// Whether somebody makes both claims.
    pub fn shares_speaker(&self, other: &Said) -> bool {
        have_one_in_common(&self.voice.speakers, &other.voice.speakers)
    }

    /// Whether both name one time, or none: `[..2025-10]` and `[..2025-10-31]` do.
    pub fn names_same_time(&self, other: &Said) -> bool {
        match (&self.claim.date, &other.claim.date) {
            (Some(one), Some(other)) => shift(one, other) == Shift::Same,
            (one, other) => one == other,
        }
    }

    /// Whether an article carries it.
    pub fn is_in(&self, article: ArticleId) -> bool {
        self.articles().any(|carrier| carrier == article)
    }

    /// The order in which things were said; what cannot be told apart by its hour is ordered by
    /// what it says, never by its file.
    fn order(&self) -> impl Ord + use<> {
        let claim = &self.claim;
        // Who contradicts knows what is contradicted: on one day, that came before.
        let rank = match claim.status {
            Status::Denied => 5,
            status if status.settles() => 4,
            Status::Underway => 3,
            status if status.act() == Act::Answer => 2,
            _ if !self.disputes.is_empty() => 1,
            _ => 0,
        };
        let moment = claim.attribution.reported;
        (
            (moment.day, moment.instant, rank),
            claim.date.as_ref().map(Edtf::sort_key),
            (claim.status, self.voice.speakers.clone(), self.voice.source),
            // What two versions of a text say is told by the one in the site's language.
            (
                self.translated,
                self.title.clone(),
                claim.place.file.clone(),
                self.index,
            ),
        )
    }

    /// The claim in the words of an article in the site's language, if one carries it.
    pub fn in_own_language(&self) -> &Said {
        self.carriers()
            .find(|said| !said.translated)
            .unwrap_or(self)
    }

    /// Whether two articles carry the same: speaker, content and source.
    fn is_as(&self, other: &Said) -> bool {
        let (a, b) = (&self.claim, &other.claim);
        self.article != other.article
            && (a.status, &a.date, &a.condition) == (b.status, &b.date, &b.condition)
            && self.voice.speakers == other.voice.speakers
            && self.voice.source == other.voice.source
    }
}

/// Puts claims in the order in which they were said; what several articles carry is told once.
pub fn in_order_said(
    mut claims: Vec<Said>,
    is_document: impl Fn(&Said) -> bool,
    are_versions: impl Fn(&Said, &Said) -> bool,
) -> Vec<Said> {
    claims.sort_by_cached_key(Said::order);
    let mut first: Vec<usize> = Vec::new();
    let mut places: Vec<usize> = Vec::with_capacity(claims.len());
    for (at, said) in claims.iter().enumerate() {
        let document = is_document(said);
        // A document says one thing, and so do a text and its version in another language. Anybody else can
        // say a thing twice, on two days.
        let lasting = |place: usize| document || are_versions(&claims[first[place]], said);
        let day = |said: &Said| said.claim.attribution.reported.day;
        let is_one = |place: &usize| {
            let known = &claims[first[*place]];
            known.is_as(said) && (day(known) == day(said) || lasting(*place))
        };
        let known = (0..first.len()).rev().find(is_one);
        let known = known.filter(|place| lasting(*place) || !goes_back(&claims, first[*place], at));
        places.push(known.unwrap_or(first.len()));
        if known.is_none() {
            first.push(at);
        }
    }
    let mut history: Vec<Said> = Vec::with_capacity(first.len());
    for (place, said) in places.into_iter().zip(claims) {
        match history.get_mut(place) {
            Some(known) => known.also.push(said),
            None => history.push(said),
        }
    }
    history
}

/// Whether a speaker named another time in between, and so goes back to the first: hours tell. An
/// article that has both tells what was said.
fn goes_back(claims: &[Said], first: usize, again: usize) -> bool {
    let (first, again) = (&claims[first], &claims[again]);
    let said = |claim: &Said| claim.claim.attribution.reported;
    let others = claims.iter().filter(|other| {
        other.act.names_a_time() && other.shares_speaker(again) && !other.names_same_time(again)
    });
    let mut between = others
        .clone()
        .filter(|other| said(other).is_after(&said(first)) && said(again).is_after(&said(other)));
    between.next().is_some() && !others.clone().any(|other| other.article == again.article)
}
