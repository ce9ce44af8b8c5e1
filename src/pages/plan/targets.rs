//! What a link to a content file comes to.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::{Page, Target};
use crate::content::Content;
use crate::newsroom::Newsroom;
use crate::pages::urls;
use crate::path::{SourcePath, UrlPath};

/// Every content file, with the URL of its page or the reason why it has none.
pub fn targets(
    newsroom: &Newsroom,
    content: &Content,
    pages: &BTreeMap<UrlPath, Page>,
) -> HashMap<SourcePath, Target> {
    let mut targets: HashMap<SourcePath, Target> = HashMap::default();
    for path in &content.broken {
        targets.insert(path.clone(), Target::Broken);
    }
    // A series or event without a public fact has no page, lest its title give away an
    // article that is still kept back.
    let declared = content
        .series
        .iter()
        .map(|file| (&file.body.file, urls::series_id(&file.id)));
    let declared = declared.chain(
        content
            .events
            .iter()
            .map(|file| (&file.body.file, urls::event_id(&file.id))),
    );
    for (path, url) in declared {
        let exists = pages.contains_key(&url);
        let target = if exists {
            Target::Url(url)
        } else {
            Target::Withheld
        };
        targets.insert(path.clone(), target);
    }
    for withheld in &newsroom.withheld {
        targets.insert(withheld.path.clone(), Target::Withheld);
    }
    for path in content.assets.keys() {
        targets.insert(path.clone(), Target::Withheld);
    }
    let found = pages
        .iter()
        .filter_map(|(url, page)| Some((page.source(newsroom)?, url)));
    for (path, url) in found {
        targets.insert(path.clone(), Target::Url(url.clone()));
    }
    targets
}
