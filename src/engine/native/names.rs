//! The wrong name in the greeting. Names are compared with the name that the draft itself gives: no list of people's
//! names is needed to greet somebody.

use crate::draft::{Message, PartKind};
use crate::engine::judge::Found;
use crate::engine::reading::Reading;
use crate::engine::wording::Evidence;
use crate::text::{Shape, Span, distance};

/// Words of a greeting that name nobody.
const NOT_NAMES: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "good",
    "morning",
    "afternoon",
    "evening",
    "day",
    "greetings",
    "mr",
    "mrs",
    "ms",
    "mx",
    "miss",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "madam",
    "sirs",
    "team",
    "all",
    "everyone",
    "everybody",
    "there",
    "friend",
    "friends",
    "colleague",
    "colleagues",
    "hiring",
    "manager",
    "recruiter",
    "recruiting",
    "committee",
    "to",
    "whom",
    "it",
    "may",
    "concern",
    "captain",
    "sergeant",
    "sgt",
    "capt",
    "lt",
    "lieutenant",
    "colonel",
    "col",
    "major",
    "general",
    "chief",
    "officer",
    "judge",
    "justice",
    "senator",
    "rev",
    "reverend",
    "father",
    "sister",
    "brother",
    "pastor",
    "rabbi",
    "imam",
    "coach",
    "chef",
    "aunt",
    "auntie",
    "uncle",
    "ma'am",
    "frau",
    "herr",
    "fru",
    "madame",
    "monsieur",
    "mme",
    "señor",
    "señora",
    "sr",
    "sra",
    "signor",
    "signora",
    "dott",
    "mx",
    "lady",
    "lord",
    "dame",
    "san",
    "sensei",
    "ji",
    "bhai",
    "the",
    "and",
    "a",
    "from",
    "again",
    "director",
    "president",
    "dean",
    "editor",
    "engineer",
    "head",
    "department",
    "member",
    "alumni",
    "alum",
    "fellow",
    "neighbour",
    "neighbor",
    "mate",
    "folks",
];

/// Titles that stand before a last name. Fewer than a greeting knows: behind "Coach" or "Uncle" a short form is usual.
const TITLES: &[&str] = &["mr", "mrs", "ms", "mx", "miss", "dr", "doctor", "prof", "professor", "herr", "frau", "sr", "sra"];

