//! What a message is where it does not say so: from its heading, from its words, and what follows from that.

use crate::place::*;
use serde_json::Value;

const NOTE: &str =
    "```\nHi Dana, your talk on flood maps sent me back to my own street. I plan streets in Leeds. May I follow your work?\n\nPim\n```\n";

fn channels(place: &Place, text: &str) -> Vec<Value> {
    let json = place.put("a.md", text).json(&["a.md", "--fail-on", "never"]);
    json["files"][0]["messages"].as_array().unwrap().iter().map(|message| message["channel"].clone()).collect()
}

#[test]
fn a_heading_names_the_channel() {
    let place = Place::new();
    let headings = [
        ("LinkedIn invite", "linkedin-invite"),
        ("2. Connection request for alumni", "linkedin-invite"),
        ("LinkedIn InMail (paid)", "inmail"),
        ("LinkedIn DM after they accept", "linkedin-message"),
        ("Text message", "sms"),
        ("Voicemail script", "voicemail"),
        ("WhatsApp: catching up", "whatsapp"),
        ("A text message after the connection request", "sms"),
    ];
    for (heading, channel) in headings {
        assert_eq!(channels(&place, &format!("# Notes\n\n## {heading}\n\n{NOTE}")), [channel], "{heading}");
    }
    for heading in
        ["About LinkedIn", "What to text them", "Asking an alum", "Email after the connection request", "In reply to a text message"]
    {
        assert_eq!(channels(&place, &format!("# Notes\n\n## {heading}\n\n{NOTE}")), [Value::Null], "{heading}");
    }
    // What is declared goes before what a heading says, and one heading says nothing of the next.
    let two = format!("# LinkedIn invite\n\n{NOTE}\n# Another\n\n{NOTE}\n# LinkedIn invite\n\n<!-- cordial: channel=sms -->\n\n{NOTE}");
    assert_eq!(channels(&place, &two), [Value::from("linkedin-invite"), Value::Null, Value::from("sms")]);
    place.put("cordial.toml", "[message]\nchannel = \"letter\"\n");
    assert_eq!(channels(&place, &format!("# LinkedIn invite\n\n{NOTE}")), ["letter"]);
}

#[test]
fn what_tells_a_caller_what_to_do_is_no_slot() {
    let place = Place::new();
    let script = "Hi Dana, this is Pim from the ferry. Is now a good moment?\n\n[if no: thank you, when may I ring again?]\n\n[If yes: go on.] [pause] I saw your talk on ice. How did you learn to hear it? What surprised you? What would you read first?\n\nThank you so much!\n";
    let call =
        |text: &str| place.run_with(&["check", "-", "--channel", "phone", "--format", "short", "--fail-on", "never"], text).exits(0).out;
    assert!(!call(script).contains("template/"), "{}", call(script));
    let open = script.replace("your talk on ice", "[your topic]");
    assert!(call(&open).contains("“[your topic]” has not been filled in"), "{}", call(&open));
    // On paper it is a slot like any other.
    let letter = place.run_with(&["check", "-", "--channel", "letter", "--to", "Dana", "--format", "short"], script);
    assert!(letter.out.contains("“[if no: thank you, when may I ring again?]” has not been filled in"), "{}", letter.out);
}

#[test]
fn the_length_says_what_helps_here_only() {
    let place = Place::new();
    let instead = |text: &str| {
        let json: Value = serde_json::from_str(&place.run_with(&["check", "-", "--format", "json"], text).out).unwrap();
        let findings = json["files"][0]["messages"][0]["findings"].as_array().unwrap().clone();
        findings.iter().find(|finding| finding["rule"] == "length/message").unwrap()["instead"].as_str().unwrap().to_owned()
    };
    let (short, long) =
        (instead("Hi Dana,\n\nAre you well?\n"), instead(&format!("Hi Dana,\n\n{}\n", "I like boats and the sea. ".repeat(60))));
    assert!(short.starts_with("Say who you are"), "{short}");
    assert!(long.starts_with("Keep who you are"), "{long}");
    place.run(&["explain", "length/message"]).exits(0).prints("Instead, where it is too short");
}
