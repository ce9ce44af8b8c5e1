//! What the files are, in the words of three standards: CSV on the Web (W3C), data packages
//! (Frictionless) and JSON Schema.

use serde_json::{Map, Value as Json, json};

use super::VERSION;
use super::csv::BETWEEN;
use super::json::pretty;
use crate::content::declaration::Measure;
use crate::pages::data::{self, Column, Document, Format, Holds, Set, Table};
use crate::pages::site::Site;

/// What the comma-separated values of a set are (CSV on the Web).
pub fn one(site: Site<'_>, set: Set) -> String {
    let document = set.document(site);
    let url = set.url(site.newsroom, Format::Csv);
    let name = url.as_str().rsplit('/').next().unwrap_or_default();
    let mut described = context(site);
    described.insert("url".to_string(), json!(name));
    described.insert("dc:title".to_string(), json!(document.title));
    provenance(site, &document, &mut described);
    let speakers = set.speakers(site);
    if !speakers.is_empty() {
        described.insert("dc:source".to_string(), json!(speakers));
    }
    if let Set::Series(id) = set {
        let series = site.newsroom.one_series(id);
        put(&mut described, "schema:unitText", series.unit.as_deref());
        let measure = Measure::ALL
            .iter()
            .find(|(_, measure)| series.measures(*measure));
        put(
            &mut described,
            "schema:measurementTechnique",
            measure.map(|(word, _)| *word),
        );
        let as_of = series
            .value()
            .map(|value| value.observation.as_of.to_string());
        put(&mut described, "schema:temporalCoverage", as_of.as_deref());
    }
    described.insert("tableSchema".to_string(), table_schema(&set.table()));
    pretty(&Json::Object(described))
}

/// What all tables of the site are (CSV on the Web).
pub fn all(site: Site<'_>) -> String {
    let mut described = context(site);
    described.insert("dc:title".to_string(), json!(site.config.title));
    put(
        &mut described,
        "dc:publisher",
        Some(site.config.publisher_name()),
    );
    license(site, &mut described);
    let tables = data::kinds();
    let tables = tables.iter().map(|table| {
        json!({
            "url": format!("{}.csv", table.name),
            "dc:description": table.about,
            "tableSchema": table_schema(table),
        })
    });
    described.insert("tables".to_string(), tables.collect());
    pretty(&Json::Object(described))
}

/// All tables of the site as a data package (Frictionless).
pub fn package(site: Site<'_>) -> String {
    let mut package = Map::new();
    package.insert("profile".to_string(), json!("tabular-data-package"));
    package.insert("name".to_string(), json!(name(site)));
    package.insert("title".to_string(), json!(site.config.title));
    package.insert("version".to_string(), json!(format!("{VERSION}.0.0")));
    put(
        &mut package,
        "description",
        Some(site.config.description.as_str()).filter(|text| !text.is_empty()),
    );
    put(&mut package, "homepage", site.config.base_url.as_deref());
    if let Some(license) = &site.config.publisher.license {
        package.insert("licenses".to_string(), json!([{ "path": license }]));
    }
    let publisher = json!([{ "title": site.config.publisher_name(), "role": "publisher" }]);
    package.insert("contributors".to_string(), publisher);
    let kinds = data::kinds();
    let resources = kinds.iter().map(|table| {
        let fields = table.columns.iter().map(field);
        json!({
            "profile": "tabular-data-resource",
            "name": table.name,
            "path": format!("{}.csv", table.name),
            "description": table.about,
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": fields.collect::<Vec<_>>(),
                "missingValues": [""],
                "primaryKey": key(table),
            },
        })
    });
    package.insert("resources".to_string(), resources.collect());
    pretty(&Json::Object(package))
}

/// What the JSON of every set looks like (JSON Schema 2020-12).
pub fn schema() -> String {
    let mut kinds = data::kinds();
    kinds.push(data::changes());
    let rows: Map<String, Json> = kinds
        .iter()
        .map(|table| (table.name.to_string(), row(table)))
        .collect();
    let mut properties = Map::new();
    properties.insert("version".to_string(), json!({ "const": VERSION }));
    for (name, about) in [
        ("title", "what it is called"),
        ("publisher", "who publishes it"),
        ("language", "the language of its words (BCP 47)"),
    ] {
        properties.insert(
            name.to_string(),
            json!({ "type": "string", "description": about }),
        );
    }
    let page = json!({ "type": "string", "format": "uri-reference", "description": "the page that shows the same to readers" });
    properties.insert("page".to_string(), page);
    let license = json!({ "type": "string", "format": "uri", "description": "the licence it can be reused under" });
    properties.insert("license".to_string(), license);
    let changed = json!({ "type": "string", "format": "date", "description": "the day on which it last changed" });
    properties.insert("changed".to_string(), changed);
    let steps = json!({
        "type": "array",
        "description": "of what changed: which rows of the tables of the site came and went, in that order",
        "items": {
            "type": "object",
            "required": ["sequence", "day", "table", "key"],
            "properties": {
                "sequence": { "type": "integer" },
                "day": { "type": "string", "format": "date" },
                "table": { "enum": ["articles", "claims", "figures"] },
                "key": { "type": "string", "description": "the `key` of the row" },
                "put": { "type": "object", "description": "the row that came, without what Dateline concludes" },
                "removed": { "const": true, "description": "that the row is not public any more" },
            },
        },
    });
    properties.insert("rows".to_string(), steps);
    let months = json!({ "type": "array", "items": { "type": "string", "format": "uri-reference" }, "description": "of what changed lately: where each month is, the latest first" });
    properties.insert("months".to_string(), months);
    let about = json!({ "type": "object", "description": "what it is of, where that is one thing: a row of its table" });
    properties.insert("about".to_string(), about);
    for name in kinds.iter().map(|table| table.name) {
        let row = format!("#/$defs/{name}");
        properties.insert(
            name.to_string(),
            json!({ "type": "array", "items": { "$ref": row } }),
        );
    }
    pretty(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts that Dateline publishes",
        "description": "A newer version may add members; it takes none away and renames none.",
        "type": "object",
        "required": ["version", "title", "page", "publisher", "language"],
        "properties": properties,
        "$defs": rows,
    }))
}

