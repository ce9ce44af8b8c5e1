//! Cards on pages. Where a template shows a card, its markup gets a mark that names it; once the
//! page is rendered, the card takes the mark's place. A card is rendered for the first page that
//! shows it and kept for the others: what differs from page to page, the way to other pages and
//! the level of its heading, is a mark of its own.
//!
//! A card's mark has a number in it that is made up anew by each run of the program, so that no text of
//! a site can pass for one. It is on no page: cards take the marks' places, and where a filter has changed
//! a mark, so that none can, that is an error.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::components::{Components, no_card};
use super::filtered;
use super::fragment::{Fragment, Gap, LEVEL};
use super::templates::Rendering;
use super::theme::Theme;
use crate::config::LinkStyle;
use crate::diagnostic::Diagnostic;
use crate::pages::cards::Card;
use crate::pages::site::{Here, Site};
use crate::path::{UrlPath, push_reference, push_reference_to_file};
use crate::profile::Profile;
use crate::reads::{Node, note_all, noting};

/// Around the mark that stands for a card: `secret handle component flags level`. What begins it no change
/// of letters leaves as it is.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';
const BEGINS: &str = "aB";

/// How many locks the cards are divided over, so that threads rarely wait for each other.
const SHARDS: usize = 64;

/// How many cards a shard keeps before it keeps no more of those that stand on few pages: more than a site
/// of ten thousand articles has, whose memory that is worth.
const KEPT: usize = 2048;

/// A number that nobody could have typed.
fn secret() -> &'static str {
    static SECRET: OnceLock<String> = OnceLock::new();
    SECRET.get_or_init(|| format!("{:020}", RandomState::new().hash_one(0)))
}

/// Whether a text is what a filter has left of marks.
fn is_left_of_marks(text: &str) -> bool {
    let cut_off = text.split(OPEN).skip(1).any(|mark| {
        let begins = mark.get(..BEGINS.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(BEGINS))
    });
    cut_off || text.contains(secret())
}

/// Gives templates `{{ view.past | cards(level=4) }}`: the cards of a list, or of one handle. `level`
/// is the level of their headings, 0 for none; `component` shows them otherwise than usual; what
/// else is `true` is a flag that their component is given.
///
/// Which components there are is known once all templates are read.
pub fn register(tera: &mut Tera, components: &Arc<OnceLock<Components>>) {
    let components = components.clone();
    tera.register_filter("cards", move |handles: Value, flags: Kwargs, _: &State| {
        marks(&handles, &flags, components.get())
    });
}

fn marks(handles: &Value, flags: &Kwargs, components: Option<&Components>) -> TeraResult<Value> {
    let level = flags.get::<u8>("level").unwrap_or(Some(7)).unwrap_or(3);
    let component = flags.get::<&str>("component")?.unwrap_or("");
    if level > 6 {
        return Err(tera::Error::message(
            "the level of `cards` is a whole number from 0 to 6",
        ));
    }
    let mut given = Vec::new();
    for (name, value) in flags.iter() {
        match (name.as_str().unwrap_or_default(), value.as_bool()) {
            ("level" | "component", _) | (_, Some(false)) => {}
            (flag, Some(true)) => given.push(flag),
            (name, None) => {
                let message = format!("`cards` has no argument `{name}`; a flag is true or false");
                return Err(tera::Error::message(message));
            }
        }
    }
    given.sort_unstable();
    let flags = given.join(",");
    let mut marks = String::new();
    let one = [handles.clone()];
    let mut fits = "";
    for handle in handles.as_array().unwrap_or(&one) {
        let number = handle
            .as_u128()
            .and_then(|number| u64::try_from(number).ok());
        let Some(card) = number.and_then(Card::named) else {
            return Err(tera::Error::message(no_card(handle)));
        };
        // All cards of a list are of one kind, as a rule.
        if fits != card.item_name() {
            let shown_by = if component.is_empty() {
                card.component()
            } else {
                component
            };
            let unfit = components.and_then(|all| all.unfit(shown_by, card, &given));
            unfit.map_or(Ok(()), |unfit| Err(tera::Error::message(unfit)))?;
            fits = card.item_name();
        }
        let handle = card.handle();
        marks.push_str(&format!(
            "{OPEN}{BEGINS}{} {handle} {component} {flags} {level}{CLOSE}\n",
            secret()
        ));
    }
    // No text, so that a filter that changes texts refuses it.
    Ok(Value::bytes(marks))
}

