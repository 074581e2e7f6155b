//! Files become messages: what a reader sees, its parts, its placeholders, and the way back to the file.

#![allow(missing_docs, clippy::unwrap_used)]

use cordial::draft::{Channel, Context, Day, Draft, Format, Kind, Message, PartKind, read};
use cordial::text::Span;

fn markdown(file: &str) -> Draft {
    read(file, Format::Markdown, &Context::default())
}

fn mail(file: &str) -> Draft {
    read(file, Format::Eml, &Context::default())
}

fn parts(message: &Message) -> Vec<(PartKind, &str)> {
    message.parts.iter().map(|p| (p.kind, p.span.of(message.text()).trim())).filter(|p| !p.1.is_empty()).collect()
}

/// The bytes of the file behind words of the message.
fn behind<'f>(file: &'f str, message: &Message, words: &str) -> &'f str {
    let at = message.text().find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", message.text()));
    message.in_file(Span::new(at, at + words.len())).of(file)
}

/// Words that hold no mark stand in the file as they are seen.
fn leads_back(file: &str, message: &Message, words: &[&str]) {
    for words in words {
        assert_eq!(behind(file, message, words), *words);
    }
}

#[test]
fn marks_of_markdown_are_read_through() {
    for (file, seen) in [
        ("I *really* liked **your talk**.", "I really liked your talk."),
        ("I ***really* liked** it, __so__ much, _yes_.", "I really liked it, so much, yes."),
        ("See [my site](https://example.com/a_b \"Mine\") please.", "See my site please."),
        ("See [my **own** site][1].\n\n[1]: https://example.com\n", "See my own site.\n\n\n"),
        ("Write to <dana@example.com> or <https://example.com>.", "Write to dana@example.com or https://example.com."),
        ("Run `cargo` and ``a`b``.", "Run cargo and a`b."),
        ("# Title #\n\nHello *there*,\n", "Title\n\nHello there,\n"),
        ("Title\n===\n\nHello\n", "Title\n\n\nHello\n"),
        ("a &amp; b &eacute; &#8217; &nope;", "a & b é ’ &nope;"),
        ("2 \\* 3 \\[sic\\] c:\\dir", "2 * 3 [sic] c:\\dir"),
        ("Dear \\[Name\\], hi", "Dear [Name], hi"),
        (
            "Dear <Name>, __NAME__ *|FNAME|* [Name] {{a_b_c}} %X_Y% **{{name}}**",
            "Dear <Name>, __NAME__ *|FNAME|* [Name] {{a_b_c}} %X_Y% {{name}}",
        ),
        ("<Name>\n\nHi *you*", "<Name>\n\nHi you"),
        ("one<br>two<br/>\nthree <b>bold</b> <!-- not seen --> 1 <3 2", "one\ntwo\nthree bold  1 <3 2"),
        ("Hi\n<!-- a\nb\nc -->\nDana", "Hi\n\nDana"),
        ("- one\n- *two*\n\n1. three\n> *four*\n", "- one\n- two\n\n1. three\n> four\n"),
        ("Hi *Dana*,\r\n\r\nyes **no**\r\n", "Hi Dana,\r\n\r\nyes no\r\n"),
        ("🎉 *🎉* é **ü**", "🎉 🎉 é ü"),
        ("~~old~~ new ![a cat](cat.png)!", "old new !"),
        ("Best,\nDana\n--\nphone\n", "Best,\nDana\n--\nphone\n"),
        ("Best,\n\nDana\n-----\n", "Best,\n\nDana\n-----\n"),
    ] {
        let draft = markdown(file);
        assert_eq!(draft.messages.len(), 1, "{file:?}");
        assert_eq!(draft.messages[0].text(), seen, "{file:?}");
    }
}

