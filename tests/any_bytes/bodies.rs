//! What must hold for any bytes at all: read, check, coach, fix and the phrase language. The fuzz targets and the bounded
//! test run these same bodies.

use cordial::coach::{coach, start};
use cordial::draft::{Channel, Context, Day, Format, Kind, read};
use cordial::engine::{Rules, Settings, apply, check, sort, try_out};
use cordial::host::read::decode;
use cordial::rules::{Base, Builder, load, phrase, terms};
use cordial::text::{Span, Words};

/// Reads bytes as every format, checks them, and looks at all that comes out.
pub fn any_draft(bytes: &[u8], rules: &Rules) {
    let text = match decode(bytes.to_vec(), "a.txt") {
        Ok(text) => text.text,
        Err(said) => {
            assert!(!said.is_empty());
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    let known = bytes.first().is_some_and(|byte| byte % 2 == 0);
    let context = Context {
        to: known.then(|| "Dana Cole".to_owned()),
        company: known.then(|| "Harrow Lake Farms".to_owned()),
        sent: if known { Day::parse("2026-03-01") } else { None },
        ..Context::default()
    };
    for format in [Format::Plain, Format::Markdown, Format::Eml] {
        let draft = read(&text, format, &context);
        let reports = check(&text, &draft, rules, &Settings::default());
        assert_eq!(reports.len(), draft.messages.len());
        for problem in &draft.problems {
            lies_in(&text, problem.span, "a problem of the draft");
        }
        for report in &reports {
            let mut sorted = report.findings.clone();
            sort(&mut sorted);
            assert_eq!(sorted, report.findings, "findings are in order");
            for finding in &report.findings {
                lies_in(&text, finding.span, &finding.rule);
                for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                    lies_in(&text, edit.span, &finding.rule);
                }
            }
        }
        for (message, report) in draft.messages.iter().zip(&reports) {
            let said = coach(&text, message, report, rules, &Settings::default());
            let places = said.outline.iter().filter_map(|part| part.span).chain(said.good.iter().map(|praise| praise.span));
            places.chain(said.steps.iter().map(|step| step.span)).for_each(|place| lies_in(&text, place, "a place of the coach"));
        }
        apply(&text, reports.iter().flat_map(|report| &report.findings));
        let again = check(&text, &read(&text, format, &context), rules, &Settings::default());
        assert_eq!(format!("{again:?}"), format!("{reports:?}"), "the same bytes give the same findings");
    }
    try_out(&text, rules);
    for channel in [Channel::Email, Channel::Sms] {
        let begun = start(rules, Kind::FirstContact, channel, &text, Some(&text)).unwrap_or_default();
        let problems = read(&begun, Format::Plain, &Context::default()).problems;
        assert!(problems.is_empty(), "{begun}: {problems:?}");
    }
}

/// Reads the first line as a phrase and looks for it in the rest; then reads all of it as a rule and as a word list.
pub fn any_phrase(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (written, sentence) = text.split_once('\n').unwrap_or((&text, &text));
    match phrase::parse(written) {
        Err(error) => {
            assert!(written.is_char_boundary(error.at), "{error:?} in `{written}`");
            assert!(!error.message.is_empty());
        }
        Ok(phrase) => {
            let mut builder = Builder::default();
            let id = builder.add(&phrase);
            let words = Words::read(sentence, &[]);
            let terms = terms(&words, 0..words.len());
            for hit in builder.build().find(&terms) {
                assert!(hit.phrase == id && hit.first <= hit.last && (hit.last as usize) < terms.len());
                assert!(!phrase.from_start || hit.first == 0);
                assert!(!phrase.to_end || hit.last as usize + 1 == terms.len());
            }
        }
    }
    for at in 0..=written.len() {
        lies_in(written, phrase::token_at(written, at), "the token of a phrase");
    }
    let files = [
        "own/rule.toml",
        "signals/own.toml",
        "words/own.txt",
        "kinds.toml",
        "tips/own.toml",
        "starts/own.toml",
        "coach/order.toml",
        "coach/outlines.toml",
    ]
    .map(|path| (path.to_owned(), text.clone().into_owned()));
    for problem in load(&files, &Base::default()).problems {
        lies_in(&text, problem.span, &problem.message);
        assert!(problem.line > 0 && problem.column > 0);
    }
}

fn lies_in(text: &str, span: Span, what: &str) {
    assert!(span.start <= span.end && text.get(span.range()).is_some(), "{what}: {span:?} of {} bytes", text.len());
}
