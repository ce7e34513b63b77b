//! Plain elements on the page, and what of them is touched when others take their places.

use leptos::{
    prelude::{Render, RenderHtml},
    tachys::{
        html::attribute::any_attribute::AnyAttribute,
        hydration::Cursor,
        no_attrs,
        renderer::{
            Rndr,
            types::{Element, Node, Text},
        },
        view::{Mountable, Position, PositionState, any_view::AnyViewState},
    },
};
use wasm_bindgen::JsCast;

use super::{Attributes, Child, Plain, Words};

/// A plain element on the page.
pub struct Shown {
    element: Element,
    tag: &'static str,
    attributes: Attributes,
    children: Vec<ShownChild>,
}

enum ShownChild {
    Words(Text, Words),
    Plain(Shown),
    View(AnyViewState),
}

impl Child {
    fn build(self) -> ShownChild {
        match self {
            Self::Words(words) => ShownChild::Words(Rndr::create_text_node(&words), words),
            Self::Plain(plain) => ShownChild::Plain(plain.build()),
            Self::View(view) => ShownChild::View(view.build()),
        }
    }

    /// Whether it can take a shown one's place without another being made.
    fn fits(&self, shown: &ShownChild) -> bool {
        match (self, shown) {
            (Self::Words(_), ShownChild::Words(..)) | (Self::View(_), ShownChild::View(_)) => true,
            (Self::Plain(plain), ShownChild::Plain(shown)) => plain.tag == shown.tag,
            _ => false,
        }
    }

    fn rebuild(self, shown: &mut ShownChild) {
        match (self, shown) {
            (Self::Words(words), ShownChild::Words(node, old)) if *old != words => {
                Rndr::set_text(node, &words);
                *old = words;
            }
            (Self::Plain(plain), ShownChild::Plain(shown)) => plain.rebuild(shown),
            (Self::View(view), ShownChild::View(shown)) => view.rebuild(shown),
            // The same words; another kind does not fit and is never asked to.
            _ => {}
        }
    }
}

impl ShownChild {
    fn as_mountable(&mut self) -> &mut dyn Mountable {
        match self {
            Self::Words(node, _) => node,
            Self::Plain(shown) => shown,
            Self::View(shown) => shown,
        }
    }
}

impl Render for Plain {
    type State = Shown;

    fn build(self) -> Shown {
        let element = Rndr::create_element(self.tag, self.namespace());
        for (name, value) in &self.attributes {
            Rndr::set_attribute(&element, name, value);
        }
        let mut children: Vec<_> = self.children.into_iter().map(Child::build).collect();
        for child in &mut children {
            child.as_mountable().mount(&element, None);
        }
        check(&element, self.checked);
        Shown {
            element,
            tag: self.tag,
            attributes: self.attributes,
            children,
        }
    }

    fn rebuild(self, shown: &mut Shown) {
        if self.tag != shown.tag {
            let mut new = self.build();
            shown.insert_before_this(&mut new);
            shown.unmount();
            *shown = new;
            return;
        }
        for (name, value) in changed(&shown.attributes, &self.attributes) {
            match value {
                Some(value) => Rndr::set_attribute(&shown.element, name, value),
                None => Rndr::remove_attribute(&shown.element, name),
            }
        }
        shown.attributes = self.attributes;
        // The person's own click may have changed it meanwhile.
        check(&shown.element, self.checked);
        let same = self.children.len() == shown.children.len();
        if same
            && self
                .children
                .iter()
                .zip(&shown.children)
                .all(|(new, old)| new.fits(old))
        {
            for (new, old) in self.children.into_iter().zip(&mut shown.children) {
                new.rebuild(old);
            }
            return;
        }
        for old in &mut shown.children {
            old.as_mountable().unmount();
        }
        shown.children = self.children.into_iter().map(Child::build).collect();
        for new in &mut shown.children {
            new.as_mountable().mount(&shown.element, None);
        }
    }
}

fn check(element: &Element, checked: Option<bool>) {
    if let (Some(checked), Some(input)) = (checked, element.dyn_ref::<web_sys::HtmlInputElement>()) {
        input.set_checked(checked);
    }
}

/// The attributes to set, and those to remove, which have no value.
fn changed<'a>(old: &'a Attributes, new: &'a Attributes) -> impl Iterator<Item = (&'static str, Option<&'a str>)> {
    let value = |of: &'a Attributes, name| of.iter().find(|(other, _)| *other == name).map(|(_, value)| value);
    let set = new.iter().filter(move |(name, now)| value(old, *name) != Some(now));
    let gone = old.iter().filter(move |(name, _)| value(new, *name).is_none());
    let set = set.map(|(name, value)| (*name, Some(&**value)));
    set.chain(gone.map(|(name, _)| (*name, None)))
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

no_attrs!(Plain);

/// There is no server: of what only one asks for nothing is ever called.
impl RenderHtml for Plain {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn attributes(of: &[(&'static str, &'static str)]) -> Attributes {
        of.iter().map(|(name, value)| (*name, Cow::Borrowed(*value))).collect()
    }

    #[test]
    fn only_what_differs_is_touched() {
        let old = attributes(&[("class", "chip"), ("title", "Why"), ("data-rau", "1")]);
        let new = attributes(&[("class", "chip"), ("data-rau", "2"), ("href", "/")]);
        let touched: Vec<_> = changed(&old, &new).collect();
        assert_eq!(touched, [("data-rau", Some("2")), ("href", Some("/")), ("title", None)]);
        assert_eq!(changed(&old, &old).count(), 0);
    }
}
