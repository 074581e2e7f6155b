//! How the values of options are read: names in any spelling that people use, and formats with their files.

use super::args::{Format, Wanted};
use crate::text::named;
use clap::ValueEnum;
use clap::builder::{EnumValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use std::ffi::OsStr;
use std::path::PathBuf;

/// Reads `FORMAT` or `FORMAT=FILE`.
#[derive(Clone)]
pub(super) struct WantedParser;

impl TypedValueParser for WantedParser {
    type Value = Wanted;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&clap::Arg>, value: &OsStr) -> Result<Wanted, clap::Error> {
        let written = value.to_string_lossy();
        let (name, file) = written.split_once('=').map_or((&*written, None), |(name, file)| (name, Some(file)));
        let format = EnumValueParser::<Format>::new().parse_ref(command, arg, OsStr::new(name))?;
        if file == Some("") {
            let message = format!("`--format {name}=` names no file; write `--format {name}=FILE`, or leave out the `=`\n");
            return Err(clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command));
        }
        Ok(Wanted { format, file: file.map(PathBuf::from) })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::value_variants().iter().filter_map(Format::to_possible_value)))
    }
}

/// A parser for a closed set of names, spelt as freely as in front matter; where one is misspelt, it says the nearest.
#[derive(Clone)]
pub(super) struct NamesParser<T: 'static> {
    all: &'static [T],
    name: fn(T) -> &'static str,
}

impl<T: Copy + Send + Sync + 'static> NamesParser<T> {
    fn known(&self) -> PossibleValuesParser {
        PossibleValuesParser::new(self.all.iter().map(|value| (self.name)(*value)))
    }
}

impl<T: Copy + Send + Sync + 'static> TypedValueParser for NamesParser<T> {
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&clap::Arg>, value: &OsStr) -> Result<T, clap::Error> {
        if let Some(found) = named(&value.to_string_lossy(), self.all, self.name) {
            return Ok(found);
        }
        // The error with its hint is clap's own.
        self.known().parse_ref(command, arg, value).and_then(|_| Err(clap::Error::new(ErrorKind::InvalidValue).with_cmd(command)))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values: Vec<PossibleValue> = self.known().possible_values()?.collect();
        Some(Box::new(values.into_iter()))
    }
}

/// The parser for these names.
pub(super) fn names<T: Copy + Send + Sync + 'static>(all: &'static [T], name: fn(T) -> &'static str) -> NamesParser<T> {
    NamesParser { all, name }
}

/// Reads how many; none is never meant.
pub(super) fn from_one(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "a number from 1 on".to_owned())
}
