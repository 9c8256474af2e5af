//! What is said of things in reports: phrases of the language with titles, places and remarks.

use std::ops::Deref;

use jiff::civil::Date;

use super::record::{Called, Said};
use crate::model::{Library, Named, Remarks};
pub use crate::phrases::{Phrases, Written, list};
use crate::source::{Sources, Span};

/// What is needed to say things: phrases, a language for titles, a day.
#[derive(Debug, Clone, Copy)]
pub struct Words<'w> {
    phrases: Phrases<'w>,
    pub language: Option<&'w str>,
    /// The day at which facts count.
    pub day: Option<Date>,
}

impl<'w> Deref for Words<'w> {
    type Target = Phrases<'w>;

    fn deref(&self) -> &Self::Target {
        &self.phrases
    }
}

impl<'w> Words<'w> {
    pub fn new(library: &'w Library, sources: &'w Sources, language: Option<&'w str>, day: Option<Date>) -> Self {
        Self { phrases: Phrases { library, sources }, language, day }
    }

    pub fn called(&self, named: &Named) -> Called {
        let title = named.title.as_ref().map(|title| title.in_language(self.language).to_owned());
        Called { name: named.name.clone(), title }
    }

    pub fn said(&self, remarks: &Remarks, span: Span) -> Said {
        Said {
            because: remarks.reasons.clone(),
            sources: remarks.sources.clone(),
            notes: remarks.notes.clone(),
            place: self.place(span),
        }
    }
}
