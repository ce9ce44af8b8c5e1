//! What templates get, read from the sources: each field of each view with its type in words and its
//! comment. `themes` holds the documentation to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type};
use walkdir::WalkDir;

/// Where what templates get is declared, beside all of `src/pages`.
const FURTHER: [&str; 2] = ["render/mod.rs", "content/markdown/headings.rs"];

/// A structure that templates see: its file below `src` and its name.
pub type Key = (String, String);

pub struct Field {
    pub name: String,
    /// What it is, from its comment.
    pub words: String,
    kind: Type,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Everything that templates see, with its fields.
pub fn views() -> BTreeMap<Key, Vec<Field>> {
    let source = root().join("src");
    let files = WalkDir::new(source.join("pages")).into_iter();
    let files = files.map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|kind| kind == "rs"));
    let files = files.chain(FURTHER.map(|path| source.join(path)));
    let mut views = BTreeMap::new();
    for path in files {
        let file = path.strip_prefix(&source).unwrap().to_str().unwrap();
        let file = file.replace('\\', "/");
        let items = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        for item in items.items {
            if let Some((name, fields)) = view(item) {
                views.insert((file.clone(), name), fields);
            }
        }
    }
    views
}

fn view(item: Item) -> Option<(String, Vec<Field>)> {
    match item {
        Item::Struct(item) if says(&item.attrs, "derive", "Serialize") => {
            let Fields::Named(fields) = item.fields else {
                return None;
            };
            let fields = fields.named.into_iter();
            let seen = fields.filter(|field| !says(&field.attrs, "serde", "skip"));
            let fields = seen.map(|field| Field {
                name: field.ident.unwrap().to_string(),
                words: comment(&field.attrs),
                kind: field.ty,
            });
            Some((item.ident.to_string(), fields.collect()))
        }
        // What is one of several has a field for each, of which there is one.
        Item::Enum(item)
            if says(&item.attrs, "derive", "Serialize")
                && !says(&item.attrs, "serde", "untagged") =>
        {
            let fields = item.variants.into_iter().map(|variant| Field {
                name: variant.ident.to_string().to_lowercase(),
                words: comment(&variant.attrs),
                kind: variant.fields.into_iter().next().unwrap().ty,
            });
            Some((item.ident.to_string(), fields.collect()))
        }
        _ => None,
    }
}

/// Whether an attribute of this name holds a word.
fn says(attributes: &[Attribute], name: &str, word: &str) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident(name) && list.tokens.to_string().contains(word),
        _ => false,
    })
}

fn comment(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else {
            return None;
        };
        match &pair.value {
            Expr::Lit(value) if pair.path.is_ident("doc") => match &value.lit {
                Lit::Str(text) => Some(text.value().trim().to_string()),
                _ => None,
            },
            _ => None,
        }
    });
    let text = lines.collect::<Vec<_>>().join(" ");
    text.replace("`None`", "nothing")
}

/// The type of a field in words, with a link to what it is made of. `titles` has what the
/// documentation calls each view.
pub fn in_words(file: &str, field: &Field, titles: &BTreeMap<Key, String>) -> String {
    let words = words_of(file, &field.name, &field.kind, titles);
    words.replace("list of text", "list of texts")
}

fn words_of(file: &str, field: &str, kind: &Type, titles: &BTreeMap<Key, String>) -> String {
    let within = |kind: &Type| words_of(file, field, kind, titles);
    let path = match kind {
        Type::Reference(reference) => return within(&reference.elem),
        Type::Array(array) => {
            let Expr::Lit(length) = &array.len else {
                panic!("the length of `{field}` in {file} is not written out")
            };
            let Lit::Int(length) = &length.lit else {
                panic!("the length of `{field}` in {file} is no number")
            };
            return format!("list of {length} {}s", within(&array.elem));
        }
        Type::Path(path) => path.path.segments.last().unwrap(),
        _ => panic!("no words for the type of `{field}` in {file}"),
    };
    let inner = match &path.arguments {
        PathArguments::AngleBracketed(list) => list.args.iter().rev().find_map(|one| match one {
            GenericArgument::Type(kind) => Some(kind),
            _ => None,
        }),
        _ => None,
    };
    match (path.ident.to_string().as_str(), inner) {
        ("Option", Some(inner)) => format!("{}, or nothing", within(inner)),
        ("Box", Some(inner)) => within(inner),
        ("BTreeMap", Some(inner)) => format!("table of {}s", within(inner)),
        ("Vec", Some(inner)) => match within(inner).strip_prefix("card of ") {
            Some(item) => format!("cards of {item}"),
            None => format!("list of {}", within(inner)),
        },
        ("Card", _) => {
            let item =
                card(file, field).unwrap_or_else(|| panic!("of what is the card `{field}`?"));
            format!("card of {}", link(file, item, titles))
        }
        ("String" | "str", _) => "text".to_string(),
        ("bool", _) => "true or false".to_string(),
        ("usize" | "u8" | "u32" | "i32" | "i64" | "f64", _) => "number".to_string(),
        ("Json" | "Value", _) => "anything".to_string(),
        ("TaxonomyKind", _) => "`topics` or `regions`".to_string(),
        (word @ ("Kind" | "Importance" | "Status" | "Firmness"), _) => {
            format!("[{}](#words)", word.to_lowercase())
        }
        (name, _) => link(file, name, titles),
    }
}

/// What the cards of a field show: a view only holds their handles.
fn card(file: &str, field: &str) -> Option<&'static str> {
    Some(match field {
        "header" => "HeaderItem",
        "footer" => "FooterItem",
        "claims" => "ClaimItem",
        "figures" if file.ends_with("source.rs") => "ObservationItem",
        "figures" => "FigureItem",
        "latest" | "articles" => "ArticleItem",
        "events" | "overdue" | "slipped" | "ahead" | "any_day_now" | "past" => "EventItem",
        _ => return None,
    })
}

/// A link to the table of a structure: of several of one name that which is nearest to the file.
fn link(file: &str, name: &str, titles: &BTreeMap<Key, String>) -> String {
    let folder = |file: &str| file.rsplit_once('/').map(|(folder, _)| folder.to_string());
    let named: Vec<&Key> = titles.keys().filter(|key| key.1 == name).collect();
    let here = named.iter().find(|key| key.0 == file);
    let beside = named.iter().find(|key| folder(&key.0) == folder(file));
    let only = (named.len() == 1).then(|| &named[0]);
    let key = here.or(beside).or(only);
    let key = key.unwrap_or_else(|| panic!("docs/themes.md has no table of {name}, for {file}"));
    let title = &titles[*key];
    format!("[{title}](#{})", title.to_lowercase().replace('.', ""))
}