#[test]
fn what_is_seen_leads_back_to_the_file() {
    let file = "Hi **Dana** \\& co, see [*my* site](https://example.com) &amp; [Name] 🎉 \\[Role\\].";
    let draft = markdown(file);
    let message = &draft.messages[0];
    assert_eq!(message.text(), "Hi Dana & co, see my site & [Name] 🎉 [Role].");
    leads_back(file, message, &["Hi ", "Dana", " co, see ", "my", " site", "[Name]", "🎉"]);
    assert_eq!(behind(file, message, "Dana & co"), "Dana** \\& co");
    assert_eq!(behind(file, message, "site & "), "site](https://example.com) &amp; ");
    assert_eq!(behind(file, message, "[Role]"), "\\[Role\\]");
    let names: Vec<&str> = message.placeholders.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Name", "Role"]);
    let file = "Subject: A *question*\r\n\r\nHi Dana,\r\n\r\nI **saw** it.\r\n\r\nBest,\r\nLee\r\n";
    let draft = markdown(file);
    let message = &draft.messages[0];
    use PartKind::*;
    assert_eq!(
        parts(message),
        [(Subject, "Subject: A question"), (Greeting, "Hi Dana,"), (Body, "I saw it."), (Closing, "Best,"), (Signature, "Lee")]
    );
    leads_back(file, message, &["Hi Dana,\r\n\r\nI ", "saw", "Best,\r\nLee"]);
}

#[test]
fn an_earlier_mail_below_an_answer_is_part_of_it() {
    let file =
        "Hi Dana,\n\nAny *news*?\n\nBest,\nLee\n\nOn Mon, 3 Feb 2025, Lee wrote:\n> Dear Dana, may I ask you a question?\n> Best,\n> Lee\n";
    let draft = markdown(file);
    assert_eq!(draft.messages.len(), 1);
    assert!(draft.messages[0].part(PartKind::Quoted).unwrap().of(file).contains("Dear Dana"));
    // A list of questions with headings, and a letter with a title, are one message each.
    for file in [
        "# Questions for Dana\n\n- How did you start?\n- What would you do again?\n",
        "Hi Dana,\n\nThree questions:\n\n## First\n\nHow?\n\n## Second\n\nWhy?\n\nBest,\nLee\n",
        "I quote:\n\n> You should always be specific when you write to people.\n\nThat is my view.\n",
        "# Guide\n\nWrite like this. You need code:\n\n```python\ndef you():\n    return my\n```\n",
    ] {
        assert_eq!(markdown(file).messages.len(), 1, "{file}");
        assert_eq!(markdown(file).messages[0].name, None, "{file}");
    }
}

#[test]
fn many_messages_in_fences() {
    let file = "# Our templates\n\nUse with care. You can write I instead of we.\n\n## Template 14: Asking for advice\n\n**Subject:** Your *work* on bees\n\n**Message:**\n\n```\nHi [Name],\n\nI keep bees in Ghent. May I ask you one question?\n\nBest,\n[Your Name]\n```\n\n**Why it works:** it is short.\n\n## Template 15: Following up\n\n<!-- cordial: kind=follow-up channel=email allow=ask/referral,tone/guilt -->\n```text\nSubject: Bees again\n\nHello [Name],\n\nI found the answer to *half* of it.\n\nThank you,\n[Your Name]\n```\n\n| a | b |\n|---|---|\n| Hi | you |\n\n```js\nconst you = 'Hi';\n```\n\n### Invitation\n\n```\nI heard you on the radio and would love to follow your work with bees in Ghent.\n```\n";
    let draft = markdown(file);
    assert_eq!(draft.problems, []);
    let names: Vec<_> = draft.messages.iter().map(|m| m.name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["Template 14: Asking for advice", "Template 15: Following up", "Invitation"]);
    let first = &draft.messages[0];
    assert_eq!(
        first.text(),
        "Your work on bees\n\nHi [Name],\n\nI keep bees in Ghent. May I ask you one question?\n\nBest,\n[Your Name]\n"
    );
    assert_eq!(first.subject().unwrap().of(first.text()), "Your work on bees");
    leads_back(file, first, &["Hi [Name],", "bees in Ghent", "[Your Name]"]);
    assert_eq!(behind(file, first, "Your work"), "Your *work");
    let second = &draft.messages[1];
    assert_eq!(second.context.kind, Some(Kind::FollowUp));
    assert_eq!(second.context.channel, Some(Channel::Email));
    assert_eq!(
        second.allow.iter().map(|a| (a.rule.as_str(), a.span.of(file))).collect::<Vec<_>>(),
        [("ask/referral", "ask/referral"), ("tone/guilt", "tone/guilt")]
    );
    assert_eq!(second.subject().unwrap().of(second.text()), "Bees again");
    // Inside a fence, a star is a star.
    assert!(second.text().contains("*half*"));
}