/// The cards of a site, each rendered when a page first shows it.
pub struct Cards<'a> {
    site: Site<'a>,
    theme: &'a Theme,
    shards: Vec<Mutex<HashMap<String, Arc<OnceLock<Made>>>>>,
    hasher: RandomState,
}

/// A card that was rendered, or what is wrong with its component; and what it was made from.
type Made = (Result<Fragment, Diagnostic>, Box<[Node]>);

/// A mark, taken apart.
struct Mark<'m> {
    handle: u64,
    /// The component that shows it; empty for the usual one.
    component: &'m str,
    /// What its component is given beside it, with a comma between.
    flags: &'m str,
    /// The level of its heading; 0 for none.
    level: u8,
    /// What tells its markup from that of others.
    key: &'m str,
}

impl<'m> Mark<'m> {
    fn of(text: &'m str) -> Option<Mark<'m>> {
        let text = text.strip_prefix(BEGINS)?.strip_prefix(secret())?;
        let text = text.strip_prefix(' ')?;
        let (key, level) = text.rsplit_once(' ')?;
        let (handle, rest) = key.split_once(' ')?;
        let (component, flags) = rest.split_once(' ')?;
        Some(Mark {
            handle: handle.parse().ok()?,
            component,
            flags,
            level: level.parse().ok().filter(|level| *level <= 6)?,
            key,
        })
    }
}

impl<'a> Cards<'a> {
    /// No card rendered yet.
    pub fn new(site: Site<'a>, theme: &'a Theme) -> Self {
        Cards {
            site,
            theme,
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            hasher: RandomState::new(),
        }
    }

    /// Puts cards into a page where its marks stand.
    ///
    /// # Errors
    ///
    /// What is wrong with the first of its cards that could not be rendered, or that there are marks that
    /// are none any more.
    pub fn put_in(
        &self,
        url: &UrlPath,
        html: &str,
        rendering: &Rendering<'_>,
    ) -> Result<String, Diagnostic> {
        let mut page = Assembly {
            from: url.encoded(),
            fixed: Here::on_page(self.site, url).fixed(),
            links: self.site.config.output.links,
            out: String::with_capacity(html.len() * 2),
        };
        let mut rest = html;
        while let Some((before, after)) = rest.split_once(OPEN) {
            page.out.push_str(before);
            let marked = after.split_once(CLOSE).and_then(|(text, rest)| {
                let mark = Mark::of(text)?;
                let card = Card::of_handle(mark.handle, self.site.newsroom)?;
                Some((mark, card, rest))
            });
            let Some((mark, card, behind)) = marked else {
                // Somebody's text has such a character.
                page.out.push(OPEN);
                rest = after;
                continue;
            };
            rest = behind;
            let slot = self.slot(card, &mark);
            let (made, reads) = slot.get_or_init(|| {
                let (made, reads) = noting(|| self.render(card, &mark));
                (made, reads.into())
            });
            note_all(reads);
            page.put(made.as_ref().map_err(Diagnostic::clone)?, mark.level);
        }
        page.out.push_str(rest);
        match is_left_of_marks(&page.out) {
            true => Err(filtered::in_page(&self.theme.sources, rendering)),
            false => Ok(page.out),
        }
    }

    fn slot(&self, card: Card, mark: &Mark<'_>) -> Arc<OnceLock<Made>> {
        let bare = mark.level == 0;
        let key = mark.key;
        let hash = self.hasher.hash_one((key, bare)) as usize;
        let shard = &self.shards[hash % SHARDS];
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let key = if bare { &format!("{key} 0") } else { key };
        match shard.get(key) {
            Some(slot) => slot.clone(),
            None if card.is_on_few_pages() && shard.len() >= KEPT => Arc::default(),
            None => shard.entry(key.to_string()).or_default().clone(),
        }
    }

