//! Elements of words, which tables are full of. Where a view takes the place of another, the toolkit takes every
//! attribute of the old one away and sets those of the new one (`tachys`, with its types erased, as this window is built);
//! of a plain element only what differs is touched, and it hears nothing: who stands around it does.

mod shown;

use std::borrow::Cow;

use leptos::prelude::AnyView;

/// What attributes and texts are made of.
pub type Words = Cow<'static, str>;

/// An element, its attributes and what stands in it.
pub struct Plain {
    tag: &'static str,
    attributes: Attributes,
    checked: Option<bool>,
    children: Vec<Child>,
}

type Attributes = Vec<(&'static str, Words)>;

/// What stands in a plain element.
pub enum Child {
    /// Text.
    Words(Words),
    /// Another.
    Plain(Plain),
    /// Anything else.
    View(AnyView),
}

/// An element without attributes.
pub const fn plain(tag: &'static str) -> Plain {
    Plain {
        tag,
        attributes: Vec::new(),
        checked: None,
        children: Vec::new(),
    }
}

impl Plain {
    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<Words>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute that is there or not.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Words>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Ticked or not: a checkbox.
    pub const fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// With another child, the last.
    pub fn child(mut self, child: impl Into<Child>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With more children, or none.
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<Child>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    fn namespace(&self) -> Option<&'static str> {
        matches!(self.tag, "svg" | "path").then_some("http://www.w3.org/2000/svg")
    }
}

impl From<&'static str> for Child {
    fn from(words: &'static str) -> Self {
        Self::Words(words.into())
    }
}

impl From<String> for Child {
    fn from(words: String) -> Self {
        Self::Words(words.into())
    }
}

impl From<Plain> for Child {
    fn from(plain: Plain) -> Self {
        Self::Plain(plain)
    }
}

impl From<AnyView> for Child {
    fn from(view: AnyView) -> Self {
        Self::View(view)
    }
}
