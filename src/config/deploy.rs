//! `[deploy.NAME]`: the places that `dateline deploy` sends a site to.

use std::fmt;

use super::web_address;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::decode;
use crate::value::{Fields, Value};

/// A place to send a site to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it is called on the command line.
    pub name: String,
    /// Where it is.
    pub to: To,
    /// The region of an object store.
    pub region: Option<String>,
    /// The address of an object store that is not its vendor's own.
    pub endpoint: Option<String>,
}

/// Where a site is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// A folder; relative to the site's.
    Folder(String),
    /// A part of an object store.
    Store(Bucket),
    /// A branch of a git repository.
    Git {
        /// The repository's address, or what the site's own repository calls it.
        remote: String,
        /// The branch.
        branch: String,
    },
}

/// The objects of a store that begin alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Whose kind of store it is.
    pub vendor: Vendor,
    /// The bucket's or container's name.
    pub name: String,
    /// How the names of the objects begin, without slashes at its ends.
    pub prefix: String,
}

/// A kind of object store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vendor {
    /// Amazon S3, and all that speak as it does.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage, with the account.
    Azure(String),
}

/// Why a text names no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is none of the known forms.
    Form,
    /// It holds a password.
    Credential,
}

/// Whether a text without a scheme can be meant for a folder: not `user@server:/www` or `s3:bucket`,
/// nor what only a shell makes a folder of, `~/www` and `$HOME/www`.
fn is_folder(text: &str) -> bool {
    let first = text.split(['/', '\\']).next().unwrap_or("");
    let drive = first.len() == 2 && first.starts_with(|c: char| c.is_ascii_alphabetic());
    let named = !first.contains(':') || (drive && first.ends_with(':'));
    named && !first.starts_with(['~', '$', '%'])
}

impl To {
    /// Reads a place.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn read(text: &str) -> Result<To, Unfit> {
        if let Some(rest) = text.strip_prefix("git:") {
            let (remote, branch) = rest.rsplit_once('#').ok_or(Unfit::Form)?;
            if has_password(remote) {
                return Err(Unfit::Credential);
            }
            // What begins with a dash would be an option of git's.
            let plain = |name: &str| !name.is_empty() && !name.starts_with('-');
            return match plain(remote) && plain(branch) {
                true => Ok(To::Git {
                    remote: remote.to_string(),
                    branch: branch.to_string(),
                }),
                false => Err(Unfit::Form),
            };
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return match is_folder(text) {
                true => Ok(To::Folder(text.to_string())),
                false => Err(Unfit::Form),
            };
        };
        if has_password(text) {
            return Err(Unfit::Credential);
        }
        let (vendor, rest) = match scheme {
            "file" if rest.starts_with('/') => return Ok(To::Folder(decode(rest))),
            "s3" => (Vendor::S3, rest),
            "gs" => (Vendor::Google, rest),
            "azure" => {
                let (account, rest) = rest.split_once('/').ok_or(Unfit::Form)?;
                (Vendor::Azure(account.to_string()), rest)
            }
            _ => return Err(Unfit::Form),
        };
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_matches('/');
        let plain = |part: &str| !matches!(part, "" | "." | "..");
        let known = vendor != Vendor::Azure(String::new()) && !name.is_empty();
        match known && (prefix.is_empty() || prefix.split('/').all(plain)) {
            true => Ok(To::Store(Bucket {
                vendor,
                name: name.to_string(),
                prefix: prefix.to_string(),
            })),
            false => Err(Unfit::Form),
        }
    }
}

impl fmt::Display for To {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            To::Folder(path) => f.write_str(path),
            To::Git { remote, branch } => write!(f, "{branch} of {remote}"),
            To::Store(bucket) => {
                let Bucket { name, prefix, .. } = bucket;
                match &bucket.vendor {
                    Vendor::S3 => write!(f, "s3://{name}/{prefix}"),
                    Vendor::Google => write!(f, "gs://{name}/{prefix}"),
                    Vendor::Azure(account) => write!(f, "azure://{account}/{name}/{prefix}"),
                }
            }
        }
    }
}

/// Whether an address has a password in it, or in a store's case an account.
fn has_password(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let person = host.rsplit_once('@').map(|(person, _)| person);
    person.is_some_and(|person| person.contains(':') || scheme.starts_with("http"))
}

const FORMS: &str = "write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, azure://ACCOUNT/CONTAINER/PREFIX, git:REMOTE#BRANCH or a folder";

