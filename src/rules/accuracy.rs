//! How right each rule was on labelled drafts, as the project's own measure last wrote it (`measured.tsv`).

/// How often a rule was right, on one set of drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found, and a coach finds it too.
    pub right: u32,
    /// Found, and a coach does not.
    pub wrong: u32,
    /// Not found, and a coach finds it.
    pub missed: u32,
}

/// How often a rule was right, on drafts that were looked at while it was written and on drafts that were not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// On drafts that were looked at.
    pub seen: Tally,
    /// On drafts that nobody looked at.
    pub unseen: Tally,
}

impl Tally {
    /// Right findings of all findings, from 0 to 1; none where nothing was found.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.wrong)
    }

    /// Right findings of all that a coach finds, from 0 to 1; none where there was nothing to find.
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.missed)
    }
}

fn share(part: u32, rest: u32) -> Option<f64> {
    (part + rest > 0).then(|| f64::from(part) / f64::from(part + rest))
}

impl Accuracy {
    /// The line of a rule in `measured.tsv`.
    pub fn line(&self, rule: &str) -> String {
        let numbers = |t: Tally| format!("{} {} {}", t.right, t.wrong, t.missed);
        format!("{rule}\t{}\t{}\n", numbers(self.seen), numbers(self.unseen))
    }

    /// What `measured.tsv` says of a rule.
    pub fn read(text: &str, rule: &str) -> Option<Accuracy> {
        let mut parts = text.lines().map(|line| line.split('\t')).find(|parts| parts.clone().next() == Some(rule))?.skip(1);
        let mut tally = || {
            let mut numbers = parts.next()?.split(' ').map(|number| number.parse().ok());
            Some(Tally { right: numbers.next()??, wrong: numbers.next()??, missed: numbers.next()?? })
        };
        Some(Accuracy { seen: tally()?, unseen: tally()? })
    }
}

#[cfg(test)]
mod tests {
    use super::{Accuracy, Tally};

    #[test]
    fn a_line_comes_back() {
        let measured = Accuracy { seen: Tally { right: 12, wrong: 0, missed: 3 }, unseen: Tally { right: 0, wrong: 0, missed: 0 } };
        let text = format!("# rule\tseen\tunseen\n{}", measured.line("ask/job"));
        assert_eq!(Accuracy::read(&text, "ask/job"), Some(measured));
        assert_eq!(Accuracy::read(&text, "ask/jo"), None);
        assert_eq!(measured.seen.recall(), Some(0.8));
        assert_eq!(measured.unseen.precision(), None);
    }
}
