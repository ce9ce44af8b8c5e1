//! What a page, a feed or a sitemap refers to, and what it can be referred to at.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::content::markup::content_of;

/// What stands in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Whether it says which language it is in.
    pub has_language: bool,
    /// Its ids, in their order.
    pub ids: Vec<String>,
    /// Where links lead and what is loaded, in their order.
    pub references: Vec<Reference>,
    /// The addresses of its images that have no alternative text, not even an empty one.
    pub without_words: Vec<String>,
    /// What its references are to be seen from, instead of from the page.
    pub base: Option<String>,
}

/// An address that stands in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As it is written.
    pub address: String,
    /// Whether readers follow it, and it is nothing that the page loads or tells to machines.
    pub is_link: bool,
}

/// Reads a page as browsers do, tag by tag: a tree is not needed, and would take most of the time.
pub fn read(text: &str) -> Seen {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.seen.into_inner()
}

#[derive(Default)]
struct Sink {
    seen: RefCell<Seen>,
    /// The text so far of an element that holds an address, as a sitemap's `loc` does.
    address: RefCell<Option<String>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                if &*tag.name == "loc" {
                    *self.address.borrow_mut() = Some(String::new());
                }
                self.seen.borrow_mut().take_in(&tag);
                return content_of(&tag);
            }
            Token::TagToken(_) => {
                if let Some(address) = self.address.borrow_mut().take() {
                    self.seen.borrow_mut().refer(&address, false);
                }
            }
            Token::CharacterTokens(text) => {
                if let Some(address) = self.address.borrow_mut().as_mut() {
                    address.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Seen {
    /// What is no page and loads these addresses.
    pub fn loading(addresses: Vec<String>) -> Seen {
        let mut seen = Seen::default();
        addresses
            .iter()
            .for_each(|address| seen.refer(address, false));
        seen
    }

    fn refer(&mut self, address: &str, is_link: bool) {
        self.references.push(Reference {
            address: address.trim().to_string(),
            is_link,
        });
    }

    fn take_in(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let value = |wanted: &str| {
            let mut attributes = tag.attrs.iter();
            let found = attributes.find(|attribute| &*attribute.name.local == wanted);
            found.map(|attribute| &*attribute.value)
        };
        for attribute in &tag.attrs {
            let text = &*attribute.value;
            match &*attribute.name.local {
                "id" if !text.is_empty() => self.ids.push(text.to_string()),
                // The old way to say where a link can lead, which may repeat an id.
                "name" if name == "a" && value("id") != Some(text) => {
                    self.ids.push(text.to_string());
                }
                "href" if name == "base" => {
                    self.base.get_or_insert_with(|| text.trim().to_string());
                }
                "href" => self.refer(text, matches!(name, "a" | "area")),
                "src" | "poster" | "xlink:href" => self.refer(text, false),
                "data" if name == "object" => self.refer(text, false),
                "srcset" | "imagesrcset" => candidates(text).for_each(|one| self.refer(one, false)),
                "content" if name == "meta" && is_picture(value("property").or(value("name"))) => {
                    self.refer(text, false);
                }
                "lang" if name == "html" => self.has_language = !text.trim().is_empty(),
                _ => {}
            }
        }
        if name == "img" && value("alt").is_none() {
            self.without_words
                .push(value("src").unwrap_or("").to_string());
        }
    }
}

/// Whether what a page tells machines is the address of a picture.
fn is_picture(name: Option<&str>) -> bool {
    matches!(name, Some("og:image" | "twitter:image"))
}

/// The addresses of a `srcset`, each with its descriptor left out. An address can hold a comma.
fn candidates(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace());
        let (address, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = match address.ends_with(',') {
            true => behind,
            false => behind.split_once(',').map_or("", |(_, next)| next),
        };
        let address = address.trim_end_matches(',');
        (!address.is_empty()).then_some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::{candidates, read};

    fn addresses(html: &str) -> Vec<String> {
        let references = read(html).references.into_iter();
        references.map(|reference| reference.address).collect()
    }

    #[test]
    fn whatever_leads_somewhere_is_seen_and_what_is_only_text_is_not() {
        let html = "<html lang=en><a href=' a.html '>a</a><img src=b.png srcset='c.png 1x, d,e.png 2x'>\
            <video poster=f.jpg></video><object data=g.pdf></object><!-- <a href=h> -->\
            <script>'<a href=i>'</script><style>/* <a href=j> */</style><title><a href=k></title>\
            <textarea><a href=l></textarea><meta property=og:image content=m.png><data data=n>";
        assert_eq!(
            addresses(html),
            [
                "a.html", "b.png", "c.png", "d,e.png", "f.jpg", "g.pdf", "m.png"
            ]
        );
        let seen = read(html);
        assert!(seen.has_language);
        assert_eq!(seen.without_words, ["b.png"]);
        assert!(seen.references[0].is_link && !seen.references[1].is_link);
    }

    #[test]
    fn a_sitemap_and_a_feed_are_read_too() {
        let sitemap = "<?xml version=\"1.0\"?><urlset><url><loc>https://a.example/?x&amp;y</loc></url></urlset>";
        assert_eq!(addresses(sitemap), ["https://a.example/?x&y"]);
        assert_eq!(
            addresses("<feed><link rel=\"self\" href=\"/feed.xml\"/></feed>"),
            ["/feed.xml"]
        );
    }

    #[test]
    fn a_srcset_may_have_commas_in_its_addresses_and_between_them_no_space() {
        let read = |text| candidates(text).collect::<Vec<_>>();
        assert_eq!(
            read("a.png, b.png 2x,c.png 3x"),
            ["a.png", "b.png", "c.png"]
        );
        assert_eq!(read("data:image/png,x 1x"), ["data:image/png,x"]);
        assert_eq!(read(" , "), Vec::<&str>::new());
    }
}
