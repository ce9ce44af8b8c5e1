//! French: the same reader with other data files.

use chrono::NaiveDate;
use dateline::import::propose::{FLOOR, Vocabulary};
use dateline::import::source::Kind;
use dateline::import::{Imported, Meaning, import};
use dateline::prose::language::english;

use super::imported;

/// A text that says it is in French.
fn french(text: &str) -> Imported {
    let text = format!("+++\nlang = \"fr\"\n+++\n{text}\n");
    imported(Kind::Markdown, &text, Some("2026-03-12"))
}

/// A text and its events: date, status, title.
type Row = (
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
);

#[rustfmt::skip]
const EVENTS: &[Row] = &[
    ("L'accord a été signé mardi 3 mars par les deux pays.", &[("2026-03-03", "happened", "L'accord a été signé par les deux pays")]),
    ("L'accord sera signé jeudi 19 mars, a annoncé mardi le ministre.", &[("2026-03-19", "announced", "L'accord sera signé")]),
    ("L'accord serait signé le 1er avril, selon la presse.", &[("2026-04-01", "expected", "L'accord serait signé")]),
    ("Les deux pays vont signer un accord d'ici fin 2026.", &[("[..2026]", "announced", "Les deux pays vont signer un accord")]),
    ("Le sommet est reporté à janvier 2027.", &[("2027-01", "postponed", "Le sommet est reporté")]),
    ("La trêve a été prolongée jusqu'au 30 juin.", &[("[..2026-06-30]", "in-force", "La trêve a été prolongée")]),
    ("Le procès s'ouvre lundi à Paris.", &[("2026-03-16", "planned", "Le procès s'ouvre à Paris")]),
    ("Le président s'est rendu lundi à Rome.", &[("2026-03-09", "happened", "Le président s'est rendu à Rome")]),
    ("La réunion aura lieu la semaine prochaine.", &[("[2026-03-16..2026-03-22]", "announced", "La réunion aura lieu")]),
    ("Deux soldats auraient été tués dimanche près de Korba.", &[("2026-03-08", "happened", "Deux soldats auraient été tués près de Korba")]),
    ("Le gouvernement n'a pas publié le rapport le 1er mars.", &[]),
    ("La mine avait fermé il y a deux ans.", &[("2024", "happened", "La mine avait fermé")]),
    ("Les écoles doivent rouvrir à partir du 23 mars.", &[("2026-03-23/..", "planned", "Les écoles doivent rouvrir")]),
    ("Des travaux auront lieu du 3 au 5 mai 2027.", &[("2027-05-03/2027-05-05", "announced", "Des travaux auront lieu")]),
    ("La foire a été reportée du 3 mai au 5 mai.", &[("2026-05-05", "postponed", "La foire a été reportée")]),
    ("La course a été avancée du 20 mai au 11 mai.", &[("2026-05-11", "announced", "La course a été avancée")]),
    ("La ligne rouvrira en mai 2027 au plus tôt.", &[("[2027-05..]", "announced", "La ligne rouvrira")]),
    ("Les rebelles ont jusqu'au 3 mai pour partir.", &[]),
    ("La dette est tombée à son niveau le plus bas depuis mars 2023.", &[]),
    ("La grève de l'an dernier, en mai, a fermé le port.", &[("2025-05", "happened", "La grève de l'an dernier a fermé le port")]),
    ("« Nous espérons y être avant Noël », a-t-elle dit lundi.", &[]),
];