/// Reads the tables below `deploy`.
pub(super) fn read(fields: &Fields<'_>) -> Vec<Target> {
    if let Some(Value::Array(_)) = fields.node("deploy").map(|node| &node.value) {
        let message = "`deploy` is a list, and each place has a name";
        let place = fields.place_of("deploy");
        let error = Diagnostic::error("config/deploy", message, place);
        fields
            .report(error.help("write [deploy.NAME] in place of [[deploy]]: [deploy.production]"));
        return Vec::new();
    }
    let Some(tables) = fields.table("deploy") else {
        return Vec::new();
    };
    let entries = tables.table.entries.iter();
    let targets = entries.filter_map(|entry| match &entry.node.value {
        Value::Table(_) => {
            tables.ignore(&[&entry.key]);
            target(&entry.key, &tables.item_table("deploy", &entry.node)?)
        }
        _ if is_credential(&entry.key) => {
            tables.ignore(&[&entry.key]);
            credential(&tables, &format!("`{}` of [deploy]", entry.key));
            None
        }
        Value::Scalar(place) if is_elsewhere(&place.text) && entry.key != "to" => {
            tables.ignore(&[&entry.key]);
            let (name, to) = (&entry.key, &place.text);
            let message = format!("`{name}` is a text, and a place is a table");
            let at = tables.place(&entry.key_span);
            let help = match To::read(to) {
                Ok(_) => format!("write [deploy.{name}], and below it to = \"{to}\""),
                Err(_) => format!("write [deploy.{name}], and below it `to`, without a password"),
            };
            tables.report(Diagnostic::error("config/deploy", message, at).help(help));
            None
        }
        _ => None,
    });
    let targets = targets.collect();
    tables.finish();
    targets
}

/// Whether a text is a place that is no folder, as which any word might pass.
fn is_elsewhere(text: &str) -> bool {
    !matches!(To::read(text), Ok(To::Folder(_)) | Err(Unfit::Form))
}

fn target(name: &str, table: &Fields<'_>) -> Option<Target> {
    for entry in &table.table.entries {
        if is_credential(&entry.key) {
            let what = format!("`{}` of [deploy.{name}]", entry.key);
            credential(table, &what);
            // Its value is not looked at, and its name not called unknown.
            table.texts(&entry.key);
        }
    }
    let to = table.required_text("to", "config/deploy", FORMS);
    let to = to.and_then(|text| match To::read(&text) {
        Ok(to) => Some(to),
        Err(Unfit::Credential) => {
            credential(table, &format!("the password in `to` of [deploy.{name}]"));
            None
        }
        Err(Unfit::Form) => {
            let message = format!("`{text}` is no place to send a site to");
            let place = table.place_of("to");
            table.report(Diagnostic::error("config/deploy", message, place).help(FORMS));
            None
        }
    });
    let region = table.text("region");
    let endpoint = web_address(table, "endpoint");
    table.finish();
    Some(Target {
        name: name.to_string(),
        to: to?,
        region,
        endpoint,
    })
}

/// Whether a key asks for something secret.
fn is_credential(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('-', "_");
    let words = [
        "secret",
        "password",
        "passwd",
        "token",
        "credential",
        "access_key",
        "account_key",
        "private_key",
        "api_key",
        "sas",
    ];
    words.iter().any(|word| key.contains(word))
}

/// Says that something secret has no place here, without a line that would show it.
fn credential(table: &Fields<'_>, what: &str) {
    let place = Place::file(&table.place_of("to").file);
    let message = format!("{what} has no place in a file that others read");
    let help = "take it out, have it replaced where it is from, and give the new one by the environment, as docs/deploy.md says";
    table.report(Diagnostic::error("config/credential", message, place).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_and_shown() {
        for text in [
            "s3://bucket/",
            "s3://bucket/a/b",
            "gs://bucket/a",
            "azure://account/container/",
            "/srv/www",
            "../www",
        ] {
            let shown = To::read(text).map(|to| to.to_string());
            assert_eq!(shown, Ok(text.to_string()));
        }
        let folder = To::Folder("/srv/a b".to_string());
        assert_eq!(To::read("file:///srv/a%20b"), Ok(folder));
        let git = To::read("git:https://example.org/x.git#pages").map(|to| to.to_string());
        assert_eq!(git, Ok("pages of https://example.org/x.git".to_string()));
        assert!(To::read("git:ssh://git@example.org/x#pages").is_ok());
    }

    #[test]
    fn what_is_no_place_is_told_from_one_with_a_password() {
        for text in [
            "s3://",
            "s3://bucket/a//b",
            "s3://bucket/../b",
            "azure://account",
            "ftp://host/x",
            "git:origin",
            "git:--upload-pack=x#pages",
            "file://host/x",
            "user@server:/srv/www",
            "git@github.com:me/x.git",
            "s3:bucket/x",
            "~/www",
            "$HOME/www",
        ] {
            assert_eq!(To::read(text), Err(Unfit::Form), "{text}");
        }
        for text in ["../www", "/srv/w:w", "C:\\www", "a@b"] {
            assert!(To::read(text).is_ok(), "{text}");
        }
        for text in [
            "s3://key:secret@bucket/",
            "git:https://name:word@host/x#pages",
            "git:https://word@host/x#pages",
        ] {
            assert_eq!(To::read(text), Err(Unfit::Credential), "{text}");
        }
    }
}