/// The site's name as an identifier.
pub fn name(site: Site<'_>) -> String {
    match crate::path::slug(&site.config.title) {
        name if name.is_ascii() && !name.is_empty() => name,
        _ => "facts".to_string(),
    }
}

fn context(site: Site<'_>) -> Map<String, Json> {
    let language = json!({ "@language": site.language.code });
    let mut described = Map::new();
    described.insert(
        "@context".to_string(),
        json!(["http://www.w3.org/ns/csvw", language]),
    );
    described
}

fn provenance(site: Site<'_>, document: &Document, described: &mut Map<String, Json>) {
    put(
        described,
        "dc:publisher",
        Some(site.config.publisher_name()),
    );
    license(site, described);
    let day = document
        .changed
        .map(|day| json!({ "@value": day.to_string(), "@type": "xsd:date" }));
    if let Some(day) = day {
        described.insert("dc:modified".to_string(), day);
    }
    if site.config.base_url.is_some() {
        let page = json!({ "@id": data::address(site, &document.page) });
        described.insert("dc:isPartOf".to_string(), page);
    }
}

fn license(site: Site<'_>, described: &mut Map<String, Json>) {
    if let Some(license) = &site.config.publisher.license {
        described.insert("dc:license".to_string(), json!({ "@id": license }));
    }
}

fn put(into: &mut Map<String, Json>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        into.insert(key.to_string(), json!(value));
    }
}

fn key(table: &Table) -> &str {
    table.columns.first().map_or("", |column| column.name)
}

fn table_schema(table: &Table) -> Json {
    let columns = table.columns.iter().map(|column| {
        let mut described = Map::new();
        described.insert("name".to_string(), json!(column.name));
        described.insert("titles".to_string(), json!(column.name));
        described.insert("dc:description".to_string(), json!(column.about));
        let datatype = match column.holds {
            Holds::Day => json!("date"),
            Holds::Number => json!("decimal"),
            Holds::Count => json!("nonNegativeInteger"),
            Holds::Flag => json!({ "base": "boolean", "format": "true|false" }),
            Holds::Text | Holds::Word | Holds::Edtf | Holds::List | Holds::Address => {
                json!("string")
            }
        };
        described.insert("datatype".to_string(), datatype);
        if column.holds == Holds::List {
            described.insert("separator".to_string(), json!(BETWEEN));
        }
        if column.name == key(table) {
            described.insert("required".to_string(), json!(true));
        }
        Json::Object(described)
    });
    json!({ "columns": columns.collect::<Vec<_>>(), "primaryKey": key(table) })
}

fn field(column: &Column) -> Json {
    let (kind, format) = match column.holds {
        Holds::Day => ("date", "default"),
        Holds::Number => ("number", "default"),
        Holds::Count => ("integer", "default"),
        Holds::Flag => ("boolean", "default"),
        Holds::Text | Holds::Word | Holds::Edtf | Holds::List | Holds::Address => {
            ("string", "default")
        }
    };
    json!({ "name": column.name, "type": kind, "format": format, "description": column.about })
}

fn row(table: &Table) -> Json {
    let members = table.columns.iter().map(|column| {
        let mut described = match column.holds {
            Holds::Text | Holds::Word | Holds::Edtf => json!({ "type": "string" }),
            Holds::Day => json!({ "type": "string", "format": "date" }),
            Holds::Address => json!({ "type": "string", "format": "uri-reference" }),
            Holds::Number => json!({ "type": "number" }),
            Holds::Count => json!({ "type": "integer", "minimum": 0 }),
            Holds::Flag => json!({ "type": "boolean" }),
            Holds::List => json!({ "type": "array", "items": { "type": "string" } }),
        };
        described["description"] = json!(column.about);
        if column.is_derived {
            // A keyword of our own, which validators pass over.
            described["x-derived"] = json!(true);
        }
        (column.name.to_string(), described)
    });
    json!({
        "type": "object",
        "description": table.about,
        "required": [key(table)],
        "properties": members.collect::<Map<_, _>>(),
    })
}
