//! The records of a table of text, as bytes: a line, or several where a quoted cell goes on over them. A quotation mark
//! that is never closed costs its own line and not all that follow. What stands between the marks is not read here.

use super::LONGEST_ROW;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// How many lines a quoted cell may go on for.
const MOST_LINES: usize = 1000;

/// The records of a table.
pub(super) struct Records<R> {
    input: R,
    mark: u8,
    /// Lines that were read too far.
    again: VecDeque<Vec<u8>>,
}

/// One record.
pub(super) enum Record {
    /// Whole, as its lines.
    Whole(Vec<Vec<u8>>),
    /// One line that cannot be a record, and why.
    Broken(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Bare,
    Quoted,
    /// Behind a quotation mark inside quotation marks: the end of them, or the first half of a doubled one.
    Closed,
    /// Something else than a mark stood behind the end of a quotation: it is none, or two rows run together.
    Torn,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R, mark: u8) -> Records<R> {
        Records { input, mark, again: VecDeque::new() }
    }

    /// The next record; none at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        let mut lines: Vec<Vec<u8>> = Vec::new();
        let (mut at, mut bytes) = (At::Start, 0);
        loop {
            let line = match self.line()? {
                Line::Whole(line) => line,
                Line::TooLong if lines.is_empty() => return Ok(Some(Record::Broken("is larger than 8 MB"))),
                Line::TooLong | Line::End if lines.is_empty() => return Ok(None),
                Line::TooLong | Line::End => return Ok(Some(self.only_first(lines))),
            };
            at = self.after(at, &line);
            bytes += line.len();
            lines.push(line);
            if at == At::Torn && lines.len() > 1 {
                return Ok(Some(self.only_first(lines)));
            }
            if at != At::Quoted {
                return Ok(Some(Record::Whole(lines)));
            }
            if lines.len() > MOST_LINES || bytes > LONGEST_ROW {
                return Ok(Some(self.only_first(lines)));
            }
        }
    }

    /// Gives all lines but the first back to be read again.
    pub(super) fn only_first(&mut self, lines: Vec<Vec<u8>>) -> Record {
        lines.into_iter().skip(1).rev().for_each(|line| self.again.push_front(line));
        Record::Broken("opens a quotation mark that is not closed in it")
    }

    fn after(&self, mut at: At, line: &[u8]) -> At {
        for byte in line {
            at = match (at, *byte) {
                (At::Start, b'"') => At::Quoted,
                (At::Quoted, b'"') => At::Closed,
                (At::Quoted, _) | (At::Closed, b'"') => At::Quoted,
                (At::Torn, _) => At::Torn,
                (At::Closed, byte) if byte != self.mark && !byte.is_ascii_whitespace() => At::Torn,
                (At::Closed, b'\r' | b' ') => At::Closed,
                (_, byte) if byte == self.mark || byte == b'\n' => At::Start,
                _ => At::Bare,
            };
        }
        at
    }

    fn line(&mut self) -> io::Result<Line> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Line::Whole(line));
        }
        let mut line = Vec::new();
        (&mut self.input).take(LONGEST_ROW as u64).read_until(b'\n', &mut line)?;
        if line.len() < LONGEST_ROW || line.ends_with(b"\n") {
            return Ok(if line.is_empty() { Line::End } else { Line::Whole(line) });
        }
        while !line.ends_with(b"\n") {
            line.clear();
            if (&mut self.input).take(LONGEST_ROW as u64).read_until(b'\n', &mut line)? == 0 {
                break;
            }
        }
        Ok(Line::TooLong)
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}