/// Short forms that share too few letters with the whole name to be told by their letters.
const SHORT_FORMS: &[&[&str]] = &[
    &["robert", "bob", "bobby", "rob"],
    &["william", "bill", "billy", "will", "liam"],
    &["richard", "dick", "rick", "richie"],
    &["margaret", "peggy", "meg", "maggie", "greta", "rita"],
    &["michael", "mike", "mick", "mickey"],
    &["james", "jim", "jimmy", "jamie"],
    &["john", "jack", "johnny"],
    &["edward", "ted", "ned", "eddie"],
    &["elizabeth", "liz", "betty", "beth", "lisa", "libby", "bess", "elsie"],
    &["katherine", "kate", "katie", "kathy", "cathy", "kit", "kitty"],
    &["charles", "chuck", "charlie", "chas"],
    &["henry", "harry", "hank"],
    &["anthony", "tony"],
    &["andrew", "drew", "andy"],
    &["alexander", "sasha", "alex", "xander", "sandy"],
    &["alexandra", "sasha", "alex", "lexi", "sandra", "sandy"],
    &["catherine", "kate", "katie", "cathy", "cate", "kit", "kitty"],
    &["mary", "molly", "polly", "mamie"],
    &["sarah", "sally", "sadie"],
    &["helen", "nell", "ellie"],
    &["eleanor", "nell", "nora", "ellie"],
    &["dorothy", "dot", "dolly"],
    &["martha", "patty"],
    &["patricia", "tricia", "trish"],
    &["theodore", "ted", "teddy"],
    &["lawrence", "larry", "laurie"],
    &["giovanni", "gianni"],
    &["francisco", "paco", "pancho"],
    &["josé", "jose", "pepe"],
    &["ignacio", "nacho"],
    &["jesús", "chuy"],
    &["mohammed", "mo"],
    &["nathaniel", "nathan", "nate"],
    &["nicholas", "klaus", "nick"],
    &["johannes", "hans"],
    &["aleksandr", "sasha"],
    &["aleksandra", "sasha", "ola"],
    &["dmitri", "dima"],
    &["evgeny", "zhenya"],
    &["susan", "sue", "suzy"],
    &["deborah", "debbie", "deb"],
    &["rebecca", "becky"],
    &["stephen", "steve"],
    &["steven", "steve"],
    &["david", "dave", "davy", "davey"],
    &["peter", "pete"],
    &["abigail", "abby", "abbie", "gail"],
    &["timothy", "tim"],
    &["jacob", "jake"],
    &["joseph", "joe", "joey"],
    &["philip", "phil", "pip"],
    &["daniel", "dan", "danny"],
    &["samuel", "sam", "sammy"],
    &["samantha", "sam", "sammy"],
    &["thomas", "tom", "tommy"],
    &["christopher", "chris", "kit"],
    &["matthew", "matt"],
    &["benjamin", "ben", "benny"],
    &["jennifer", "jen", "jenny"],
    &["rachel", "rach"],
    &["zachary", "zach", "zack"],
    &["nathaniel", "nathan", "nate"],
    &["jonathan", "jon", "jonny"],
    &["gerald", "jerry"],
    &["harold", "hal"],
    &["isabella", "bella", "izzy"],
    &["victoria", "vicky", "tori"],
    &["antonia", "toni"],
    &["wilhelmina", "mina", "minnie"],
    &["louise", "lulu"],
    &["virginia", "ginny", "ginger"],
    &["gwendolyn", "wendy"],
];

/// The greeting names somebody else than the reader, or misspells the name.
pub(super) fn wrong_name(reading: &Reading<'_>, evidence: &[Evidence]) -> Vec<Found> {
    // A call asks for somebody where a letter greets.
    let asked_for = evidence.iter().filter(|_| reading.is_script()).filter_map(|evidence| behind_title(reading.message, evidence.span));
    let greeted = reading.message.part(PartKind::Greeting);
    greeted.into_iter().chain(asked_for).filter_map(|place| wrong_name_in(reading, place)).collect()
}

/// The name in "is that Mr Dougherty".
fn behind_title(message: &Message, place: Span) -> Option<Span> {
    let words = message.words.inside(place);
    let title = words.clone().find(|n| TITLES.contains(&message.words.key(*n)))?;
    Some(message.words.span(title + 1..words.end))
}

/// Names in this place, none of which is the reader's.
fn wrong_name_in(reading: &Reading<'_>, place: Span) -> Option<Found> {
    let message = reading.message;
    let to = message.context.to.as_ref()?;
    // A title is no name: the letters of "Ms" stand in many.
    let is_name = |word: &String| word.chars().count() > 1 && !NOT_NAMES.contains(&word.as_str());
    let own: Vec<String> = to.split(|c: char| c.is_whitespace() || c == '-').flat_map(spellings).filter(is_name).collect();
    let role: Vec<String> = message.context.role.iter().flat_map(|role| role.split(|c: char| !c.is_alphanumeric())).map(fold).collect();
    let names: Vec<(Span, String)> = message.words.list()[message.words.inside(place)]
        .iter()
        .filter(|w| matches!(w.shape, Shape::Capital | Shape::Mixed | Shape::Upper))
        .map(|w| (w.span, fold(w.span.of(message.text()))))
        .filter(|(_, name)| name.chars().count() > 1 && !NOT_NAMES.contains(&name.as_str()) && !role.contains(name))
        .collect();
    // Where only one name is known, it may be the first.
    let last = to.split_whitespace().filter(|word| is_name(&fold(word))).skip(1).last();
    let surname: Vec<String> = last.into_iter().flat_map(spellings).collect();
    let initials: String = to.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).collect();
    let is_own = |span: Span| {
        let name = span.of(message.text());
        let is_after_title = before(message, span).is_some_and(|word| TITLES.contains(&word));
        // A last name behind a title has no short form: "Mr. Perry" is not Anthony Perrault.
        let whole = |spelt: &String| is_after_title && surname.iter().any(|own| own == spelt);
        let fits = |name: &String, own: &String| if whole(own) { name == own } else { same_person(name, own) };
        // "JP" for Jean-Pierre.
        initials.starts_with(name) || spellings(name).iter().any(|name| own.iter().any(|own| fits(name, own)))
    };
    // "Terry-Ann" is one name: both halves of it must be the reader's.
    let is_joined = |a: Span, b: Span| &message.text()[a.end as usize..b.start as usize] == "-";
    let mut whole_names = names.chunk_by(|a, b| is_joined(a.0, b.0));
    if own.is_empty() || names.is_empty() || whole_names.any(|halves| halves.iter().all(|(name, _)| is_own(*name))) {
        return None;
    }
    let (span, _) = names[0];
    let span = names.iter().fold(span, |whole, (span, _)| whole.join(*span));
    Some(Found::at(span).with("name", to))
}

