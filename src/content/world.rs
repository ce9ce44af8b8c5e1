//! The world's countries and areas, known without a file: UN M49 and ISO 3166-1.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::path::slug;

/// A country or area of the built-in table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its id in URLs.
    pub id: &'static str,
    /// Its everyday English name.
    pub name: &'static str,
    /// Its ISO 3166-1 alpha-2 code, if it is a country.
    pub iso2: Option<&'static str>,
    /// Its ISO 3166-1 alpha-3 code, if it is a country.
    pub iso3: Option<&'static str>,
    /// Its UN M49 code, three digits.
    pub m49: Option<&'static str>,
    /// The id of the area it lies in.
    pub parent: Option<&'static str>,
}

struct World {
    areas: HashMap<&'static str, Area>,
    /// Ids by every other way to write them: aliases and codes in lower case.
    names: HashMap<String, &'static str>,
}

/// The area of exactly this id.
pub fn by_id(id: &str) -> Option<Area> {
    world().areas.get(id).copied()
}

/// The area that an author means by an id, a name, another name or a code.
pub fn find(written: &str) -> Option<Area> {
    let name = slug(written);
    by_id(&name).or_else(|| by_id(world().names.get(&name)?))
}

/// Every way to write an area in words, as a slug, with the area's id; codes are left out.
pub fn spellings() -> impl Iterator<Item = (String, &'static str)> {
    let ids = world().areas.values();
    let own = ids.flat_map(|area| [(area.id.to_string(), area.id), (slug(area.name), area.id)]);
    let others = world().names.iter();
    let words = others
        .filter(|(name, _)| name.len() > 3 && !name.starts_with(|c: char| c.is_ascii_digit()));
    own.chain(words.map(|(name, id)| (name.clone(), *id)))
}

/// Every built-in id and other name, for suggestions.
pub fn names() -> impl Iterator<Item = &'static str> {
    world().areas.keys().copied()
}

/// The table is parsed once; it is the same for every site, so it is no hidden input.
fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| parse(include_str!("taxonomy/world.tsv")))
}

fn parse(table: &'static str) -> World {
    let mut world = World {
        areas: HashMap::new(),
        names: HashMap::new(),
    };
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let mut columns = row.split('\t');
        let mut next = || {
            columns
                .next()
                .filter(|text| *text != "-" && !text.is_empty())
        };
        let (Some(id), Some(name)) = (next(), next()) else {
            continue;
        };
        let (iso2, iso3, m49, parent, aliases) = (next(), next(), next(), next(), next());
        let codes = [iso2, iso3, m49]
            .into_iter()
            .flatten()
            .map(str::to_lowercase);
        world.names.extend(codes.map(|code| (code, id)));
        let aliases = aliases
            .unwrap_or("")
            .split(',')
            .filter(|alias| !alias.is_empty());
        world
            .names
            .extend(aliases.map(|alias| (alias.to_string(), id)));
        let area = Area {
            id,
            name,
            iso2,
            iso3,
            m49,
            parent,
        };
        world.areas.insert(id, area);
    }
    world
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_name_and_by_code() {
        let id = |written: &str| find(written).map(|area| area.id);
        for written in ["iraq", "Iraq", "IQ", "IRQ", "368"] {
            assert_eq!(id(written), Some("iraq"), "{written}");
        }
        assert_eq!(id("Burma"), Some("myanmar"));
        assert_eq!(id("Côte d'Ivoire"), id("Ivory Coast"));
        assert_eq!(id("Atlantis"), None);
    }

    #[test]
    fn every_country_of_iso_3166_and_those_it_lacks_are_there() {
        let countries = world()
            .areas
            .values()
            .filter(|area| area.iso2.is_some())
            .count();
        assert_eq!(countries, 250, "the 249 codes of ISO 3166-1 and Kosovo");
        assert_eq!(
            find("TW").and_then(|area| area.parent),
            Some("eastern-asia")
        );
        assert_eq!(find("XK").and_then(|area| area.m49), None);
    }

    #[test]
    fn every_area_leads_up_to_a_continent() {
        for area in world().areas.values() {
            let mut at = *area;
            for _ in 0..6 {
                at = at.parent.and_then(by_id).unwrap_or(at);
            }
            assert_eq!(at.parent, None, "{}", area.id);
        }
    }
}
