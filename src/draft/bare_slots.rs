//! Slots with no mark around them: crosses, names in capital letters, what a template's greeting and signature hold
//! where nobody filled them in. They are told by their place and company, for the same words stand in prose.

use super::placeholder::{Hit, Syntax, after, before, is_word, line_after, line_before, run};
use super::slot_words::{is_capital, is_noun};
use crate::text::Span;

/// Words before which XX stands for something to be filled in, even at the end.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "dear", "hi", "hello", "hey", "at", "to", "of", "in", "for", "with", "from", "the", "your", "a", "by", "on", "about", "mr", "mrs", "ms", "dr", "professor", "prof", "and", "is", "as",
];

/// Words of a closing under which crosses are kisses.
const FOND: &[&str] = &["love", "hug", "kiss", "miss you", "see you"];

/// `XX`, `XXX`, `XX/XX`, `XYZ`, where they are no numeral and no kisses.
pub(super) fn crosses(text: &str, at: usize) -> Option<Hit<'_>> {
    if is_word(before(text, at)) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut end = at;
    if text[at..].starts_with("XYZ") {
        end = at + 3;
    } else {
        loop {
            end += run(bytes, end, b'X');
            // A date or an amount: XX/XX/XXXX, XX,XXX.
            let joint = bytes.get(end).is_some_and(|b| matches!(b, b'/' | b',' | b'.' | b':' | b'-'));
            if !(joint && bytes.get(end + 1) == Some(&b'X')) {
                break;
            }
            end += 1;
        }
    }
    if end - at < 2 || is_word(after(text, end)) || matches!(after(text, end), Some('-' | '\'' | '’')) {
        return None;
    }
    let line = line_before(text, at);
    let lead = line.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or("").trim_matches(['.', '"', '(', '“']);
    let leads = LEADS.iter().any(|l| l.eq_ignore_ascii_case(lead));
    let rest = text[end..].trim_start_matches([' ', '!', '\t', '.']);
    // Super Bowl XXX, the XX century, XX chromosomes.
    let numeral = (is_capital(lead) && !leads && !lead.is_empty()) || rest.starts_with("century") || rest.starts_with("chromosome");
    let above = text[..at].trim_end().rsplit('\n').next().unwrap_or("").trim();
    let kisses = if line.trim().is_empty() && above.ends_with(',') {
        FOND.iter().any(|word| above.to_lowercase().contains(word))
    } else {
        rest.trim_start().is_empty() && !leads && at > 0
    };
    (!numeral && !kisses).then_some((end, Syntax::Crosses, ""))
}

/// What names that stand for themselves in capital letters begin with.
pub(super) const CAPITALS: &[u8] = b"CFIJLNPRTY";

/// `FIRSTNAME`, `INSERT COMPANY`, `TITLE OF PAPER`.
pub(super) fn capitals(text: &str, at: usize) -> Option<Hit<'_>> {
    const NAMES: &[&str] = &[
        "FIRSTNAME",
        "FIRST_NAME",
        "FIRST NAME",
        "LASTNAME",
        "LAST_NAME",
        "LAST NAME",
        "FNAME",
        "LNAME",
        "COMPANYNAME",
        "COMPANY_NAME",
        "COMPANY NAME",
        "YOURNAME",
        "YOUR_NAME",
        "YOUR NAME",
        "JOBTITLE",
        "JOB_TITLE",
        "JOB TITLE",
        "RECIPIENT NAME",
        "RECIPIENT_NAME",
        "PAPER TITLE",
        "PROJECT NAME",
        "PERSON NAME",
    ];
    if is_word(before(text, at)) {
        return None;
    }
    let known = NAMES.iter().find(|name| text[at..].starts_with(**name)).map(|name| at + name.len());
    let end = known.or_else(|| told(text, at))?;
    (!is_word(after(text, end))).then_some((end, Syntax::Capitals, &text[at..end]))
}

