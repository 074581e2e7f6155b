//! What stands in the place of a slot, in every dialect that can be filled, and the way back to the template's file.

use cordial::draft::{Context, Format, read};
use cordial::merge::{Columns, Program};
use cordial::text::Span;
use std::sync::Arc;

const NAMES: &[&str] = &["First Name", "company", "topic", "years"];
const CELLS: &[&str] = &["Dana", "Harrow Farms", "", "7"];

/// The text of a template, filled: as a reader sees it, and as the file has it.
fn filled(template: &str, format: Format) -> Result<(String, String), String> {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let draft = read(template, format, &Context::default());
    let message = draft.messages.first().ok_or("no message")?;
    let columns = Arc::new(Columns::new(owned(NAMES)));
    let program = Program::new(message, &columns).map_err(|problem| problem.message)?;
    let body = Span::new(draft.front_matter.map_or(0, |front| front.end as usize), template.len());
    let filled = program.fill(template, body, &owned(CELLS), Context::default()).map_err(|problem| problem.message)?;
    Ok((filled.message.text().to_owned(), filled.source))
}

#[test]
fn every_dialect_is_filled() {
    for (template, expected) in [
        ("Hi {{first_name}},", "Hi Dana,"),
        ("Hi {{{First Name}}},", "Hi Dana,"),
        ("Hi {{ contact.firstName }},", "Hi Dana,"),
        ("Hi {{ ${first_name} | default: 'you' }},", "Hi Dana,"),
        ("Hi {{first_name|upcase}},", "Hi DANA,"),
        ("Hi {{ first_name | lower | capitalize }},", "Hi Dana,"),
        ("I like {{ topic | default: \"your work\" }}.", "I like your work."),
        ("I like {{ topic | default('your work') }}.", "I like your work."),
        ("I like {{ topic || \"your work\" }}.", "I like your work."),
        ("I like {{lead.topic:default=your work}}.", "I like your work."),
        ("I like {%=lead.topic ?: \"your work\" %}.", "I like your work."),
        ("I like {{ topic or 'your work' }}.", "I like your work."),
        ("I like {{ 'yours' if not topic else topic }}.", "I like yours."),
        ("{% if topic %}On {{topic}}.{% else %}On it.{% endif %}", "On it."),
        ("{% if customer.topic != blank %}On {{topic}}.{% elsif company %}At {{company}}.{% endif %}", "At Harrow Farms."),
        ("{% comment %}Not {{company}}.{% endcomment %}A{# b #}", "A{# b #}"),
        ("{% assign place = company %}At {{ place }}.{% for n in [1, 2] %} {{ n }}{% endfor %}", "At Harrow Farms. 1 2"),
        ("{% unless topic %}Nothing.{% endunless %}", "Nothing."),
        ("{{#if topic}}On {{topic}}.{{else}}On it.{{/if}}", "On it."),
        ("{{#unless topic}}Nothing.{{/unless}}", "Nothing."),
        ("{{#company}}At {{company}}.{{/company}}{{^topic}} Nothing.{{/topic}}", "At Harrow Farms. Nothing."),
        ("*|IF:TOPIC|*On *|TOPIC|*.*|ELSE:|*At *|COMPANY|*.*|END:IF|*", "At Harrow Farms."),
        ("a {%- if company -%}  b  {%- endif -%} c", "abc"),
        ("Hi [First Name], at [company]", "Hi Dana, at Harrow Farms"),
        ("I like [topic|your work].", "I like your work."),
        ("Hi <First Name> of <<Company>> and «Company»", "Hi Dana of Harrow Farms and Harrow Farms"),
        ("Hi %FIRST_NAME% of %%company%%", "Hi Dana of Harrow Farms"),
        (
            "Hi ${first_name} of #{company} @{company} {company} __COMPANY__",
            "Hi Dana of Harrow Farms Harrow Farms Harrow Farms Harrow Farms",
        ),
        ("Hi <%= first_name %>,", "Hi Dana,"),
        ("[[first_name]], {contactfield=topic|there}", "Dana, there"),
        // What no column gives stays, so that it is seen.
        ("Hi {{nobody}} and [Nobody Here]", "Hi {{nobody}} and [Nobody Here]"),
        // What is no slot is never the engine's affair.
        ("{{first_name}: {# no #} {%\nplain {{first_name}}", "{{first_name}: {# no #} {%\nplain Dana"),
    ] {
        assert_eq!(filled(template, Format::Plain).map(|(text, _)| text), Ok(expected.to_owned()), "{template}");
        assert_eq!(filled(template, Format::Plain).map(|(_, source)| source), Ok(expected.to_owned()), "{template}");
    }
}

#[test]
fn what_cannot_be_filled_is_an_error_and_no_guess() {
    for template in [
        "{% if company %}x {{company}}",
        "{{ company | nosuch }}",
        "<% if (x) { %>y {{company}}",
        "{{> partial}} {{company}}",
        "{% include 'x' %}{{company}}",
        "{% set x %}a{% endset %}{{company}}",
        "{{#each topic}}x{{/each}}",
    ] {
        assert!(filled(template, Format::Plain).is_err(), "{template}");
    }
}

#[test]
fn markup_stays_in_the_file_and_is_not_seen() {
    let template = "---\nsubject: At {{company}}, {{first_name}}\n---\nHi \\[First Name\\],\n\n*I like* [your **{{company}}**](https://example.org/x), after {{years}} years.\n";
    let (seen, source) = filled(template, Format::Markdown).unwrap();
    assert_eq!(seen.trim_end(), "At Harrow Farms, Dana\n\nHi Dana,\n\nI like your Harrow Farms, after 7 years.");
    assert_eq!(source, "Hi Dana,\n\n*I like* [your **Harrow Farms**](https://example.org/x), after 7 years.\n");
}

#[test]
fn every_place_leads_back_to_the_template() {
    let template = "Hi {{first_name}},\n\nI like {{company}} a lot, é and all.";
    let columns = Arc::new(Columns::new(vec!["first_name".into(), "company".into()]));
    let draft = read(template, Format::Plain, &Context::default());
    let program = Program::new(&draft.messages[0], &columns).unwrap();
    // One value is as long as its slot, one longer, one empty.
    for cells in [["{4567890123456", "Harrow Farms & Sons"], ["", "Zoë"]] {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let filled = program.fill(template, Span::new(0, template.len()), &cells, Context::default()).unwrap();
        let (message, text) = (&filled.message, filled.message.text());
        for (value, slot) in message.values.iter().zip(["{{first_name}}", "{{company}}"]) {
            assert_eq!(message.in_file(value.span).of(template).trim(), if value.span.is_empty() { "" } else { slot });
            if value.span.len() > 3 {
                let inside = Span::new(value.span.start as usize + 1, value.span.end as usize - 1);
                assert_eq!(message.in_file(inside).of(template), slot);
                assert!(!message.seen().is_exact(inside), "a fix inside a value would mend the template");
            }
        }
        let kept = text.find("a lot, é").unwrap();
        assert_eq!(message.in_file(Span::new(kept, kept + 9)).of(template), "a lot, é");
        assert!(message.seen().is_exact(Span::new(kept, kept + 9)));
    }
}
