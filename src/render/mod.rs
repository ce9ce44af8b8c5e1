//! Stage 4: a view and the theme become bytes.

mod calendar;
mod cards;
mod contrast;
mod description;
mod feed;
pub mod images;
mod marks;
mod policy;
mod record;
mod sitemap;
mod templates;
pub mod theme;
mod tokens;
mod webp;
mod words;

use serde::Serialize;
use tera::Context;

use crate::diagnostic::{Checked, Diagnostic};
use crate::language::Direction;
use crate::pages::plan::{Page, source_of};
use crate::pages::site::{GENERATOR, Site};
use crate::pages::{frame::Frame, view};
use crate::path::UrlPath;
use crate::profile::{Parts, Profile};
use cards::Cards;
use images::{Cache, Images};
use theme::Theme;

/// What every template may read of the site.
#[derive(Debug, Serialize)]
struct SiteView<'a> {
    title: &'a str,
    description: &'a str,
    /// The language of its words, which is that of its texts, or English for want of a file.
    language: &'a str,
    /// `rtl` for languages written from right to left, else `ltr`.
    dir: &'static str,
    /// The language of its texts, where that of its words is another.
    tongue: Option<&'a str>,
    tongue_dir: &'static str,
    /// The ten digits and what stands between thousands, for scripts that count.
    numerals: String,
    timezone: &'a str,
    base_url: Option<&'a str>,
    publisher: PublisherView<'a>,
    extra: &'a serde_json::Value,
    generator: &'static str,
}

/// Who publishes the site.
#[derive(Debug, Serialize)]
struct PublisherView<'a> {
    name: &'a str,
    url: Option<&'a str>,
    email: Option<&'a str>,
}

/// Renders pages of one site with one theme.
pub struct Renderer<'a> {
    site: Site<'a>,
    theme: &'a Theme,
    site_value: tera::Value,
    cards: Cards<'a>,
    images: Images<'a>,
}

impl<'a> Renderer<'a> {
    /// Makes what all pages share.
    pub fn new(site: Site<'a>, theme: &'a Theme, cache: &'a dyn Cache) -> Self {
        let site_value = tera::Value::from_serializable(&site_view(site));
        Renderer {
            site,
            theme,
            site_value,
            cards: Cards::new(site, theme),
            images: Images::new(cache),
        }
    }

    /// The bytes of a page; `None` for a page that could not be rendered and for an asset,
    /// whose bytes are its file's.
    pub fn render(&self, url: &UrlPath, page: &Page) -> Checked<Option<Vec<u8>>> {
        match page {
            Page::Asset(_) | Page::Static(_) => Checked::clean(None),
            Page::Image(path, width) => self.images.image(self.site.content, path, *width),
            Page::Feed(scope) => Checked::clean(Some(feed::render(self.site, url, *scope))),
            Page::Calendar(scope) => Checked::clean(Some(calendar::render(self.site, *scope))),
            Page::Record => Checked::clean(Some(record::render(self.site))),
            Page::Sitemap => Checked::clean(Some(sitemap::render(self.site))),
            page => self.html(url, page),
        }
    }

    fn html(&self, url: &UrlPath, page: &Page) -> Checked<Option<Vec<u8>>> {
        let mut diagnostics = Vec::new();
        let now = || self.site.profile.map(Profile::now);
        let begun = now();
        let (frame, view) = view(self.site, url, page).drain_into(&mut diagnostics);
        let viewed = now();
        let html = self.fill(&frame, &view, url, page);
        let html = html
            .map_err(|diagnostic| diagnostics.push(diagnostic))
            .ok()
            .flatten();
        let html = html.map(|html| match self.theme.own_policy {
            true => html,
            false => policy::ensured(html),
        });
        let filled = now();
        let html = html.and_then(|html| {
            let html = self.cards.put_in(url, &html);
            html.map_err(|wrong| diagnostics.push(wrong)).ok()
        });
        if let (Some(profile), Some(begun), Some(viewed), Some(filled)) =
            (self.site.profile, begun, viewed, filled)
        {
            let parts = Parts {
                view: viewed - begun,
                template: filled - viewed,
                cards: profile.now() - filled,
            };
            let bytes = html.as_ref().map_or(0, String::len);
            profile.page(page.template(), url.as_str(), parts, bytes);
        }
        Checked::new(html.map(String::into_bytes), diagnostics)
    }

    fn fill(
        &self,
        frame: &Frame,
        view: &impl Serialize,
        url: &UrlPath,
        page: &Page,
    ) -> Result<Option<String>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", self.site_value.clone());
        context.insert("page", frame);
        context.insert("view", view);
        let template = format!("{}.html", page.template());
        let rendering = match source_of(self.site.newsroom, page) {
            Some(source) => source.to_string(),
            None => url.to_string(),
        };
        self.theme.render(&template, &context, &rendering)
    }
}

fn site_view(site: Site<'_>) -> SiteView<'_> {
    let config = site.config;
    let numbers = &site.language.numbers;
    SiteView {
        title: &config.title,
        description: &config.description,
        language: &site.language.code,
        dir: site.language.direction.as_str(),
        tongue: Some(config.language.as_str()).filter(|lang| *lang != site.language.code),
        tongue_dir: Direction::of(&config.language).as_str(),
        numerals: format!("{}{}", numbers.digits, numbers.group),
        timezone: config.timezone.name(),
        base_url: config.base_url.as_deref(),
        publisher: PublisherView {
            name: config.publisher_name(),
            url: config.publisher.url.as_deref(),
            email: config.publisher.email.as_deref(),
        },
        extra: &config.extra,
        generator: GENERATOR,
    }
}