#[test]
fn a_condition_behind_a_full_stop_begins_a_sentence() {
    let text = "Hi {{name}},\n\n{% if talk %}I liked {{talk}}.{% else %}I liked it.{% endif %} Thank you.\n";
    let draft = read(text, Format::Plain, &Context::default());
    let sentences: Vec<&str> = draft.messages[0].sentences.iter().map(|s| s.span.of(text)).collect();
    assert_eq!(sentences, ["Hi {{name}},", "{% if talk %}I liked {{talk}}.", "{% else %}I liked it.", "{% endif %} Thank you."]);
}

#[test]
fn what_stands_in_a_fence_is_told_by_its_words() {
    for (fence, is_one) in [
        ("Great to meet you at [Event Name]! Our talk about [topic] stays with me, thanks again.", true),
        ("{{First Name}}! Hope {{City}} is good to you. Let me know when there are ten minutes for a call.", true),
        ("Thanks for the answer to my comment!\n\nI have followed {company} for a while. Is there room for what you're doing?", true),
        ("Dear {hrName},\n\nI keep bees.\n\nBest,\n{candidateName}\n{phone}\n{email}\n{site}", true),
        ("Best,\n{{name}}\n{{title}} | {{place}} and some more words to make it long", false),
        ("Problem: [what was wrong with it]\nAction: [what you did about it, and why]\nResult: [what came of it for my team]", false),
        ("fn main() {\n    let you = me;\n    my_call(your);\n}", false),
    ] {
        let file = format!(
            "# Templates\n\nWords about them.\n\n## One\n\n```\n{fence}\n```\n\n## Two\n\n```\nHi [Name],\n\nHow did you begin?\n```\n"
        );
        let names: Vec<_> = markdown(&file).messages.into_iter().map(|m| m.name.unwrap_or_default()).collect();
        assert_eq!(names.contains(&"One".to_owned()), is_one, "{fence}: {names:?}");
        assert!(names.contains(&"Two".to_owned()), "{fence}: {names:?}");
    }
}

#[test]
fn many_messages_in_quotes() {
    let file = "# Mails\n\n## 1) First contact\n\n**Subject:** Hello from <City>\n\n> Dear <Name>,\n>\n> I saw *your* talk.\n\n> May I ask you <2-3 questions>?\n\n> Best,\n> <Your Name>\n\nTip: keep it short.\n\n> Advice is best when you ask for it.\n\n## 2) Thanks\n\n> Subject: Thank you\n>\n> Hi <Name>,\n> thank you!\n> Lee\n";
    let draft = markdown(file);
    let seen: Vec<_> = draft.messages.iter().map(|m| (m.name.as_deref().unwrap_or(""), m.text())).collect();
    assert_eq!(
        seen,
        [
            (
                "1) First contact",
                "Hello from <City>\n\nDear <Name>,\n\nI saw your talk.\n\nMay I ask you <2-3 questions>?\n\nBest,\n<Your Name>\n"
            ),
            ("2) Thanks", "Subject: Thank you\n\nHi <Name>,\nthank you!\nLee\n")
        ]
    );
    leads_back(file, &draft.messages[0], &["Dear <Name>,", "your", " talk.", "<Your Name>"]);
    assert_eq!(behind(file, &draft.messages[0], "Dear <Name>,\n\nI saw"), "Dear <Name>,\n>\n> I saw");
}

