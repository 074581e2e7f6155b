//! HTML, as a reader sees it: which tags there are, what entities stand for, and the text of a page. It is
//! no parser of pages: what is not evidently a tag is text, and nothing is ever refused.

use super::Seen;
use crate::text::Span;

/// The tags that mail and Markdown use.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big", "blink", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl",
    "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "menu", "meta",
    "meter", "nav", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s",
    "samp", "script", "section", "select", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];

/// Tags that begin a new paragraph.
const BLOCKS: &[&str] = &["p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr", "dl"];
/// Tags that begin a new line.
const LINES: &[&str] = &["div", "li", "tr", "br", "dt", "dd", "address", "section", "article", "header", "footer", "center", "body"];
/// Tags whose content no reader sees.
const HIDDEN: &[&str] = &["script", "style", "head", "title", "template", "svg", "object", "noscript"];

/// Whether a name is a tag's.
pub(super) fn is_tag(name: &str) -> bool {
    among(TAGS, name)
}

fn among(list: &[&str], name: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The tag or comment at the start of `rest`: its length and its name (`/p` for an end, empty for a comment).
pub(super) fn tag_at(rest: &str) -> Option<(usize, &str)> {
    const REACH: usize = 4000;
    if rest.starts_with("<!--") {
        return Some((rest.find("-->").map_or(rest.len(), |n| n + 3), ""));
    }
    let inside = rest.strip_prefix('<')?;
    if inside.starts_with(['!', '?']) {
        return near(inside, REACH).find('>').map(|n| (n + 2, ""));
    }
    let name_len = inside.strip_prefix('/').unwrap_or(inside).find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = &inside[..name_len + usize::from(inside.starts_with('/'))];
    let next = inside[name.len()..].chars().next()?;
    if !is_tag(name.trim_start_matches('/')) || !(next.is_whitespace() || matches!(next, '>' | '/')) {
        return None;
    }
    // A `>` inside a quoted attribute does not end the tag.
    let mut quote = None;
    for (at, c) in near(inside, REACH).char_indices().skip(name.len()) {
        match (quote, c) {
            (None, '>') => return Some((at + 2, name)),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn near(text: &str, reach: usize) -> &str {
    let mut end = text.len().min(reach);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The entity at the start of `rest`: its length and what it stands for.
pub(super) fn entity_at(rest: &str) -> Option<(usize, char)> {
    let inside = near(rest.strip_prefix('&')?, 12);
    let name = &inside[..inside.find(';')?];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}')
        }
        None => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            "ensp" | "emsp" | "thinsp" => ' ',
            "ndash" => '–',
            "mdash" => '—',
            "hellip" => '…',
            "lsquo" => '‘',
            "rsquo" => '’',
            "ldquo" => '“',
            "rdquo" => '”',
            "laquo" => '«',
            "raquo" => '»',
            "bull" => '•',
            "middot" => '·',
            "copy" => '©',
            "reg" => '®',
            "trade" => '™',
            "euro" => '€',
            "pound" => '£',
            "auml" => 'ä',
            "ouml" => 'ö',
            "uuml" => 'ü',
            "Auml" => 'Ä',
            "Ouml" => 'Ö',
            "Uuml" => 'Ü',
            "szlig" => 'ß',
            "eacute" => 'é',
            "egrave" => 'è',
            "ecirc" => 'ê',
            "agrave" => 'à',
            "aacute" => 'á',
            "acirc" => 'â',
            "aring" => 'å',
            "ccedil" => 'ç',
            "iacute" => 'í',
            "oacute" => 'ó',
            "uacute" => 'ú',
            "ntilde" => 'ñ',
            "oslash" => 'ø',
            "aelig" => 'æ',
            "shy" => '\u{ad}',
            "zwnj" => '\u{200c}',
            "zwj" => '\u{200d}',
            _ => return None,
        },
    };
    Some((name.len() + 2, c))
}

/// What a reader of a page sees: paragraphs apart by a blank line, white space drawn together.
pub(super) fn visible(page: &Seen) -> Seen {
    let text = page.text();
    let mut out = Seen::default();
    let mut at = 0;
    let mut endless = Vec::new();
    // How many line ends, or else whether a space, stand between what was written and what comes next.
    let (mut breaks, mut space, mut pre, mut gap) = (0, false, 0_u32, Span::at(0));
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let mut len = c.len_utf8();
        if c == '<'
            && let Some((tag_len, name)) = tag_at(rest)
        {
            let bare = name.trim_start_matches('/');
            let opens = bare.len() == name.len();
            len = tag_len;
            if among(HIDDEN, bare)
                && opens
                && !rest[..tag_len].ends_with("/>")
                && !endless.iter().any(|n: &String| n.eq_ignore_ascii_case(bare))
            {
                // Without its end, only the tag itself is hidden; and its end is not looked for again.
                len = end_of(rest, tag_len, bare).unwrap_or_else(|| {
                    endless.push(bare.to_owned());
                    tag_len
                });
            }
            match () {
                () if bare.eq_ignore_ascii_case("br") => breaks += 1,
                () if among(BLOCKS, bare) => breaks = breaks.max(2),
                () if among(LINES, bare) => breaks = breaks.max(1),
                () if among(&["td", "th"], bare) => space = true,
                () => {}
            }
            if bare.eq_ignore_ascii_case("pre") {
                pre = if opens { pre + 1 } else { pre.saturating_sub(1) };
            }
            gap = gap.join(Span::new(at, at + len));
        } else if c.is_ascii_whitespace() && pre == 0 {
            space = true;
            gap = gap.join(Span::new(at, at + 1));
        } else {
            if !out.text().is_empty() && (breaks > 0 || space) {
                let joint = if breaks > 0 { "\n".repeat(breaks.min(3)) } else { " ".to_owned() };
                out.push_decoded(&joint, page.in_file(Span::new(gap.start as usize, at)));
            }
            (breaks, space) = (0, false);
            match entity_at(rest) {
                Some((entity_len, decoded)) => {
                    len = entity_len;
                    let mut buffer = [0; 4];
                    let decoded = if decoded == '\u{a0}' { ' ' } else { decoded };
                    out.push_decoded(decoded.encode_utf8(&mut buffer), page.in_file(Span::new(at, at + len)));
                }
                None => {
                    // A run of plain text, up to the next character that could mean something.
                    let stop = |c: char| matches!(c, '<' | '&') || c.is_ascii_whitespace();
                    len += rest[len..].find(stop).unwrap_or(rest.len() - len);
                    out.append_part(page, Span::new(at, at + len));
                }
            }
            gap = Span::at(at + len);
        }
        at += len;
    }
    out
}

/// The place behind the end tag of a hidden element.
fn end_of(rest: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(found) = rest[at..].find("</") {
        at += found + 2;
        if rest.get(at..at + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return Some(at + rest[at..].find('>').map_or(rest.len() - at, |n| n + 1));
        }
    }
    None
}
