//! Steps of how many articles there are, in words.

use serde::Serialize;

use crate::language::Language;

/// How many steps there are at most: more shades than four cannot be told apart on a map.
const STEPS: u32 = 4;

/// A step of a legend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The class its countries have: `level-1`, the lightest, to `level-4`, the strongest.
    pub class: String,
    /// How many articles that means.
    pub words: String,
    /// The smallest number in it.
    #[serde(skip)]
    pub least: usize,
}

/// Round steps up to a number; each is some times as high as the one before, for a few
/// countries have most of the articles.
pub fn steps(language: &Language, most: usize) -> Vec<Step> {
    let highest = most as f64;
    let mut least: Vec<usize> = (0..STEPS)
        .map(|step| round(highest.powf(f64::from(step) / f64::from(STEPS))))
        .collect();
    least.dedup();
    let count = least.len();
    let ends = least
        .iter()
        .skip(1)
        .map(|next| Some(next - 1))
        .chain([None]);
    // Two steps are the second and the fourth shade: far enough apart to be told.
    least
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(nth, (least, end))| Step {
            class: format!("level-{}", (nth + 1) * STEPS as usize / count),
            words: words(language, *least, end, most),
            least: *least,
        })
        .collect()
}

/// The class of a number of articles.
pub fn class(steps: &[Step], articles: usize) -> Option<&str> {
    let step = steps.iter().rev().find(|step| articles >= step.least);
    step.map(|step| step.class.as_str())
}

fn words(language: &Language, least: usize, end: Option<usize>, most: usize) -> String {
    let number = |n: usize| language.numbers.whole(n);
    match end {
        Some(end) if end > least => {
            let ends = [("min", &*number(least)), ("max", &*number(end))];
            let range = language.say("dash_range", &ends);
            language.count("map_step_range", end, &[("range", &range)])
        }
        None if most > least => language.count("map_step_open", least, &[]),
        _ => language.count("articles", least, &[]),
    }
}

/// The highest of 1, 2, 5, 10, 20, … that is no higher than a number.
fn round(number: f64) -> usize {
    let mut found = 1;
    let mut unit = 1;
    // A root of a whole number may come out a little too low.
    let number = (number + 1e-9).floor() as usize;
    while unit <= number {
        for step in [unit, unit * 2, unit * 5] {
            if step <= number {
                found = step;
            }
        }
        unit *= 10;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn legend(most: usize) -> Vec<(String, String)> {
        let steps = steps(english(), most).into_iter();
        steps.map(|step| (step.class, step.words)).collect()
    }

    fn expect(most: usize, steps: &[(&str, &str)]) {
        let expected: Vec<(String, String)> = steps
            .iter()
            .map(|(class, words)| ((*class).to_string(), (*words).to_string()))
            .collect();
        assert_eq!(legend(most), expected, "{most}");
    }

    #[test]
    fn there_are_few_steps_of_round_numbers() {
        expect(1, &[("level-4", "1 article")]);
        expect(
            3,
            &[("level-2", "1 article"), ("level-4", "2 or more articles")],
        );
        expect(
            12,
            &[
                ("level-1", "1 article"),
                ("level-2", "2–4 articles"),
                ("level-4", "5 or more articles"),
            ],
        );
        expect(
            300,
            &[
                ("level-1", "1 article"),
                ("level-2", "2–9 articles"),
                ("level-3", "10–49 articles"),
                ("level-4", "50 or more articles"),
            ],
        );
        expect(2, &[("level-4", "1 article or more")]);
    }

    #[test]
    fn a_number_has_the_highest_step_it_reaches() {
        let steps = steps(english(), 12);
        let classes = [1, 2, 4, 5, 12].map(|articles| class(&steps, articles));
        let expected = ["level-1", "level-2", "level-2", "level-4", "level-4"];
        assert_eq!(classes, expected.map(Some));
        assert_eq!(class(&steps, 0), None);
    }
}