#[test]
fn many_messages_in_paragraphs() {
    let file = "# Letters\n\nHow we write to people.\n\n## After a talk\n\n### Message\n\n**Subject:** Thank you\n\nHi {{name}},\n\nThank you for *{{detail}}*.\n\n- one thing\n- another\n\nBest,\n\n[Your Name]\n\nP.S. I'll write again.\n\n---\n\nTips: be quick.\n\n## No message\n\nHi is a good greeting.\n\n## To a friend\n\nHey {{name}}, it was good to see you.\nCheers,\nLee\n";
    let draft = markdown(file);
    let seen: Vec<_> = draft.messages.iter().map(|m| (m.name.as_deref().unwrap_or(""), m.text())).collect();
    assert_eq!(
        seen,
        [
            (
                "After a talk",
                "Thank you\n\nHi {{name}},\n\nThank you for {{detail}}.\n\n- one thing\n- another\n\nBest,\n\n[Your Name]\n\nP.S. I'll write again.\n"
            ),
            ("To a friend", "Hey {{name}}, it was good to see you.\nCheers,\nLee\n")
        ]
    );
}

#[test]
fn a_comment_that_is_not_understood_is_said() {
    let file = "<!-- cordial: kind=folow-up chanel=email nonsense to=\"Dana Fox\" -->\n\nHi Dana,\n\nI wrote to you.\n";
    let draft = markdown(file);
    let said: Vec<&str> = draft.problems.iter().map(|p| p.span.of(file)).collect();
    assert_eq!(said, ["folow-up", "chanel", "nonsense"]);
    assert_eq!(draft.messages[0].context.to.as_deref(), Some("Dana Fox"));
    let draft = markdown("## A\n\n```\nHi [Name],\n\nThanks for all.\n```\n\n<!-- cordial: kind=reply -->\n");
    assert_eq!(draft.problems.len(), 1);
}

#[test]
fn a_comment_inside_the_only_message_says_nothing() {
    let file = "<!-- cordial: channel=email -->\n\nHi Dana,\n\n<!-- cordial: kind=reply allow=ask/job -->\n\nI wrote to you.\n";
    let draft = markdown(file);
    let message = &draft.messages[0];
    assert_eq!((message.context.channel, message.context.kind, message.allow.len()), (Some(Channel::Email), None, 0));
    let said: Vec<_> = draft.problems.iter().map(|p| (p.span.of(file), p.message.contains("stands inside the message"))).collect();
    assert_eq!(said, [("<!-- cordial: kind=reply allow=ask/job -->", true)]);
}

#[test]
fn what_greets_in_a_letter_greets_in_a_collection() {
    for (greeting, closing) in [
        ("Respected Dana,", "Best,"),
        ("Hej Dana,", "Mvh,"),
        ("Hi Dana,", "Onwards,"),
        ("Good evening Dana,", "Grüße,"),
        ("Hi Dana,", "With love,"),
    ] {
        for file in [
            format!(
                "# How to write\n\nA first one:\n\n> {greeting}\n>\n> would a call suit you, as I am new to the trade?\n>\n> {closing}\n> Sam\n\nKeep it short.\n"
            ),
            format!(
                "# How to write\n\n{greeting}\n\nWould a call suit you, as I am new to the trade?\n\n{closing}\n\nSam\n\nKeep it short.\n"
            ),
        ] {
            let draft = markdown(&file);
            let seen: Vec<&str> = draft.messages.iter().map(|m| m.text().trim()).collect();
            assert!(seen.len() == 1 && seen[0].starts_with(greeting) && seen[0].ends_with("Sam"), "{file}: {seen:?}");
        }
    }
    // Advice that begins like a greeting or a closing is none.
    for file in [
        "# How to write\n\nHi,\n\nsay hello first.\n\nThanks for reading!\n\nEnough.\n",
        "# How to write\n\nGreet them, then come to the point.\n\n> Morning is the best time of the day to send it, as we think.\n\nYour turn\n",
    ] {
        assert_eq!(markdown(file).messages[0].name, None, "{file}");
    }
}

