//! Stage 4: a view and the theme become bytes.

mod absent;
mod advice;
mod calendar;
mod cards;
mod circles;
mod components;
mod contrast;
mod data;
mod description;
mod explained;
mod feed;
mod filtered;
mod fragment;
mod head;
pub mod host;
pub mod images;
mod lexed;
mod markdown;
mod marks;
mod named;
mod once;
mod record;
pub mod sitemap;
#[cfg(feature = "social-images")]
mod social;
/// A program without these pictures is asked for none: the settings are refused.
#[cfg(not(feature = "social-images"))]
mod social {
    use super::images::Cache;
    use crate::pages::social::SocialView;

    pub fn draw(_: &SocialView, _: &dyn Cache) -> Option<Vec<u8>> {
        None
    }
}
mod tags;
mod templates;
mod terms;
pub mod theme;
mod tokens;
mod unclosed;
mod webp;
mod words;
mod written;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tera::Context;

use crate::config::Family;
use crate::diagnostic::{Checked, Diagnostic};
use crate::language::Direction;
use crate::newsroom::ids::SeriesId;
use crate::pages::chart;
use crate::pages::frame::Frame;
use crate::pages::legal;
use crate::pages::plan::{File, Page};
use crate::pages::site::{GENERATOR, Here, Site};
use crate::pages::social::{SocialView, view};
use crate::pages::urls;
use crate::path::UrlPath;
use crate::profile::{Parts, Profile};
use crate::reads;
use calendar::Calendars;
use cards::Cards;
use circles::Caller;
use feed::Feeds;
use images::{Cache, Images};
use once::Once;
use templates::Rendering;
use theme::Theme;

/// What every template may read of the site.
#[derive(Debug, Serialize)]
struct SiteView<'a> {
    /// The site's name.
    title: &'a str,
    /// One sentence about the site; may be empty.
    description: &'a str,
    /// The language of its words: that of its texts, or English for want of a language file.
    language: &'a str,
    /// `rtl` for languages written from right to left, else `ltr`.
    dir: &'static str,
    /// The language of its texts, where that of its words is another.
    tongue: Option<&'a str>,
    /// The direction of its texts: `rtl` or `ltr`.
    tongue_dir: &'static str,
    /// The ten digits of its language and the mark between thousands, for scripts.
    numerals: String,
    /// Its time zone.
    timezone: &'a str,
    /// Where it is published, with a final slash.
    base_url: Option<&'a str>,
    /// Who publishes it.
    publisher: PublisherView<'a>,
    /// `[extra]` of dateline.toml.
    extra: &'a serde_json::Value,
    /// `Dateline` and its version.
    generator: &'static str,
}

/// Who publishes the site.
#[derive(Debug, Serialize)]
struct PublisherView<'a> {
    /// Who publishes it; the site's title if not given.
    name: &'a str,
    /// The publisher's own site.
    url: Option<&'a str>,
    /// Where readers write to.
    email: Option<&'a str>,
}

