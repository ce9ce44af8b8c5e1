//! Smaller pictures, in WebP, made of the pictures of the content.
//!
//! Which there are, the plan says. All of one picture are made when the first is asked for, so
//! that it is decoded once; what a [`Cache`] keeps is not made again.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::sync::{Arc, Mutex, MutexGuard};

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use sha2::{Digest, Sha256};

use super::webp;
use crate::content::Content;
use crate::content::picture::{self, Picture, broken};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::path::SourcePath;

/// Where pictures are kept from one build to the next.
pub trait Cache: Send + Sync {
    /// What is kept under a name, whole.
    fn get(&self, name: &str) -> Option<Vec<u8>>;
    /// Keeps something, if that can be done.
    fn keep(&self, name: &str, bytes: &[u8]);
}

/// Keeps nothing.
pub struct NoCache;

impl Cache for NoCache {
    fn get(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}

/// Part of what a kept picture is called; to be changed whenever the same picture would come out
/// otherwise.
const RECIPE: &str = "webp1";

/// Makes pictures; safe to ask from many threads.
pub struct Images<'a> {
    cache: &'a dyn Cache,
    work: Mutex<HashMap<SourcePath, Arc<Mutex<Work>>>>,
    large: Mutex<()>,
}

/// How many pixels make a picture a large one.
const LARGE: u64 = 16_000_000;

/// How far one picture's smaller ones have come.
#[derive(Default)]
struct Work {
    /// The picture's content, by its hash.
    digest: Option<String>,
    /// Those that are made and not taken yet.
    made: BTreeMap<u32, Vec<u8>>,
    /// Whether it was found to be broken, and said so.
    broken: bool,
}

impl<'a> Images<'a> {
    /// Makes pictures, and keeps them in this cache.
    pub fn new(cache: &'a dyn Cache) -> Self {
        Images {
            cache,
            work: Mutex::default(),
            large: Mutex::default(),
        }
    }

    /// Where pictures are kept.
    pub fn cache(&self) -> &'a dyn Cache {
        self.cache
    }

    /// A picture of the content in another width. Of one that is broken, it is the picture
    /// itself: a browser shows what it can of it.
    pub fn image(
        &self,
        content: &Content,
        path: &SourcePath,
        width: u32,
    ) -> Checked<Option<Vec<u8>>> {
        let (Some(asset), Some(picture)) = (content.assets.get(path), content.pictures.get(path))
        else {
            return Checked::clean(None);
        };
        let slot = locked(&self.work).entry(path.clone()).or_default().clone();
        let mut work = locked(&slot);
        if let Some(made) = work.made.remove(&width) {
            return Checked::clean(Some(made));
        }
        // One at a time of those that take much memory to unpack.
        let pixels = u64::from(picture.width) * u64::from(picture.height);
        let _alone = (pixels > LARGE).then(|| locked(&self.large));
        let bytes = match asset.head(picture::FILE) {
            Ok(bytes) => bytes,
            Err(error) => return Checked::new(None, vec![unreadable(path, &error)]),
        };
        let digest = work.digest.get_or_insert_with(|| hash(&bytes)).clone();
        let name = |width: u32| format!("{digest}-{width}-{RECIPE}.webp");
        if let Some(kept) = self.cache.get(&name(width)) {
            return Checked::clean(Some(kept));
        }
        let reason = match (work.broken, make(&bytes, picture)) {
            (true, _) => return Checked::clean(Some(bytes)),
            (false, Ok(made)) => {
                for (width, bytes) in &made {
                    self.cache.keep(&name(*width), bytes);
                }
                work.made = made;
                return Checked::clean(work.made.remove(&width));
            }
            (false, Err(reason)) => reason,
        };
        work.broken = true;
        Checked::new(Some(bytes), vec![broken(path, &reason)])
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unreadable(path: &SourcePath, error: &std::io::Error) -> Diagnostic {
    let message = format!("cannot read: {error}");
    Diagnostic::error("file/unreadable", message, Place::file(path))
        .help("check that the file exists and that you may read it")
}

/// Every smaller picture of one.
fn make(bytes: &[u8], picture: &Picture) -> Result<BTreeMap<u32, Vec<u8>>, String> {
    let format = picture.still.unwrap_or(ImageFormat::Png);
    let (whole, profile) = decode(bytes, format).map_err(|error| error.to_string())?;
    let mut widths = picture.widths();
    widths.reverse();
    let mut made = BTreeMap::new();
    let mut larger = whole;
    for width in widths {
        larger = resized(larger, picture, width);
        let drawn = format != ImageFormat::Jpeg;
        let bytes = webp::encode(&larger, drawn, profile.as_deref())?;
        made.insert(width, bytes);
    }
    Ok(made)
}

/// The picture upright, with the colour profile that it names.
fn decode(
    bytes: &[u8],
    format: ImageFormat,
) -> image::ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(picture::limits());
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let image = match image.color().has_alpha() {
        true => DynamicImage::ImageRgba8(image.into_rgba8()),
        false => DynamicImage::ImageRgb8(image.into_rgb8()),
    };
    Ok((image, profile))
}

/// A picture made smaller. Very large ones are first brought near by whole pixels, which is
/// quick. The filter is a polynomial: it has the same result on every machine.
fn resized(image: DynamicImage, picture: &Picture, width: u32) -> DynamicImage {
    if image.width() == width {
        return image;
    }
    let height = |width: u32| {
        let height = u64::from(picture.height) * u64::from(width) + u64::from(picture.width) / 2;
        u32::try_from(height / u64::from(picture.width.max(1))).unwrap_or(u32::MAX)
    };
    let near = width * 2;
    let image = match image.width() > near {
        true => image.thumbnail_exact(near, height(near).max(1)),
        false => image,
    };
    image.resize_exact(width, height(width).max(1), FilterType::CatmullRom)
}
