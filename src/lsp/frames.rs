//! Frames: the `Content-Length` and body that carry one message. It finds whole frames in a stream whatever the bytes,
//! and says what is wrong with the others. What a message means is not its affair.

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// The largest message that is taken, in bytes: a text that is too large to be checked still fits.
const LARGEST: usize = 64 << 20;
/// The longest line of a header. What is longer is no header.
const LONGEST_LINE: u64 = 4 << 10;

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A body.
    Body(Vec<u8>),
    /// A message too large to be taken; it was passed over.
    TooLarge,
    /// Bytes that are no frame; they were passed over.
    Garbage,
}

/// The next frame; `None` at the end, also in the middle of one.
pub(super) async fn next(input: &mut (impl AsyncBufRead + Unpin)) -> Option<Frame> {
    let mut length: Option<usize> = None;
    let mut is_garbage = false;
    loop {
        let mut line = Vec::new();
        let read = (&mut *input).take(LONGEST_LINE).read_until(b'\n', &mut line).await.ok()?;
        if read == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        match (line.is_empty(), line.split_once(':')) {
            (true, _) => match length {
                Some(_) => break,
                // Blank lines between frames are harmless.
                None if is_garbage => return Some(Frame::Garbage),
                None => {}
            },
            // Whatever stands before it on its line, such as the end of a broken body.
            (false, Some((name, value))) if name.to_ascii_lowercase().ends_with("content-length") => match value.trim().parse() {
                Ok(bytes) => length = Some(bytes),
                Err(_) => is_garbage = true,
            },
            (false, Some((name, _))) if name.eq_ignore_ascii_case("content-type") => {}
            _ => is_garbage = true,
        }
    }
    let length = length.unwrap_or(0);
    if length > LARGEST {
        let passed = tokio::io::copy(&mut (&mut *input).take(length as u64), &mut tokio::io::sink()).await.ok()?;
        return (passed == length as u64).then_some(Frame::TooLarge);
    }
    let mut body = Vec::with_capacity(length.min(1 << 20));
    let read = (&mut *input).take(length as u64).read_to_end(&mut body).await.ok()?;
    (read == length).then_some(Frame::Body(body))
}

/// A body with its header.
pub(super) fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}
