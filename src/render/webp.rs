//! WebP files.

use image::DynamicImage;
use webp::{Encoder, WebPMemory};

/// How much lossy pictures keep, of 100: at this, the eye sees no difference at a reader's
/// distance.
const QUALITY: f32 = 80.0;

/// A picture as a WebP file. What may be `drawn` rather than taken by a camera is also tried
/// without loss, which keeps letters and edges sharp, and the smaller file is taken.
pub fn encode(
    image: &DynamicImage,
    drawn: bool,
    profile: Option<&[u8]>,
) -> Result<Vec<u8>, String> {
    let (width, height) = (image.width(), image.height());
    let encoder = match image {
        DynamicImage::ImageRgb8(pixels) => Encoder::from_rgb(pixels, width, height),
        DynamicImage::ImageRgba8(pixels) => Encoder::from_rgba(pixels, width, height),
        _ => return Err("its pixels are of an unknown kind".to_string()),
    };
    let encoded = |lossless: bool| -> Result<WebPMemory, String> {
        let encoded = encoder.encode_simple(lossless, QUALITY);
        encoded.map_err(|error| format!("it cannot be written as WebP: {error:?}"))
    };
    let mut file = encoded(false)?;
    if drawn {
        let lossless = encoded(true)?;
        if lossless.len() <= file.len() {
            file = lossless;
        }
    }
    let foreign = profile.filter(|profile| !is_srgb(profile));
    Ok(match foreign {
        Some(profile) => with_profile(&file, profile, image),
        None => file.to_vec(),
    })
}

/// Whether a colour profile names the colours that browsers take a picture without one to have.
fn is_srgb(profile: &[u8]) -> bool {
    let plain = b"sRGB";
    let wide = b"s\0R\0G\0B";
    profile.windows(plain.len()).any(|part| part == plain)
        || profile.windows(wide.len()).any(|part| part == wide)
}

/// The file with a colour profile (RFC 9649, 2.7: the extended file format).
fn with_profile(file: &[u8], profile: &[u8], image: &DynamicImage) -> Vec<u8> {
    const HAS_PROFILE: u8 = 1 << 5;
    const HAS_ALPHA: u8 = 1 << 4;
    let mut flags = HAS_PROFILE;
    if image.color().has_alpha() {
        flags |= HAS_ALPHA;
    }
    let mut head = vec![flags, 0, 0, 0];
    for side in [image.width(), image.height()] {
        head.extend_from_slice(&(side - 1).to_le_bytes()[..3]);
    }
    let mut chunks = chunk(b"VP8X", &head);
    chunks.extend(chunk(b"ICCP", profile));
    // What the encoder wrote, without its own extended head if it wrote one.
    let body = file.get(12..).unwrap_or_default();
    chunks.extend_from_slice(match body.starts_with(b"VP8X") {
        true => body.get(18..).unwrap_or_default(),
        false => body,
    });
    let mut content = b"WEBP".to_vec();
    content.extend(chunks);
    chunk(b"RIFF", &content)
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let mut chunk = name.to_vec();
    chunk.extend_from_slice(&length.to_le_bytes());
    chunk.extend_from_slice(content);
    if content.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}
