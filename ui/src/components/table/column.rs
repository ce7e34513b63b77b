//! A column: its head, its order, its cells.

use std::{cmp::Ordering, sync::Arc};

use leptos::prelude::*;

use crate::components::{Glyph, Icon};

/// How a table shows and orders one property of a row.
pub struct Column<T> {
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) class: &'static str,
    /// Sorted, the largest stands first.
    pub(super) falls: bool,
    pub(super) order: Option<fn(&T, &T) -> Ordering>,
    pub(super) cell: Arc<dyn Fn(&T) -> AnyView + Send + Sync>,
}

impl<T> Column<T> {
    /// A column of words.
    pub fn new<V: IntoAny>(
        key: &'static str,
        title: &'static str,
        cell: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> Self {
        Self {
            key,
            title,
            class: "",
            falls: false,
            order: None,
            cell: Arc::new(move |row| cell(row).into_any()),
        }
    }

    /// Digits: right aligned, the largest first when sorted.
    pub fn numeric(self) -> Self {
        Self {
            class: "n",
            falls: true,
            ..self
        }
    }

    /// The smallest first when sorted: for places, where 1 is the best.
    pub fn rising(self) -> Self {
        Self { falls: false, ..self }
    }

    /// Buttons: at the right edge.
    pub fn actions(self) -> Self {
        Self { class: "act", ..self }
    }

    /// Digits that only a wide window has room for.
    pub fn where_wide(self) -> Self {
        Self {
            class: "n where-wide",
            ..self
        }
    }

    /// Which column it is.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Can be sorted.
    pub fn sorted_by(self, order: fn(&T, &T) -> Ordering) -> Self {
        Self {
            order: Some(order),
            ..self
        }
    }
}

/// The head of a column; pressed, it sorts, then turns round, then lets go.
#[component]
pub(super) fn Header(
    test: String,
    title: &'static str,
    class: &'static str,
    sortable: bool,
    falls_first: bool,
    index: usize,
    sort: RwSignal<Option<(usize, bool)>>,
) -> impl IntoView {
    let mine = move || sort.get().filter(|(by, _)| *by == index).map(|(_, falling)| falling);
    let aria = move || {
        sortable.then(|| match mine() {
            Some(true) => "descending",
            Some(false) => "ascending",
            None => "none",
        })
    };
    let press = move |_| {
        sort.update(|sort| {
            *sort = match *sort {
                Some((by, falling)) if by == index && falling == falls_first => Some((index, !falls_first)),
                Some((by, _)) if by == index => None,
                _ => Some((index, falls_first)),
            };
        });
    };
    let arrow = move || mine().map(|falling| view! { <Icon glyph=if falling { Glyph::Down } else { Glyph::Up } /> });
    view! {
        <th class=class scope="col" aria-sort=aria>
            {if sortable {
                view! {
                    <button type="button" data-test=test on:click=press>
                        {title}
                        {arrow}
                    </button>
                }
                    .into_any()
            } else {
                title.into_any()
            }}
        </th>
    }
}
