//! What a number counts by the nouns at the number alone.

use super::Reader;
use crate::prose::language::numeral;

impl Reader<'_> {
    /// What is counted, by the nouns at the number alone: `US troops`, `tonnes of copper`, `share of the water`.
    pub(super) fn counted(&self) -> String {
        let words = &self.evidence.language.labels;
        let of = self.found.tokens.end;
        let share = self.unit == words.percent;
        let of_it = &self.evidence.language.quantities.grammar.of;
        let measured =
            (self.found.measure && of_it.contains(self.word(of))).then(|| self.phrase(of + 1));
        match measured.filter(|phrase| !phrase.is_empty()) {
            Some(phrase) if share => format!("{} {} {phrase}", words.share, self.word(of)),
            Some(phrase) if !self.is_money() => phrase,
            _ if share => words.share.clone(),
            _ if self.is_money() => self.paid_as().unwrap_or_else(|| words.money.clone()),
            _ => {
                let mut label = self.found.concept.clone();
                label.push(self.unit.to_string());
                label.join(" ")
            }
        }
    }

    pub(super) fn is_money(&self) -> bool {
        let words = &self.evidence.language.quantities;
        let per = format!(" {} ", words.grammar.per);
        let mut units = words.currencies.values();
        let paid = units.any(|unit| {
            let rate = self.unit.strip_prefix(unit.as_str());
            rate.is_some_and(|rate| rate.is_empty() || rate.starts_with(&per))
        });
        self.found.measure && paid
    }

    /// What money is paid as: `1.4 million dollars in bribes`, `3 billion euros of aid`.
    fn paid_as(&self) -> Option<String> {
        let language = self.evidence.language;
        let end = self.found.tokens.end;
        let lead = self.word(end);
        let leads = language.quantities.grammar.of.contains(lead) || lead == language.labels.within;
        let prose = self.evidence.prose;
        let next = prose.tokens.get(end + 1)?;
        let counted = numeral(&prose.tokens, &prose.readings.entries, end + 1).is_some();
        let noun = next.is_word()
            && !counted
            && !next.capital
            && !language.quantities.determiners.contains(&next.lower)
            && !language.quantities.stop.contains(&next.lower)
            && !language.labels.empty.contains(&next.lower);
        let phrase = (leads && noun).then(|| self.phrase(end + 1))?;
        (!phrase.is_empty()).then_some(phrase)
    }
}
