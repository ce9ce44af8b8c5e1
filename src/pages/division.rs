//! How the pages of a site are divided into parts: what shares work stays together.

use super::plan::{File, Page, Plan};
use super::scope;
use crate::newsroom::Newsroom;
use crate::newsroom::scope::Scope;
use crate::path::UrlPath;

/// The address that decides in which part a page is, whatever else the site has: its own, but
///
/// - for the lists of a topic, of a region and of both together that of the briefing, since what they
///   have in common is worked out once and takes most of their time,
/// - for what is made of a page's bytes or of a picture that of the page or the picture.
pub fn address(newsroom: &Newsroom, plan: &Plan, url: &UrlPath, page: &Page) -> String {
    let of_scope = |of: Scope| match of {
        Scope::Site | Scope::Year(_) => url.to_string(),
        Scope::Term(..) | Scope::Cell(..) => scope::home(newsroom, of).to_string(),
    };
    match page.kind() {
        Ok(kind) => of_scope(kind.scope()),
        Err(File::Feed(scope, _) | File::Changes(scope) | File::Calendar(scope)) => {
            of_scope(*scope)
        }
        Err(File::Markdown(of) | File::Social(of)) => match plan.pages.get(of) {
            Some(page) => address(newsroom, plan, of, page),
            None => url.to_string(),
        },
        Err(File::Image(picture, _)) => picture.to_string(),
        Err(File::Asset(_) | File::Static(_) | File::Data(_) | File::Chart(_)) => url.to_string(),
        Err(File::Sitemap(_) | File::Robots | File::Record | File::Host(_)) => url.to_string(),
        Err(File::Terms) => url.to_string(),
    }
}