#[test]
fn a_name_comes_from_the_nearest_heading_that_says_something() {
    let fence = "```\nHi Dana,\n\nWould ten minutes suit you?\n```\n\n";
    let file = format!("{fence}# Letters\n\n## Asking\n\n### Message\n\n{fence}### Message\n\n{fence}# Template\n\n{fence}");
    let draft = markdown(&file);
    let names: Vec<_> = draft.messages.iter().map(|m| m.name.as_deref()).collect();
    assert_eq!(names, [None, Some("Asking"), Some("Asking"), None]);
}

#[test]
fn mails_are_decoded() {
    let file = "From: =?iso-8859-1?Q?J=F6rg_Maier?= <j@example.org>\r\nTo: \"Dana Fox\" <d@example.org>, e@example.org\r\nDate: Tue, 11 Feb 2025 08:14:02 -0600\r\nSubject: A =?utf-8?B?cXXDqXN0?=\r\n =?utf-8?Q?ion_for?= you\r\n  today\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nHi Dana,\r\n\r\nthe caf=E9 is a long w=\r\nord =3D good.\r\n\r\nBest,\r\nJ=F6rg\r\n";
    let draft = mail(file);
    let message = &draft.messages[0];
    assert_eq!(message.text(), "A quéstion for you today\n\nHi Dana,\r\n\r\nthe café is a long word = good.\r\n\r\nBest,\r\nJörg\r\n");
    assert!(message.is_mail);
    assert_eq!(message.subject().unwrap().of(message.text()), "A quéstion for you today");
    let context = &message.context;
    assert_eq!(
        (context.to.as_deref(), context.from.as_deref(), context.channel),
        (Some("Dana Fox"), Some("Jörg Maier"), Some(Channel::Email))
    );
    assert_eq!(context.sent, Day::parse("2025-02-11"));
    leads_back(file, message, &["Hi Dana,", "the caf", " is a long w", " good."]);
    assert_eq!(behind(file, message, "café"), "caf=E9");
    assert_eq!(behind(file, message, "word"), "w=\r\nord");
    assert_eq!(behind(file, message, "Jörg"), "J=F6rg");
    assert_eq!(behind(file, message, "for you"), "=?utf-8?Q?ion_for?= you");
}

#[test]
fn the_plain_part_is_read_and_html_where_there_is_no_other() {
    let two = "From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: multipart/alternative; boundary=zz\n\n--zz\nContent-Type: text/html\n\n<p>Hi <b>you</b></p>\n--zz\nContent-Type: text/plain\n\nHi me\n--zz--\n";
    let draft = mail(two);
    assert_eq!(draft.messages[0].text().trim_end(), "x\n\nHi me");
    leads_back(two, &draft.messages[0], &["Hi me"]);
    assert_eq!(draft.messages[0].context.to, None);
    let page = "Subject: x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<html><head><title>no</title><style>p{}</style></head><body><p class=3D\"a>b\">Hi Dana,</p>\n<p>I saw=20\nyour caf=C3=A9 &amp; <i>liked</i>\nit.<br>Yes &lt;3</p><div>Lee</div></body></html>\n";
    let draft = mail(page);
    let message = &draft.messages[0];
    assert_eq!(message.text(), "x\n\nHi Dana,\n\nI saw your café & liked it.\nYes <3\n\nLee");
    leads_back(page, message, &["Hi Dana,", "liked", "Yes ", "Lee"]);
    assert_eq!(behind(page, message, "café &"), "caf=C3=A9 &amp;");
    let base = "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSGkgRGFuYSwKCkkgc2F3IHlvdXIgY2Fmw6kgYW5kIGxpa2VkIGl0LCBzbyBJIHdyaXRlIHRv\nIHlvdS4KCkxlZQo=\n";
    let draft = mail(base);
    let message = &draft.messages[0];
    assert_eq!(message.text(), "x\n\nHi Dana,\n\nI saw your café and liked it, so I write to you.\n\nLee\n");
    assert_eq!(behind(base, message, "Lee"), "IHlvdS4KCkxlZQo=");
}