/// Renders pages of one site with one theme.
pub struct Renderer<'a> {
    site: Site<'a>,
    theme: &'a Theme,
    site_value: tera::Value,
    cards: Cards<'a>,
    images: Images<'a>,
    feeds: Feeds,
    rows: data::Rows,
    calendars: Calendars,
    noted: Once<UrlPath, Noted>,
    kept: RwLock<HashMap<UrlPath, Option<String>>>,
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
            feeds: Feeds::default(),
            rows: data::Rows::default(),
            calendars: Calendars::default(),
            noted: Once::default(),
            kept: RwLock::default(),
        }
    }

    /// The bytes of a page; `None` for a page that could not be rendered and for an asset,
    /// whose bytes are its file's.
    pub fn render(&self, url: &UrlPath, page: &Page) -> Checked<Option<Vec<u8>>> {
        match page.kind() {
            Ok(_) => self.html(url, page),
            Err(file) => self.file(url, file),
        }
    }

    fn file(&self, url: &UrlPath, file: &File) -> Checked<Option<Vec<u8>>> {
        Checked::clean(Some(match file {
            File::Asset(_) | File::Static(_) => return Checked::clean(None),
            File::Image(path, width) => {
                return self
                    .images
                    .image(self.site.content.with(path), path, *width);
            }
            File::Chart(id) => return self.chart(url, *id),
            File::Data(what) => self.rows.render(self.site, *what),
            File::Feed(scope, format) => self.feeds.render(self.site, url, *scope, *format),
            File::Changes(scope) => self.feeds.changes(self.site, url, *scope),
            File::Calendar(scope) => self.calendars.render(self.site, *scope),
            File::Record => record::render(self.site),
            File::Terms => terms::render(self.site.newsroom),
            File::Sitemap(which) => sitemap::render(self.site, *which, |url| self.changed(url)),
            File::Robots => sitemap::robots(self.site),
            File::Host(path) => {
                let Some(host) = self.site.config.output.host else {
                    return Checked::clean(None);
                };
                host::render(host, path, &host::rules(self.site, self.theme))
            }
            File::Social(page) => return self.social(page),
            File::Markdown(of) => {
                let Some(page) = self.site.plan.page(of) else {
                    return Checked::clean(None);
                };
                let html = self.html(of, page);
                let made = html.value.and_then(|html| self.markdown(of, &html));
                return Checked::new(made.map(|(_, bytes)| bytes), html.diagnostics);
            }
        }))
    }

    /// The file with a page as Markdown, made of its HTML; `None` where it has none.
    pub fn markdown(&self, url: &UrlPath, html: &[u8]) -> Option<(UrlPath, Vec<u8>)> {
        let beside = self.site.plan.markdown(url)?;
        let base = self.site.config.base_url.as_deref();
        let body = markdown::body(base, url, std::str::from_utf8(html).ok()?);
        let text = format!("{}\n{body}", self.noted(url).head.as_deref()?);
        Some((beside, text.into_bytes()))
    }

    /// Takes the word of an earlier build for the day on which a page last changed.
    pub fn kept(&self, url: &UrlPath, changed: Option<String>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert(url.clone(), changed);
    }

    /// The day on which a page last changed, as the page itself tells it.
    pub fn changed(&self, url: &UrlPath) -> Option<String> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(changed) = kept.get(url) {
            return changed.clone();
        }
        drop(kept);
        self.noted(url).changed.clone()
    }

    /// The chart of a series as a picture by itself, by the theme's template `chart.html`.
    fn chart(&self, url: &UrlPath, id: SeriesId) -> Checked<Option<Vec<u8>>> {
        let here = Here::on_page(self.site, url);
        let series = self.site.newsroom.one_series(id);
        let Some(picture) = chart::picture(&here, series) else {
            return Checked::clean(Some(Vec::new()));
        };
        let mut context = Context::new();
        context.insert_value("site", self.site_value.clone());
        context.insert("chart", &picture.chart);
        context.insert("page", &picture.page);
        match self.theme.render("chart.html", &context, url.as_str()) {
            Ok(drawn) => Checked::clean(drawn.map(|drawn| legal::page(drawn).into_bytes())),
            Err(wrong) => Checked::new(None, vec![wrong]),
        }
    }

    /// What is noted of a page.
    fn noted(&self, url: &UrlPath) -> Arc<Noted> {
        self.noted.get(url.clone(), || {
            let site = Site {
                notes: None,
                ..self.site
            };
            // What is wrong with it is told where it is rendered.
            let page = self.site.plan.page(url);
            let shown = page.and_then(|page| page.show(&Here::on_page(site, url), &mut Vec::new()));
            shown.map_or_else(Noted::default, |(frame, _)| Noted::of(self.site, &frame))
        })
    }

    /// The picture that is drawn of a page.
    fn social(&self, page: &UrlPath) -> Checked<Option<Vec<u8>>> {
        let noted = self.noted(page);
        let drawn = noted.social.as_ref();
        let drawn = drawn.and_then(|view| social::draw(view, self.images.cache()));
        match drawn {
            Some(picture) => Checked::clean(Some(picture)),
            None => {
                let message = format!("no picture can be drawn of the page {page}");
                let help = "leave out pictures of words with `social_images = false`";
                let error = Diagnostic::outside("image/not-drawn", message).help(help);
                Checked::new(None, vec![error])
            }
        }
    }

    fn html(&self, url: &UrlPath, page: &Page) -> Checked<Option<Vec<u8>>> {
        let mut diagnostics = Vec::new();
        let now = || self.site.profile.map(Profile::now);
        let begun = now();
        let shown = page.show(&Here::on_page(self.site, url), &mut diagnostics);
        let viewed = now();
        if let Some((frame, _)) = &shown {
            // Its drawn picture rests on all that it does.
            let reads = match self.site.config.output.social_images {
                true => reads::so_far(),
                false => Vec::new(),
            };
            self.noted.get(url.clone(), || {
                reads::note_all(&reads);
                Noted::of(self.site, frame)
            });
        }
        let hidden = shown.as_ref().is_some_and(|(frame, _)| frame.noindex);
        let html = shown.and_then(|(frame, view)| {
            let html = self.fill(&frame, &view, url, page);
            html.map_err(|wrong| diagnostics.push(wrong)).ok().flatten()
        });
        let policy = (!self.theme.own_policy).then(|| page.runs_compiled());
        let html = html.map(|html| head::ensured(html, policy, hidden));
        let filled = now();
        let here = Here::on_page(self.site, url);
        let guide = here.href_of(Family::Guide, &urls::guide());
        let guide = guide.filter(|_| *url != urls::guide());
        let html = html.and_then(|html| {
            let html = self.with_rendering(url, page, |it| self.cards.put_in(url, &html, it));
            let html = html.map(|html| legal::page(explained::link(html, guide.as_deref())));
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
        self.with_rendering(url, page, |it| {
            self.theme.render(&template, &context, it.page)
        })
    }

    /// Does something with what messages call a page and its template.
    fn with_rendering<T>(
        &self,
        url: &UrlPath,
        page: &Page,
        with: impl FnOnce(&Rendering<'_>) -> T,
    ) -> T {
        let name = match page.source(self.site.newsroom) {
            Some(source) => source.to_string(),
            None => url.to_string(),
        };
        let template = format!("{}.html", page.template());
        with(&Rendering {
            page: &name,
            from: Caller::template(&self.theme.sources, &template),
        })
    }
}

/// What is noted of a page while it is rendered, for the files that tell of it.
#[derive(Default)]
struct Noted {
    /// The day on which it last changed, as the page itself tells it.
    changed: Option<String>,
    /// What its drawn picture says, where pictures are drawn.
    social: Option<SocialView>,
    /// What stands above it as Markdown, where there is such.
    head: Option<String>,
}

impl Noted {
    fn of(site: Site<'_>, frame: &Frame) -> Noted {
        let changed = frame.changed.as_ref();
        let drawn = site.config.output.social_images;
        Noted {
            changed: changed.and_then(|day| day.datetime.clone()),
            social: drawn.then(|| view(site.config, frame)),
            head: frame
                .markdown
                .is_some()
                .then(|| markdown::head(site, frame)),
        }
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
