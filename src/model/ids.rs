//! Typed ids and the lists that mint them.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// An id that an [`Arena`] mints.
pub trait Id: Copy + Ord {
    /// The id of an index.
    fn new(index: usize) -> Self;
    /// The index of an id.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A level.
    LevelId
    /// A capacity.
    CapacityId
    /// An issue.
    IssueId
    /// A category of persons.
    PersonsId
    /// An enumeration.
    EnumerationId
    /// A unit.
    UnitId
    /// A measure.
    MeasureId
    /// An attribute.
    AttributeId
    /// A named expression.
    DefinitionId
    /// An expression.
    ExprId
    /// A principle.
    PrincipleId
    /// An interest rule.
    InterestId
    /// A state.
    StateId
    /// A group.
    GroupId
    /// A forum.
    ForumId
}

/// A list whose places are named by ids of one type.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Arena<I, T> {
    items: Vec<T>,
    ids: PhantomData<I>,
}

impl<I, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self { items: Vec::new(), ids: PhantomData }
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Arena<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}

impl<I: Id, T> Arena<I, T> {
    /// Adds an item and mints its id.
    pub fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::new(self.items.len() - 1)
    }

    /// Keeps the first so many items.
    pub fn truncate(&mut self, len: usize) {
        self.items.truncate(len);
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::new)
    }

    /// The items with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(index, item)| (I::new(index), item))
    }

    /// The items, in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        match self.items.get(id.index()) {
            Some(item) => item,
            None => unreachable!("an id is minted by its own arena"),
        }
    }
}

impl<I: Id, T> IndexMut<I> for Arena<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        match self.items.get_mut(id.index()) {
            Some(item) => item,
            None => unreachable!("an id is minted by its own arena"),
        }
    }
}

impl<I: Id, T> FromIterator<T> for Arena<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        Self { items: items.into_iter().collect(), ids: PhantomData }
    }
}
