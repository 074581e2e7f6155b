//! Exceptions, and those that except nothing: in front matter, in a comment above a message, by path.

use crate::place::*;

const ON: &str =
    "packs = [\"my\"]\n[rules]\n\"*\" = \"off\"\n\"own/job\" = \"error\"\n\"own/filler\" = \"warning\"\n\"cordial/*\" = \"warning\"\n";

fn place() -> Place {
    let place = Place::with_rules();
    place.put("cordial.toml", ON);
    place
}

fn lines(place: &Place, file: &str) -> Vec<String> {
    let ran = place.run(&["check", file, "--format", "short", "--fail-on", "never"]).exits(0);
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn an_allow_with_a_reason_holds_and_one_that_silences_nothing_is_said() {
    let place = place();
    place.put("a.txt", "---\nallow:\n  - own/job: she asked me to ask\n---\nHi Dana,\n\nAre you hiring?\n");
    assert!(lines(&place, "a.txt").is_empty());
    place.put("a.txt", "---\nallow:\n  - own/job: she asked me to ask\n---\nHi Dana,\n\nGood.\n");
    assert_eq!(lines(&place, "a.txt"), ["a.txt:3:5: warning[cordial/unused-allow] Nothing here needs `own/job` to be allowed."]);
    place.put("a.txt", "---\nallow: own/jop\n---\nHi Dana,\n\nAre you hiring?\n");
    let said = lines(&place, "a.txt");
    assert!(said[0].contains("cordial/unknown-rule") && said[0].contains("`own/job`"), "{said:?}");
    assert!(said[1].contains("error[own/job]"), "{said:?}");
}

#[test]
fn a_comment_above_a_message_holds_for_that_message_alone() {
    let place = place();
    let two = |first: &str, second: &str| {
        format!(
            "# One\n\n<!-- cordial: allow=own/job -->\n\n> Hi Dana,\n>\n> {first}\n>\n> Kim\n\n# Two\n\n> Hi Lee,\n>\n> {second}\n>\n> Kim\n"
        )
    };
    place.put("a.md", two("Are you hiring?", "Are you hiring?"));
    assert_eq!(lines(&place, "a.md"), ["a.md:15:3: error[own/job] “Are you hiring” asks for a job."]);
    place.put("a.md", two("It was good to meet.", "It was good to meet."));
    let said = lines(&place, "a.md");
    assert!(said.len() == 1 && said[0].starts_with("a.md:3:") && said[0].contains("cordial/unused-allow"), "{said:?}");
}

#[test]
fn an_exception_by_path_holds_and_makes_an_allow_for_the_same_useless() {
    let place = place();
    place.put("cordial.toml", format!("{ON}[[overrides]]\npaths = [\"friends/**\"]\nrules = {{ \"own/job\" = \"off\" }}\n"));
    place.put("friends/a.txt", "Hi Dana,\n\nAre you hiring?\n");
    assert!(lines(&place, "friends/a.txt").is_empty());
    place.put("friends/a.txt", "---\nallow: own/job\n---\nHi Dana,\n\nAre you hiring?\n");
    assert!(lines(&place, "friends/a.txt")[0].contains("cordial/unused-allow"));
    std::fs::remove_dir_all(place.0.join("friends")).unwrap();
    place.run(&["check"]).exits(2).says("no draft matches `friends/**`");
}
