//! Whose place of work a name is, by the grammar of its sentence: who is nearest before "at Brackwater Trust", and
//! whether it is work or life there that is spoken of, in whatever words.

use crate::draft::Message;
use crate::text::{Gap, Span};

/// How many words before the name are looked at: longer ways lead to another thought.
const REACH: usize = 14;

/// Words that speak of work, or of life where one works, as it is now.
#[rustfmt::skip]
const WORK: &[&str] = &[
    "career", "careers", "choose", "clients", "colleagues", "crew", "culture", "customers", "day", "days", "decide", "decided",
    "decisions", "department", "design", "designs", "done", "everybody", "everyone", "group", "handle", "handled", "handles", "hire",
    "hires", "internship", "internships", "job", "jobs", "keep", "keeps", "lab", "lead", "leads", "life", "like", "made", "manage",
    "manages", "openings", "opportunities", "others", "patients", "people", "plan", "plans", "position", "positions", "practice",
    "product", "products", "program", "programme", "project", "projects", "role", "roles", "run", "runs", "shift", "shifts", "staff",
    "task", "tasks", "teach", "teaches", "team", "teams", "things", "train", "trains", "unit", "use", "uses", "vacancies", "week",
    "weeks", "work", "working", "works",
];

/// Words of a visit, a study, a meeting, or of what is over: the place may be anybody's.
#[rustfmt::skip]
const ELSEWHERE: &[&str] = &[
    "applied", "attended", "back", "before", "begin", "booth", "caught", "class", "coffee", "concert",
    "course", "degree", "demo", "did", "exhibition", "former", "gave", "graduated", "heard", "hired", "interview", "keynote", "lecture",
    "left", "lesson", "lunch", "meet", "met", "mural", "next", "offered", "old", "once", "panel", "past", "played", "poster", "previous",
    "reading", "saw", "see", "seen", "session", "show", "showed", "speak", "speech", "spoke", "stall", "stand", "start", "starting",
    "stopped", "student", "students", "studied", "studies", "study", "table", "talk", "talked", "taught", "then", "time", "today",
    "tomorrow", "tonight", "trained", "until", "used", "visit", "visited", "volunteered", "was", "watched", "webinar", "went", "were",
    "wedding", "while", "worked", "workshop", "years", "yesterday",
];

/// Words with which a thought begins that is not the writer's own doing: "I'd love to hear what life is like at".
const ASKING: &[&str] = &["how", "what", "where", "whether", "which", "who", "why"];

/// Whether a name behind "at" is spoken of as the place where the reader works, or where it is good to work.
pub(super) fn is_readers(message: &Message, sentence: usize, name: Span) -> bool {
    let Some(words) = message.sentences.get(sentence).map(|sentence| sentence.words.clone()) else { return false };
    let (list, key) = (message.words.list(), |n: usize| message.words.key(n));
    let mut at = message.words.inside(name).start;
    if at > words.start && key(at - 1) == "the" {
        at -= 1;
    }
    if at <= words.start || key(at - 1) != "at" || list[at].gap >= Gap::Pause {
        return false;
    }
    let (mut work, mut asked) = (None, false);
    for n in (words.start.max((at - 1).saturating_sub(REACH))..at - 1).rev() {
        if list[n + 1].gap >= Gap::Pause {
            // Behind a pause another thought begins, unless work was already spoken of.
            return work.is_some() && asked;
        }
        match key(n) {
            "i" | "i'm" | "i've" | "i'd" | "i'll" | "we" | "we're" | "we've" => return work.is_some() && asked,
            "my" | "our" | "me" | "us" | "he" | "she" | "they" | "his" | "her" | "their" | "he's" | "she's" => return false,
            "you" | "your" | "you're" | "you've" | "yours" => return work.is_some(),
            word if ELSEWHERE.contains(&word) => return false,
            word if WORK.contains(&word) => work = work.or(Some(n)),
            word if ASKING.contains(&word) => asked = true,
            // "It must be wonderful to go to work at": nobody's doing, and so it is praise of the place.
            "must" => asked = true,
            _ => {}
        }
    }
    work.is_some() && asked
}
