//! CSV in any sane dialect: commas, semicolons, tabs or bars, quoted cells with line breaks, with or without a byte
//! order mark, in UTF-8 or, row by row, the old Western encoding. The first row names the columns.

use super::records::{Record, Records};
use super::{Entry, Row, Source, Take};
use crate::host::read::windows_1252;
use csv::{ByteRecord, ReaderBuilder};
use std::io::{self, BufRead};

/// The mark between cells: the one that the first line has most of outside quotation marks.
pub(super) fn mark(head: &[u8]) -> u8 {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if let Some([mark, ..]) = head.strip_prefix(b"sep=") {
        return *mark;
    }
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => counts.iter_mut().filter(|(mark, _)| mark == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // A tie goes to the first of them.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

/// Records with their numbers, from the one that names the columns on.
struct Table<R> {
    records: Records<R>,
    mark: u8,
    number: u64,
}

/// A record with its number: its cells, and whether their letters were guessed, or what is wrong with it.
type Numbered = (u64, Result<(Vec<String>, bool), String>);

impl<R: BufRead> Table<R> {
    fn new(mut input: R, mark: u8) -> Result<Table<R>, String> {
        let trouble = |error: io::Error| format!("cannot be read: {error}");
        let start = input.fill_buf().map_err(trouble)?;
        let skip = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        input.consume(skip);
        let mut number = 0;
        // A line for spreadsheet programs only, which they do not count.
        if input.fill_buf().map_err(trouble)?.starts_with(b"sep=") {
            let mut line = Vec::new();
            input.read_until(b'\n', &mut line).map_err(trouble)?;
            number = 1;
        }
        Ok(Table { records: Records::new(input, mark), mark, number })
    }

    /// The next record that holds anything.
    fn next(&mut self, columns: Option<usize>) -> Result<Option<Numbered>, String> {
        while let Some(record) = self.records.next().map_err(|error| format!("cannot be read: {error}"))? {
            self.number += 1;
            let number = self.number;
            let lines = match record {
                Record::Whole(lines) => lines,
                Record::Broken(why) => return Ok(Some((number, Err(why.to_owned())))),
            };
            let bytes = lines.concat();
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let Some(mut cells) = cells(&bytes, self.mark) else { continue };
            let is_guessed = std::str::from_utf8(&bytes).is_err();
            let Some(columns) = columns else { return Ok(Some((number, Ok((cells, is_guessed))))) };
            while cells.len() > columns && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
                cells.pop();
            }
            if cells.len() == columns {
                return Ok(Some((number, Ok((cells, is_guessed)))));
            }
            if lines.len() > 1 {
                // More likely one quotation mark too many than a row over several lines.
                let Record::Broken(why) = self.records.only_first(lines) else { continue };
                return Ok(Some((number, Err(why.to_owned()))));
            }
            let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
            return Ok(Some((number, Err(format!("has {} where there are {}", count(cells.len(), "cell"), count(columns, "column"))))));
        }
        Ok(None)
    }
}

/// The names of the columns.
pub(super) fn columns(source: Source, mark: u8) -> Result<Vec<String>, String> {
    match Table::new(source, mark)?.next(None)? {
        Some((_, Ok((mut cells, _)))) => {
            while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
                cells.pop();
            }
            Ok(cells.iter().map(|cell| cell.trim().to_owned()).collect())
        }
        Some((number, Err(why))) => Err(format!("has no names of columns: row {number} {why}")),
        None => Err("is empty".into()),
    }
}

/// Gives every row below the names of the columns.
pub(super) fn each(source: Source, mark: u8, columns: usize, take: Take<'_>) -> Result<(), String> {
    let mut table = Table::new(source, mark)?;
    table.next(None)?;
    while let Some((number, cells)) = table.next(Some(columns))? {
        let entry = cells.map_or_else(|why| Entry::Bad(number, why), |(cells, is_guessed)| Entry::Row(Row { number, cells, is_guessed }));
        if take(entry).is_break() {
            break;
        }
    }
    Ok(())
}

fn cells(bytes: &[u8], mark: u8) -> Option<Vec<String>> {
    let capacity = bytes.len().clamp(64, 1 << 13);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).buffer_capacity(capacity).from_reader(bytes);
    let mut record = ByteRecord::new();
    let read = reader.read_byte_record(&mut record).unwrap_or(false);
    read.then(|| record.iter().map(text).collect())
}

fn text(cell: &[u8]) -> String {
    std::str::from_utf8(cell).map_or_else(|_| cell.iter().copied().map(windows_1252).collect(), str::to_owned)
}