#[test]
fn what_is_no_mail_is_read_as_text() {
    for file in ["Hi Dana,\n\nMay I ask you?\n", "just: words", "\0\0Hi", "Hi", "é"] {
        assert_eq!(mail(file).messages[0].text(), file);
    }
    let whole = "From: a@example.org\nSubject: =?utf-8?Q?a=C3=A9?=\nContent-Type: multipart/mixed; boundary=\"zz\"\n\n--zz\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nHi caf=C3=A9 =\n\n--zz\nContent-Transfer-Encoding: base64\nContent-Type: text/html\n\nPGI+SGk8L2I+\n--zz--\n";
    for cut in 0..whole.len() {
        sound(&whole[..cut], Format::Eml);
    }
    sound(&format!("Subject: x\n\n{}", "Content-Type: message/rfc822\n\n".repeat(20_000)), Format::Eml);
}

/// Nothing panics, parts tile, and every place is inside and on a character's bound.
fn sound(file: &str, format: Format) {
    let draft = read(file, format, &Context::default());
    for problem in &draft.problems {
        assert!(file.get(problem.span.range()).is_some(), "{file:?}");
    }
    for message in &draft.messages {
        let text = message.text();
        let mut at = 0;
        for part in message.parts.iter() {
            assert_eq!(part.span.start, at, "parts of {file:?}");
            at = part.span.end;
        }
        assert_eq!(at as usize, text.len(), "parts of {file:?}");
        let spans = message.parts.iter().map(|p| p.span).chain(message.sentences.iter().map(|s| s.span));
        let spans = spans.chain(message.placeholders.iter().map(|p| p.span)).chain(message.words.list().iter().map(|w| w.span));
        for span in spans.chain([Span::at(0), Span::at(text.len())]) {
            assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
            let back = message.in_file(span);
            assert!(file.get(back.range()).is_some(), "{back:?} of {file:?}");
        }
        for c in cordial::draft::unbalanced(text) {
            assert!(text.get(c.range()).is_some());
        }
    }
}

#[test]
fn no_bytes_break_it() {
    #[rustfmt::skip]
    const BITS: &[&str] = &[
        "*", "_", "__", "**", "`", "```", "~~~", "\n", "\n\n", "\r\n", "#", "## ", "> ", ">", "- ", "1. ", "[", "]", "(", ")", "](x)", "[a]: /b\n", "<", ">", "<!--",
        "-->", "<br>", "<b>", "</p>", "<style>", "&amp;", "&#9;", "&", "\\", "\\[", "\\]", "{{", "}}", "{", "}", "{%", "%}", "%%", "%", "*|", "|*", "<<", ">>", "«", "»",
        "${", "XX", "____", "--", "---\n", "===\n", "é", "🎉", "\u{feff}", "\0", " ", "\t", "    ", "Name", "name", "Hi ", "Hi Dana,\n\n", "Dear [Name],", "Best,\n", "Lee\n", "Subject: ",
        "**Subject:** x\n", "you ", "I ", "<!-- cordial: kind=x to=\"", "=?utf-8?Q?", "?=", "=C3", "=A9", "=\n", "Content-Type: text/html\n", "boundary=z\n", "--z\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "multipart/mixed; ", "SGk8L2I+\n", "To: a <b@c.d>\n", "|", "~~", "!", ".", "?",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for n in 0..20_000 {
        let mut file = if n % 4 == 0 { "Subject: x\n".to_owned() } else { String::new() };
        for _ in 0..random(40) {
            file.push_str(BITS[random(BITS.len())]);
        }
        let format = [Format::Eml, Format::Markdown, Format::Plain, Format::Markdown][n % 4];
        sound(&file, format);
    }
}