/// The folded word before a place.
fn before(message: &Message, place: Span) -> Option<&str> {
    let number = message.words.inside(Span::new(0, place.start as usize)).end.checked_sub(1)?;
    Some(message.words.key(number))
}

/// A name without its marks, and as it is written where there are none: Müller is Muller or Mueller.
fn spellings(name: &str) -> [String; 2] {
    let mut written = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'ä' | 'æ' => written.push_str("ae"),
            'ö' | 'ø' | 'œ' => written.push_str("oe"),
            'ü' => written.push_str("ue"),
            'å' => written.push_str("aa"),
            'ß' => written.push_str("ss"),
            other => written.push(other),
        }
    }
    [fold(name), fold(&written)]
}

/// A name in small letters without accents and marks.
pub(super) fn fold(name: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' | 'ń' => 'n',
        'ś' | 'š' | 'ş' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        // A word processor's apostrophe.
        '’' | '‘' | 'ʼ' => '\'',
        other => other,
    };
    name.to_lowercase()
        .chars()
        .map(plain)
        .filter(|c| c.is_alphanumeric() || *c == '\'')
        .collect::<String>()
        .trim_end_matches("'s")
        .to_owned()
}

/// The longest short form, in letters, that is told by its letters alone: Betty. Katrina is not Katharina.
const LONGEST_SHORT_FORM: usize = 5;

/// Whether two first names, or two last names, may be the same person's.
fn same_person(name: &str, own: &str) -> bool {
    if name == own {
        return true;
    }
    let (short, long) = (name.chars().count().min(own.chars().count()), name.chars().count().max(own.chars().count()));
    if SHORT_FORMS.iter().any(|forms| forms.contains(&name) && forms.contains(&own)) {
        return true;
    }
    if long - short <= 1 && distance(name, own) <= 2 {
        return false;
    }
    // "Wim" for Willem, "Liz" for Elizabeth, and Samantha who signs as Sam: the letters of the short form stand in the
    // whole name, in their order.
    let (short, long) = if name.chars().count() < own.chars().count() { (name, own) } else { (own, name) };
    let mut letters = long.chars();
    let is_short = short.chars().count() <= LONGEST_SHORT_FORM;
    (is_short && short.chars().all(|c| letters.any(|l| l == c))) || starts_alike(short, long)
}

/// "Gabi" for Gabriele: the short form begins like the whole name and ends as such forms do. Two whole names that begin
/// alike, Alexander and Alexandra, Daniel and Danielle, are two people's.
fn starts_alike(short: &str, long: &str) -> bool {
    let same = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    let rest = short.chars().count() - same;
    // Venkat is Venkatesh; what makes a woman's name of a man's makes another name.
    let is_cut = rest == 0 && !matches!(long.get(short.len()..), Some("le" | "ine"));
    same >= 3 && (is_cut || ((1..=2).contains(&rest) && short.ends_with(['i', 'y', 'e', 'o'])))
}
