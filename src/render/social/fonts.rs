//! The fonts of drawn pictures: parts of Noto Sans and Noto Sans Arabic, put together (fonts/OFL.txt).
//! Two scripts in one font: where a line has both, usvg does not always find its way between two.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// What they are called.
pub const FAMILY: &str = "Noto Sans";

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

const REGULAR: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("fonts/NotoSans-Bold.ttf");

impl Weight {
    fn file(self) -> &'static [u8] {
        match self {
            Weight::Regular => REGULAR,
            Weight::Bold => BOLD,
        }
    }

    /// Its number in CSS.
    pub fn number(self) -> u16 {
        match self {
            Weight::Regular => 400,
            Weight::Bold => 700,
        }
    }
}

/// All of them, for drawing.
pub fn database() -> Arc<Database> {
    static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut database = Database::new();
        for file in [REGULAR, BOLD] {
            database.load_font_data(file.to_vec());
        }
        Arc::new(database)
    });
    DATABASE.clone()
}

/// How wide a letter by itself is, in parts of its size; `None` where the font does not have it.
/// Arabic letters are no wider where they are joined.
pub fn width(c: char, weight: Weight) -> Option<f32> {
    let font = FontRef::new(weight.file()).ok()?;
    let glyph = font.charmap().map(c)?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    metrics.advance_width(glyph)
}
