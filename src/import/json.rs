//! What was understood, for machines. The form is documented and stable.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::propose::{Event, Figure};
use super::quantities::Found;
use super::{Imported, Meaning, Mention};
use crate::content::quantity::Hedge;
use crate::prose::tagger::{Portion, TimeKind};
use crate::review::Match;

/// The version of the form; it changes when a field changes its meaning or goes.
pub const VERSION: u32 = 1;

/// One import as JSON.
pub fn render(imported: &Imported, file: &str) -> String {
    let metadata = &imported.metadata;
    let document = Document {
        version: VERSION,
        input: json!({ "file": file, "kind": imported.kind.as_str() }),
        article: json!({
            "title": metadata.title,
            "date": metadata.date.map(|day| day.to_string()),
            "date_from": metadata.published.as_ref().map(|published| {
                published.by.iter().map(|by| by.as_str()).collect::<Vec<_>>()
            }),
            "agency": metadata.agency,
            "publisher": metadata.publisher,
            "authors": metadata.authors,
            "dateline": metadata.dateline,
            "language": metadata.language,
            "url": metadata.url,
            "summary": metadata.summary,
            "embargo": imported.embargo.as_ref().map(|held| {
                json!({ "words": held.words, "until": held.until, "clear": held.is_clear })
            }),
            "topics": imported.proposals.topics,
            "regions": imported.proposals.regions,
            "body": imported.body(),
        }),
        mentions: Each(&imported.mentions, mention),
        events: linked(&imported.proposals.events, event, &imported.links.events),
        figures: linked(&imported.proposals.figures, figure, &imported.links.figures),
        left_out: &imported.left_out,
    };
    serde_json::to_string(&document).unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    input: Value,
    article: Value,
    mentions: Each<'a, Mention>,
    events: Vec<Value>,
    figures: Vec<Value>,
    left_out: &'a [String],
}

/// Items, each made into JSON as it is written: a text of numbers has a million of them.
struct Each<'a, T>(&'a [T], fn(&T) -> Value);

impl<T> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

/// Proposals, each with what of the site it belongs to.
fn linked<T>(all: &[T], of: fn(&T) -> Value, links: &[Option<Match>]) -> Vec<Value> {
    let linked = |(at, one): (usize, &T)| {
        let mut value = of(one);
        let link = links.get(at).and_then(Option::as_ref);
        value["match"] = link.map_or(
            Value::Null,
            |link| json!({ "id": link.id, "why": link.why }),
        );
        value
    };
    all.iter().enumerate().map(linked).collect()
}

fn mention(mention: &Mention) -> Value {
    let mut value = json!({
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
    });
    let fields = match &mention.means {
        Meaning::Time {
            kind,
            value,
            portion,
        } => json!({
            "kind": match kind {
                TimeKind::Date | TimeKind::Time => "date",
                TimeKind::Duration => "duration",
                TimeKind::Set => "set",
            },
            "type": match kind {
                TimeKind::Date => "DATE",
                TimeKind::Time => "TIME",
                TimeKind::Duration => "DURATION",
                TimeKind::Set => "SET",
            },
            "value": value,
            "portion": portion.map(|portion| match portion {
                Portion::Early => "early",
                Portion::Middle => "mid",
                Portion::Late => "late",
            }),
        }),
        Meaning::Quantity(found) => quantity(found),
    };
    if let (Some(value), Value::Object(fields)) = (value.as_object_mut(), fields) {
        value.extend(fields);
    }
    value
}

fn quantity(found: &Found) -> Value {
    json!({
        "kind": "quantity",
        "value": amount(found.min, found.max),
        "unit": found.unit,
        "hedge": found.hedge.map(hedge),
        "approximate": found.hedge == Some(Hedge::About),
        "concept": found.concept.join(" "),
    })
}

fn amount(min: Decimal, max: Decimal) -> Value {
    if min == max {
        number(min)
    } else {
        json!([number(min), number(max)])
    }
}

/// A number as people write it.
fn number(number: Decimal) -> Value {
    let text = number.to_string();
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

/// The word authors write for a hedge.
pub(super) fn hedge(hedge: Hedge) -> &'static str {
    let known = Hedge::ALL.iter().find(|(_, known)| *known == hedge);
    known.map_or("", |(word, _)| word)
}

fn event(event: &Event) -> Value {
    json!({
        "title": event.title,
        "date": event.date.to_string(),
        "status": event.status.as_str(),
        "by": event.by,
        "region": event.region,
        "quote": event.quote,
        "confidence": event.confidence,
    })
}

fn figure(figure: &Figure) -> Value {
    json!({
        "label": figure.label,
        "value": amount(figure.min, figure.max),
        "hedge": figure.hedge.map(hedge),
        "unit": figure.unit,
        "as_of": figure.as_of,
        "status": super::draft::firmness(figure.firmness),
        "by": figure.by,
        "region": figure.region,
        "quote": figure.quote,
        "confidence": figure.confidence,
    })
}
