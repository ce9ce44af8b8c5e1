//! Reports that are denied by others, or taken back by those who made them.

use super::Told;
use super::history::Reading;
use super::speakers::who_say;
use crate::content::claim::{Act, Status};
use crate::newsroom::events::Said;
use crate::newsroom::voice::Speaker;

impl Reading<'_> {
    /// Takes back a report that settled the event: where somebody else reports the same, that settles
    /// it and is denied; else what stood before it stands again.
    pub(super) fn withdraw(&mut self, settled: usize, at: usize) {
        if let Some(other) = self.reported_by_another(settled, at) {
            self.settle_by(other);
            self.deny(at);
            return;
        }
        self.stands_again(settled, at);
    }

    /// Who denied the end of a term that a claim sets anew: for those who set it, it never ended.
    pub(super) fn denies_end(&self, at: usize) -> Option<usize> {
        let ended = self
            .told
            .ended
            .filter(|_| self.history[at].act == Act::Limit);
        ended.and(self.told.denials.last().copied())
    }

    /// What stood before the report of an end stands again, after a claim that denies the report.
    pub(super) fn stands_again(&mut self, settled: usize, denial: usize) {
        self.reopen(settled);
        // Of those who reported it together, each took it back with a claim of its own.
        let own = |before: &usize| self.history[*before].shares_speaker(&self.history[settled]);
        let before = std::mem::take(&mut self.told.denials)
            .into_iter()
            .filter(own);
        let before = before.filter(|before| *before != denial);
        let withdrawn = before.chain([denial]).map(|by| (settled, by));
        self.told.withdrawn.extend(withdrawn);
        let after_all = self.told.underway;
        (self.tracks, self.terms, self.told.underway) = std::mem::take(&mut self.before);
        self.told.underway = after_all.or(self.told.underway);
    }

    /// The first who reports the same as a report that its speaker takes back, and stands by it.
    fn reported_by_another(&self, settled: usize, at: usize) -> Option<usize> {
        let (history, denier) = (self.history, &self.history[at]);
        let since = self.told.reopened.map_or(0, |before| before + 1);
        let stands_by = |other: usize| {
            let mut denials = self.told.denials.iter();
            !denials
                .any(|denial| *denial > other && history[*denial].shares_speaker(&history[other]))
        };
        let mut reports = since..at;
        reports.find(|other| {
            let said = &history[*other];
            said.claim.status == history[settled].claim.status
                && !said.shares_speaker(denier)
                && stands_by(*other)
        })
    }

    /// Notes a denial of what settled the event; whoever denies it again says nothing new.
    pub(super) fn deny(&mut self, at: usize) {
        let history = self.history;
        let mut denials = self.told.denials.iter();
        if !denials.any(|denial| history[*denial].voice.speakers == history[at].voice.speakers) {
            self.told.denials.push(at);
        }
    }

    /// Notes that a claim ends denials.
    pub(super) fn give_up_denials(&mut self, at: usize, ends: impl Fn(&Self, usize) -> bool) {
        let denials = std::mem::take(&mut self.told.denials).into_iter();
        let (ended, kept): (Vec<_>, Vec<_>) = denials.partition(|denial| ends(self, *denial));
        self.told.denials = kept;
        let ended = ended.into_iter();
        self.told.given_up.extend(ended.map(|denial| (denial, at)));
    }

    /// Takes back a speaker's own report that it was under way, where that was the speaker's last
    /// word; whether nobody else reports so.
    pub(super) fn take_back_beginning(&mut self, at: usize) -> bool {
        let history = self.history;
        let since = self.told.reopened.map_or(0, |before| before + 1);
        let is_own = |before: usize| history[before].shares_speaker(&history[at]);
        let stands = |report: usize| who_say(&history[..=at], report).next().is_some();
        let is_underway = |report: usize| {
            history[report].claim.status == Status::Underway || self.told.underway == Some(report)
        };
        let last = (since..at).rev().find(|before| is_own(*before));
        let Some(own) = last.filter(|last| is_underway(*last) && self.told.underway.is_some())
        else {
            return false;
        };
        let mut reports = (since..at).rev();
        self.told.underway = reports.find(|report| is_underway(*report) && stands(*report));
        if self.told.underway.is_some() {
            return false;
        }
        self.told.withdrawn.push((own, at));
        true
    }

    /// Lets the words of those who deny what had settled it stand again, once a day is named anew:
    /// for them it never happened, nor for who names that day. Who called it off begins anew.
    pub(super) fn restore_deniers(&mut self, settled: usize, at: usize) {
        let history = self.history;
        let by = |claim: usize| history[claim].voice.speakers.iter();
        let denials = self.told.denials.iter().copied();
        let (called_off, denied): (Vec<usize>, Vec<usize>) =
            denials.partition(|denial| history[*denial].claim.status == Status::Cancelled);
        let begins_anew = |speaker: &Speaker| {
            let mut ended = called_off.iter().chain([&settled]).copied();
            ended.any(|end| by(end).any(|other| other == speaker))
        };
        let names = by(at).filter(|speaker| !begins_anew(speaker));
        let names = names.filter(|_| !denied.is_empty());
        for speaker in denied.iter().flat_map(|denial| by(*denial)).chain(names) {
            if let Some(track) = self.before.0.get(speaker).cloned() {
                self.tracks.entry(speaker).or_insert(track);
            }
        }
    }

    /// Lets a report that others deny settle the event again, once the day that was named since is
    /// called off: the words that stood are gone, and who called it off is against the report.
    pub(super) fn stands_against(&mut self, report: usize, at: usize) {
        self.overtake(at);
        self.told.reopened = None;
        self.told.settled = Some(report);
        self.told.denials.push(at);
        self.tracks.clear();
        self.terms.clear();
    }
}

/// Whether those who reported something only say the same again.
pub(super) fn is_repeated(report: &Said, said: &Said) -> bool {
    let mut speakers = said.voice.speakers.iter();
    (report.claim.status, &report.claim.date) == (said.claim.status, &said.claim.date)
        && speakers.all(|speaker| report.voice.speakers.contains(speaker))
}

impl Told {
    /// The report that others deny. Where a day was named anew since, they still do, unless who
    /// reported it names one too.
    pub fn contested(&self, history: &[Said]) -> Option<usize> {
        let before = self.reopened.filter(|report| {
            let said = &history[*report];
            let mut later = history[report + 1..].iter();
            said.claim.status == Status::Happened
                && !self.reopened_term
                && !later.any(|later| later.act.names_a_time() && later.shares_speaker(said))
        });
        let report = self.settled.or(before);
        report.filter(|_| !self.denials.is_empty())
    }
}
