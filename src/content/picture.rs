//! Pictures among the assets: how large they are, and whether smaller ones can be made of them.

use std::io::{self, Cursor};

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader, ImageResult, Limits};

use super::source::Asset;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::SourcePath;

/// A picture as browsers show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its format, where smaller pictures can be made of it: it is made of pixels and stands still.
    pub still: Option<ImageFormat>,
    /// Whether it would take too much memory to unpack it.
    pub heavy: bool,
}

/// The widths that smaller pictures are made in.
const WIDTHS: [u32; 4] = [480, 800, 1200, 1600];

/// The largest side that WebP can have.
const SIDE: u64 = 16_383;

/// How much of a file is read first: in nearly all, the size stands in it.
const HEAD: u64 = 128 * 1024;

/// How many pixels a picture may have for smaller ones to be made of it. Cameras have fewer.
const PIXELS: u64 = 64_000_000;

/// How much memory a picture may take when it is unpacked, in bytes.
const UNPACKED: u64 = 4 * PIXELS;

/// How large a picture's file may be for it to be read as one, in bytes.
pub const FILE: u64 = 256 * 1024 * 1024;

/// Limits for whatever unpacks pictures.
pub fn limits() -> Limits {
    let mut limits = Limits::default();
    // A decoder may need as much again while it works.
    limits.max_alloc = Some(2 * UNPACKED);
    limits
}

impl Picture {
    /// The widths of the pictures to be made of this one, the smallest first; none is larger
    /// than the picture itself.
    pub fn widths(&self) -> Vec<u32> {
        let fits = |width: u32| {
            let height = u64::from(self.height) * u64::from(width) / u64::from(self.width.max(1));
            height <= SIDE
        };
        let mut widths = WIDTHS.to_vec();
        widths.retain(|width| *width < self.width);
        // One that is small already gains nothing; one that is not too large, from WebP alone.
        if !widths.is_empty() && widths.len() < WIDTHS.len() {
            widths.push(self.width);
        }
        widths.retain(|width| self.still.is_some() && fits(*width));
        widths
    }
}

/// What a file's picture is like; `None` for what is no picture, or none that can be measured.
///
/// # Errors
///
/// Why a file that should be a picture is none, or cannot be read.
pub fn read(path: &SourcePath, asset: &Asset) -> Result<Option<Picture>, String> {
    let measure: fn(&[u8]) -> ImageResult<Picture> = match path.extension().as_str() {
        "jpg" | "jpeg" => |bytes| raster(bytes, ImageFormat::Jpeg),
        "png" => |bytes| raster(bytes, ImageFormat::Png),
        "webp" => |bytes| raster(bytes, ImageFormat::WebP),
        "gif" => {
            let head = asset.head(HEAD).map_err(unreadable)?;
            return gif(&head).map(Some).ok_or("it is no GIF".to_string());
        }
        "svg" => return Ok(svg(&asset.head(HEAD).map_err(unreadable)?)),
        _ => return Ok(None),
    };
    let head = asset.head(HEAD).map_err(unreadable)?;
    measure(&head)
        .or_else(|_| {
            let most = asset.head(FILE).map_err(image::ImageError::IoError)?;
            measure(&most)
        })
        .map(|picture| {
            let whole = asset.length().is_ok_and(|length| length <= FILE);
            match whole || picture.still.is_none() {
                true => Some(picture),
                false => Some(Picture {
                    still: None,
                    heavy: true,
                    ..picture
                }),
            }
        })
        .map_err(|error| error.to_string())
}

impl Picture {
    /// Why no smaller pictures are made of one that could have them otherwise.
    pub fn too_large(&self, path: &SourcePath) -> Option<Diagnostic> {
        let (width, height) = (self.width, self.height);
        let pixels = u64::from(width) * u64::from(height);
        if !self.heavy {
            return None;
        }
        let message = format!(
            "the image claims {width} × {height} pixels, {} million: no smaller ones are made of it",
            pixels / 1_000_000
        );
        let warning = Diagnostic::warning("image/too-large", message, Place::file(path));
        Some(warning.help("save it with fewer pixels; until then it is published as it is"))
    }
}

/// What to say of a picture that is broken.
pub fn broken(path: &SourcePath, reason: &str) -> Diagnostic {
    let message = format!("the image is broken: {reason}");
    Diagnostic::warning("image/broken", message, Place::file(path))
        .help("save it again in an image program; until then it is published as it is")
}

fn unreadable(error: io::Error) -> String {
    error.to_string()
}

/// A picture of pixels; which kind it is, its content says and not its name.
fn raster(bytes: &[u8], named: ImageFormat) -> ImageResult<Picture> {
    let format = image::guess_format(bytes).unwrap_or(named);
    let moves = match format {
        ImageFormat::Png => PngDecoder::new(Cursor::new(bytes))?.is_apng()?,
        ImageFormat::WebP => WebPDecoder::new(Cursor::new(bytes))?.has_animation(),
        _ => false,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // Nothing is unpacked here: the size is what is to be known.
    reader.no_limits();
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let heavy = !moves && (pixels > PIXELS || decoder.total_bytes() > UNPACKED);
    let on_its_side = matches!(
        decoder.orientation()?,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = match on_its_side {
        true => (height, width),
        false => (width, height),
    };
    let still = (!moves && !heavy).then_some(format);
    Ok(Picture {
        width,
        height,
        still,
        heavy,
    })
}

/// A GIF's size stands in its first ten bytes. It is left alone: it may move.
fn gif(head: &[u8]) -> Option<Picture> {
    let size = head.strip_prefix(b"GIF8")?.get(2..6)?;
    Some(Picture {
        width: u32::from(u16::from_le_bytes([size[0], size[1]])),
        height: u32::from(u16::from_le_bytes([size[2], size[3]])),
        still: None,
        heavy: false,
    })
}

/// The size of a drawing that says it in pixels, or the shape of one that has a `viewBox`.
fn svg(head: &[u8]) -> Option<Picture> {
    let text = String::from_utf8_lossy(head);
    let tag = text.split("<svg").nth(1)?.split('>').next()?;
    let value = |name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}="))?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let pixels = |text: &str| text.trim().trim_end_matches("px").parse().ok();
    let sides = |width: Option<f64>, height: Option<f64>| match (width?, height?) {
        (width, height) if (1.0..1e6).contains(&width) && (1.0..1e6).contains(&height) => {
            // Whole pixels, as HTML has them.
            Some((width.round() as u32, height.round() as u32))
        }
        _ => None,
    };
    let said = || sides(pixels(value(" width")?), pixels(value(" height")?));
    let drawn = || {
        let shape = value("viewBox")?;
        let parts: Vec<&str> = shape
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .collect();
        sides(pixels(parts.get(2)?), pixels(parts.get(3)?))
    };
    let (width, height) = said().or_else(drawn)?;
    Some(Picture {
        width,
        height,
        still: None,
        heavy: false,
    })
}