#[test]
fn the_verb_says_what_is_to_come_in_french_too() {
    let mut wrong = Vec::new();
    for (text, wanted) in EVENTS {
        let mut proposals = french(text).proposals;
        proposals.keep(FLOOR);
        let events = proposals.events.iter().map(|event| {
            let status = event.status.as_str().to_string();
            (event.date.to_string(), status, event.title.clone())
        });
        let found: Vec<_> = events.collect();
        let wanted = wanted
            .iter()
            .map(|(date, status, title)| (date.to_string(), status.to_string(), title.to_string()));
        if found != wanted.collect::<Vec<_>>() {
            wrong.push(format!("{text}\n  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[rustfmt::skip]
const QUANTITIES: &[(&str, &[&str])] = &[
    ("Ils étaient deux millions et demi d'habitants.", &["2500000 habitants"]),
    ("On compte 1 200 personnes et 2,5 millions d'euros.", &["1200 personnes", "2500000 euros"]),
    ("Quatre-vingt-dix-sept soldats et vingt et un civils.", &["97 soldats", "21 civils"]),
    ("Soixante-douze maisons, deux cent trente tentes.", &["72 maisons", "230 tentes"]),
    ("Mille deux cents élèves, trois mille enseignants.", &["1200 élèves", "3000 enseignants"]),
    ("Au moins 12 % des foyers et une centaine de fermes.", &["12 %", "100 fermes"]),
    ("L'article 50 et la route nationale 12 sont cités.", &[]),
];

#[test]
fn numbers_are_read_as_french_writes_them() {
    for (text, wanted) in QUANTITIES {
        let imported = french(text);
        let mentions = imported.mentions.iter();
        let found = mentions.filter_map(|mention| match &mention.means {
            Meaning::Quantity(found) => Some(format!("{} {}", found.min.normalize(), found.unit)),
            Meaning::Time { .. } => None,
        });
        assert_eq!(found.collect::<Vec<_>>(), *wanted, "{text}");
    }
}

#[test]
fn a_text_is_read_in_the_language_it_shows_to_be_in() {
    let vocabulary = Vocabulary::new(&[]);
    let english = english().unwrap();
    let title = |kind, text: &str| {
        let day = NaiveDate::from_ymd_opt(2026, 3, 12);
        let read = import(kind, text, day, english, &vocabulary);
        let regions = read.proposals.regions.join(" ");
        let events = read.proposals.events.iter();
        let titles: Vec<String> = events
            .map(|event| format!("{} {}", event.date, event.title))
            .collect();
        format!("{} [{regions}]", titles.join("; "))
    };
    let text = "Le pont de Brenne rouvrira le 3 avril, a annoncé mardi le ministère des Transports. Il avait été fermé en France.";
    let said = "2026-04-03 Le pont de Brenne rouvrira []";
    assert_eq!(title(Kind::Text, text), said);
    let page = |lang: &str, text: &str| {
        format!(
            "<html lang=\"{lang}\"><head><title>T</title></head><body><article><h1>T</h1><p>{text}</p></article></body></html>"
        )
    };
    assert_eq!(title(Kind::Html, &page("fr-FR", text)), said);
    // What a page says of itself is believed only where its words bear it out.
    let text = "The bridge will reopen on 3 April, the ministry of transport said on Tuesday, and the road will be closed.";
    let said = "2026-04-03 The bridge will reopen []";
    assert_eq!(title(Kind::Html, &page("fr", text)), said);
}

#[test]
fn a_point_parts_thousands_where_what_is_counted_is_whole() {
    let found = |text: &str| -> Vec<(String, String)> {
        let figures = french(text).proposals.figures.into_iter();
        figures
            .map(|figure| (figure.min.to_string(), figure.label))
            .collect()
    };
    let row = |number: &str, label: &str| vec![(number.to_string(), label.to_string())];
    assert_eq!(
        found("Plus de 3.000 personnes ont manifesté samedi."),
        row("3000", "Personnes qui ont manifesté")
    );
    assert_eq!(
        found("1.200 personnes ont été évacuées samedi."),
        row("1200", "Personnes évacuées")
    );
    assert_eq!(
        found("Les travaux ont coûté 2.450.000 euros."),
        row("2450000", "Coût des travaux")
    );
    // It may be less than two, or more than a thousand.
    assert_eq!(found("L'euro valait 1.085 dollar lundi."), []);
}

#[test]
fn who_gives_another_number_has_not_said_what_stands_before_it() {
    let proposals =
        french("3.000 personnes ont manifesté samedi, 1.200 selon la police.").proposals;
    let by = proposals.events.iter().map(|event| event.by.clone());
    assert_eq!(by.collect::<Vec<_>>(), [None]);
    assert!(
        proposals
            .figures
            .iter()
            .all(|figure| figure.by.is_none() || figure.min.to_string() == "1200")
    );
}
