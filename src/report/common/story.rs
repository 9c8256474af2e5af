//! The story of two states: what they meet on, principle by principle, and the evidence.

use std::io::{self, Write};

use serde::Serialize;

use super::record::PairRecord;
use crate::report::speech::{Speech, short, told};
use crate::report::why::record::Called;
use crate::report::why::tree::Node;
use crate::report::why::words::list;

/// The story of two states.
#[derive(Debug, Serialize)]
pub struct Story<'l> {
    /// The name of the schema.
    pub schema: &'static str,
    /// The library.
    pub library: &'l str,
    /// Its version.
    pub version: Option<&'l str>,
    /// The day.
    pub as_of: Option<String>,
    /// How brackets are cleared.
    pub choosing: Vec<String>,
    /// The two, in the order in which they were asked for.
    pub pair: [Called; 2],
    /// Level by level.
    pub levels: Vec<Chapter<'l>>,
}

/// A level.
#[derive(Debug, Serialize)]
pub struct Chapter<'l> {
    /// The level.
    pub level: Called,
    /// `pairs`, `groups` or `all`.
    pub of: &'static str,
    /// The counts by issue, and of all.
    pub pairs: Vec<PairRecord<'l>>,
    /// In one line.
    #[serde(skip)]
    pub sum: String,
    /// The indices in one line, where there are any.
    #[serde(skip)]
    pub indices: Option<String>,
    /// The principles.
    pub encounters: Vec<Met>,
}

/// A principle on which they meet.
#[derive(Debug, Serialize)]
pub struct Met {
    /// The principle.
    pub principle: Called,
    /// The group, at a level of groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Called>,
    /// What it comes to, by completion: `interest`, `aversion`, `mixed`, `opposed`, `nothing`.
    pub comes_to: Vec<&'static str>,
    /// What each says.
    pub states: [Speech; 2],
    /// Where in the story it stands.
    #[serde(skip)]
    pub part: Part,
}

/// The parts of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Both are for it.
    Interests,
    /// Both are against it.
    Aversions,
    /// One is divided.
    Mixed,
    /// One is for it, one against.
    Opposed,
    /// It depends on what is unknown, or on brackets.
    NotCertain,
    /// Only one takes a side.
    OneSided,
    /// Neither does.
    Neither,
}

impl Part {
    const ALL: [Self; 7] =
        [Self::Interests, Self::Aversions, Self::Mixed, Self::Opposed, Self::NotCertain, Self::OneSided, Self::Neither];

    fn words(self) -> &'static str {
        match self {
            Self::Interests => "shared interests: both are for it",
            Self::Aversions => "shared aversions: both are against it",
            Self::Mixed => "mixed: one is divided, and the other takes a side or is divided too",
            Self::Opposed => "opposed: one is for it, one against",
            Self::NotCertain => "not certain",
            Self::OneSided => "only one takes a side",
            Self::Neither => "neither takes a side",
        }
    }
}

/// Writes the story as one JSON object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_story_json(story: &Story<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, story)?;
    writeln!(out)
}

/// Writes the story as trees, `width` columns wide.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_story_text(story: &Story<'_>, heading: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    Node::new(title(story)).strong().draw(width, out)?;
    Node::new(heading).draw(width, out)?;
    for chapter in &story.levels {
        writeln!(out)?;
        tell(chapter).draw(width, out)?;
    }
    end(story).into_iter().try_for_each(|line| writeln!(out, "\n{line}"))
}

/// Writes the story as lists in Markdown.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_story_markdown(story: &Story<'_>, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    let escape = crate::report::escape::escape;
    writeln!(out, "# {}\n\n{}\n", escape(&title(story)), escape(heading))?;
    story.levels.iter().try_for_each(|chapter| tell(chapter).list(0, out))?;
    end(story).into_iter().try_for_each(|line| writeln!(out, "\n{}", escape(&line)))
}

fn full(called: &Called) -> String {
    match &called.title {
        Some(title) => format!("{title} ({})", called.name),
        None => called.name.clone(),
    }
}

fn title(story: &Story<'_>) -> String {
    let [one, other] = &story.pair;
    format!("{} and {}", full(one), full(other))
}

/// What a reader may do next.
fn end(story: &Story<'_>) -> Option<String> {
    if story.levels.is_empty() {
        return Some("nothing to compare: no principle is negotiated there".to_owned());
    }
    let mut said = story.levels.iter().flat_map(|chapter| &chapter.encounters).flat_map(|met| &met.states);
    said.any(|one| one.verdict == "open").then(|| "open: depends on the brackets; clear them with --choose".to_owned())
}

fn tell(chapter: &Chapter<'_>) -> Node {
    let title = chapter.level.title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
    let mut node = Node::new(format!("at {}{title}: {}", chapter.level.name, chapter.sum)).strong();
    if let Some(indices) = &chapter.indices {
        node.push(Node::new(indices.clone()));
    }
    for part in Part::ALL {
        let met: Vec<&Met> = chapter.encounters.iter().filter(|met| met.part == part).collect();
        if met.is_empty() {
            continue;
        }
        let heading = part.words();
        if part == Part::Neither {
            let mut names: Vec<&str> = met.iter().map(|met| met.principle.name.as_str()).collect();
            names.dedup();
            node.push(Node::new(format!("{heading}: {}", names.join(", "))));
            continue;
        }
        node.push(Node::new(heading).strong().with(met.into_iter().map(encounter)));
    }
    node
}

fn encounter(met: &Met) -> Node {
    let group = met.group.as_ref().map(|group| format!(", in {}", group.name)).unwrap_or_default();
    let title = met.principle.title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
    let mut text = format!("{}{title}{group}", met.principle.name);
    if met.part == Part::NotCertain {
        text = format!("{text}: {}", list(&met.comes_to, "or"));
    }
    let [one, other] = &met.states;
    if met.part == Part::OneSided {
        return Node::new(format!("{text}: {}, {}", short(one), short(other)));
    }
    Node::new(text).with([told(one), told(other)])
}