    fn render(&self, card: Card, mark: &Mark<'_>) -> Result<Fragment, Diagnostic> {
        let begun = self.site.profile.map(Profile::now);
        let root = UrlPath::new("/");
        let item = card.item(&Here::on_cards(self.site, &root));
        let component = match mark.component {
            "" => card.component(),
            named => named,
        };
        let mut context = Context::new();
        context.insert(card.item_name(), &item);
        if self.theme.has_heading(component) {
            let level = if mark.level == 0 { 0 } else { LEVEL };
            context.insert("level", &level);
        }
        for flag in mark.flags.split(',').filter(|flag| !flag.is_empty()) {
            context.insert(flag.to_string(), &true);
        }
        let rendered = self.theme.render_card(component, &context);
        if let (Some(profile), Some(begun)) = (self.site.profile, begun) {
            profile.card(component, begun);
        }
        rendered.map(|markup| Fragment::of(&markup))
    }
}

/// A page on its way.
struct Assembly<'a> {
    /// The page's own path, percent-encoded.
    from: String,
    /// The path its links go out from, where that is not its own.
    fixed: Option<&'a str>,
    links: LinkStyle,
    out: String,
}

impl Assembly<'_> {
    /// Adds a card, with its links relative to the page and its heading at a level.
    fn put(&mut self, card: &Fragment, level: u8) {
        let mut from = 0;
        for gap in &card.gaps {
            match gap {
                Gap::Link(path) => {
                    let path = path.start as usize..path.end as usize;
                    self.out.push_str(&card.text[from..path.start]);
                    self.link(&card.text[path.clone()]);
                    from = path.end;
                }
                Gap::Level(at, below) => {
                    let at = *at as usize;
                    self.out.push_str(&card.text[from..at]);
                    self.out.push(char::from(b'0' + (level + below).min(6)));
                    from = at;
                }
            }
        }
        self.out.push_str(&card.text[from..]);
    }

    fn link(&mut self, target: &str) {
        match (self.fixed, self.links) {
            (Some(base), _) => {
                self.out.push_str(base);
                self.out.push_str(target.trim_start_matches('/'));
            }
            (None, LinkStyle::Portable) => {
                push_reference_to_file(&mut self.out, &self.from, target)
            }
            (None, LinkStyle::Clean) => push_reference(&mut self.out, &self.from, target),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_the_links_and_the_heading_of_its_page() {
        let put = |links, from: &str, card: &str| {
            let mut page = Assembly {
                from: from.to_string(),
                fixed: None,
                links,
                out: String::new(),
            };
            page.put(&Fragment::of(card), 4);
            page.out
        };
        let anywhere =
            "<p>a\u{1}b &lt;h7</p><a href=\u{1}/c/>\u{1}/d/</a> <i style=\"--x: 'u=\u{1}/e'\"></i>";
        assert_eq!(
            put(LinkStyle::Clean, "/", anywhere),
            "<p>ab &lt;h7</p><a href=c/>d/</a> <i style=\"--x: 'u=e'\"></i>"
        );
        let card = "<h7><a href=\"\u{1}/topics/water/#x\">Water</a></h7><h8></h8>";
        assert_eq!(
            put(LinkStyle::Clean, "/topics/rain/", card),
            "<h4><a href=\"../water/#x\">Water</a></h4><h5></h5>"
        );
        assert_eq!(
            put(LinkStyle::Portable, "/", card),
            "<h4><a href=\"topics/water/index.html#x\">Water</a></h4><h5></h5>"
        );
        let pictures = "<source srcset=\"\u{1}/a/b.1.webp 1w, \u{1}/a/b.2.webp 2w\">";
        assert_eq!(
            put(LinkStyle::Clean, "/topics/", pictures),
            "<source srcset=\"../a/b.1.webp 1w, ../a/b.2.webp 2w\">"
        );
    }
}
