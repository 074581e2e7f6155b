//! Bytes become text: UTF-8, UTF-16, or the old Western encodings as a last resort, always with the problem said.
//! Nothing is guessed silently, nothing of any size or shape hangs. What the text means is not its affair.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

/// The largest text that is read, in bytes. No message comes near it, nor does a file of many.
pub const LARGEST: usize = 1 << 20;
/// The largest mail: pictures and documents travel in it.
pub const LARGEST_MAIL: usize = 32 << 20;

/// A text and how it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text. Where the file was UTF-8 its offsets are those of the file, byte order mark included.
    pub text: String,
    /// What is wrong with the file as a whole.
    pub problem: Option<String>,
    /// Whether the text can be written back as it is.
    pub is_utf8: bool,
}

/// Reads a file; what prevents it is said in words that follow the path.
pub fn read(path: &Path) -> Result<Text, String> {
    decode(bytes(path)?)
}

/// Reads standard input.
pub fn stdin() -> Result<Text, String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() > LARGEST { Err(too_large(LARGEST)) } else { decode(bytes) }
}

/// The bytes of a file, unless it is too large.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let about = fs::metadata(path).map_err(|error| why_not(path, &error))?;
    if about.is_dir() {
        return Err("is a folder".into());
    }
    let most = most(path);
    if about.len() > most as u64 {
        return Err(too_large(most));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize + 1);
    let file = File::open(path).map_err(|error| why_not(path, &error))?;
    // What is no file, such as a pipe, does not say how long it is.
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|error| why_not(path, &error))?;
    if bytes.len() > most { Err(too_large(most)) } else { Ok(bytes) }
}

/// What tells one state of a file from the next without reading it: when it was changed, and its length.
pub fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Whether a text of this length is read as this file, and what is said where it is not.
pub fn fits(path: &Path, length: usize) -> Result<(), String> {
    let most = most(path);
    if length > most { Err(too_large(most)) } else { Ok(()) }
}

/// The most bytes of a file that are read.
fn most(path: &Path) -> usize {
    let is_mail = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("eml"));
    if is_mail { LARGEST_MAIL } else { LARGEST }
}

fn too_large(most: usize) -> String {
    format!("is larger than {} MB; no message is, so it was not read", most >> 20)
}

/// Why a path cannot be read, in words that follow it.
pub fn why_not(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => "is a link that leads nowhere".into(),
        ErrorKind::NotFound => "is not there".into(),
        ErrorKind::PermissionDenied => "may not be read: permission denied".into(),
        _ if error.to_string().contains("symbolic links") => "is a link that leads in a circle".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// Text from bytes, with what is wrong with them; an error where they are no text at all.
pub fn decode(bytes: Vec<u8>) -> Result<Text, String> {
    let wide = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        all => unmarked_utf16(all).map(|order| (all, order)),
    };
    if let Some((units, order)) = wide {
        let units = units.chunks(2).map(|pair| order([pair[0], pair.get(1).copied().unwrap_or(0)]));
        let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let problem = Some("is written in UTF-16; it was checked all the same, but save it as UTF-8 (places count as if it were)".into());
        return Ok(Text { text, problem, is_utf8: false });
    }
    let nulls = bytes.iter().filter(|byte| **byte == 0).count();
    if nulls * 100 > bytes.len() {
        return Err("is no text: it holds NUL bytes".into());
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let problem = (nulls > 0).then(|| "holds NUL bytes, which no mail program sends; take them out".into());
            Ok(Text { text, problem, is_utf8: true })
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let text = bytes.iter().copied().map(windows_1252).collect();
            let problem = format!(
                "is not UTF-8 (line {line}); it was read as Windows-1252 (Latin-1), but save it as UTF-8 (places count as if it were)"
            );
            Ok(Text { text, problem: Some(problem), is_utf8: false })
        }
    }
}

/// The byte order of UTF-16 without its mark, told by where the zeros of plain letters stand.
fn unmarked_utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let pairs = bytes.len() / 2;
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match pairs {
        0..4 => None,
        _ if odd * 2 > pairs && even * 20 < pairs => Some(u16::from_le_bytes),
        _ if even * 2 > pairs && odd * 20 < pairs => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// A character of Windows-1252; the five bytes that it leaves open mean what they mean in Latin-1.
pub(super) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