/// The end of `INSERT COMPANY`, `INSERT name here`, `TITLE OF PAPER`, unless everything around is in capitals too.
fn told(text: &str, at: usize) -> Option<usize> {
    const OPENINGS: &[&str] = &["INSERT ", "TITLE OF ", "NAME OF "];
    const MOST_WORDS: usize = 4;
    let opening = OPENINGS.iter().find(|opening| text[at..].starts_with(**opening))?;
    let lower = |part: &str| part.chars().any(char::is_lowercase);
    let mut end = at + opening.trim_end().len();
    for word in line_after(text, end).split(' ').skip(1).take(MOST_WORDS) {
        let bare = word.split(|c: char| !(c.is_alphanumeric() || "_-/'’".contains(c))).next().unwrap_or("");
        let loud = bare.len() > 1 && bare.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’' | '/' | '-' | '_'));
        if !(loud || is_noun(bare) || bare == "here") || bare == "INTO" {
            break;
        }
        end += 1 + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    let some = end > at + opening.trim_end().len();
    let (left, right) = (line_before(text, at), line_after(text, end));
    let shouted = !lower(left) && !lower(right) && (left.chars().any(char::is_alphabetic) || right.chars().any(char::is_alphabetic));
    (some && !shouted).then_some(end)
}

/// The slot of the line that begins at `at`: the name in `Dear First Name,`, or all of `Your Name`.
pub(super) fn on_line(text: &str, at: usize) -> Option<Span> {
    // Few lines begin with one of these letters, and fewer are looked at closer.
    if !matches!(text.as_bytes().get(at)?.to_ascii_lowercase(), b'd' | b'h' | b'g' | b'y' | b'm' | b'f' | b'n') {
        return None;
    }
    let line = line_after(text, at);
    greeted(line).or_else(|| signed(line, &text[..at])).map(|(start, end)| Span::new(at + start, at + end))
}

/// Where the name stands in a greeting that greets a slot: `Dear Mr. Last Name,`, `Hi Name!`.
fn greeted(line: &str) -> Option<(usize, usize)> {
    const GREETINGS: &[&str] = &["dear", "hi", "hello", "hey", "good morning", "good afternoon", "good evening"];
    const TITLES: &[&str] = &["mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "professor", "prof.", "prof"];
    const NAMES: &[&str] = &[
        "name",
        "first name",
        "firstname",
        "last name",
        "lastname",
        "full name",
        "surname",
        "recipient name",
        "recipient's name",
        "recipient’s name",
        "contact name",
        "contact's name",
        "contact’s name",
        "person's name",
        "person’s name",
        "their name",
        "professor name",
        "professor's name",
        "professor’s name",
        "alumni name",
        "alum name",
        "first name last name",
        "firstname lastname",
        "first last",
    ];
    let opening = |list: &[&str], rest: &str| {
        let long = |word: &&&str| {
            rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) && rest[word.len()..].starts_with(' ')
        };
        list.iter().filter(long).map(|word| word.len() + 1).max()
    };
    let mut start = opening(GREETINGS, line)?;
    let title = opening(TITLES, &line[start..]);
    start += title.unwrap_or(0);
    let name = line[start..].split([',', ':', '!', '\r']).next().unwrap_or("").trim_end_matches([' ', '.', '-', '–', '—']);
    let lower = name.to_lowercase();
    let slot = NAMES.contains(&lower.as_str()) || (title.is_some() && matches!(name, "X" | "Last" | "LAST"));
    slot.then_some((start, start + name.len()))
}

/// Where the slots stand on a line of a signature that nobody filled in: `Your Name`, `Your Name | Your Title`.
fn signed(line: &str, above: &str) -> Option<(usize, usize)> {
    const LINES: &[&str] = &[
        "your name",
        "your full name",
        "your name here",
        "your first name",
        "my name",
        "first name last name",
        "firstname lastname",
        "first last",
        "full name",
        "name surname",
        "first and last name",
        "your signature",
        "your title",
        "your job title",
        "your phone number",
        "your phone",
        "your email",
        "your email address",
        "your contact information",
        "your contact info",
        "your university",
        "your major",
    ];
    let bare = line.trim_end();
    let lower = bare.to_lowercase();
    let mut parts = lower.split([',', '|', '·']).map(str::trim).filter(|part| !part.is_empty());
    let first = parts.next()?;
    let under_closing = above.trim_end_matches(['\n', '\r', ' ']).ends_with(',');
    let known = |part: &str| LINES.contains(&part);
    let slot =
        !above.trim().is_empty() && (known(first) || (first == "name" && under_closing)) && parts.all(|part| known(part) || is_noun(part));
    slot.then_some((0, bare.trim_end_matches([',', '.', ' ']).len()))
}
