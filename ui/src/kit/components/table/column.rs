//! A column: its head, its order, its cells.

use leptos::prelude::*;

use crate::kit::components::{Glyph, Icon};

/// The places of rows in their order, the largest first if asked so.
type Order<T> = dyn Fn(&[T], bool) -> Vec<usize> + Send + Sync;

/// How a table shows and orders one property of a row.
pub struct Column<T> {
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) class: &'static str,
    /// Sorted, the largest stands first.
    pub(super) falls: bool,
    pub(super) order: Option<Box<Order<T>>>,
    pub(super) cell: Box<dyn Fn(&T) -> AnyView + Send + Sync>,
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
            cell: Box::new(move |row| cell(row).into_any()),
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

    /// Digits that a narrow window has no room for.
    pub fn where_broad(self) -> Self {
        Self {
            class: "n where-broad",
            ..self
        }
    }

    /// Words that a narrow window has no room for.
    pub fn words_where_broad(self) -> Self {
        Self {
            class: "where-broad",
            ..self
        }
    }

    /// Which column it is.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Can be sorted by what is read of each row, once.
    pub fn sorted_by<K: Ord>(self, key: impl Fn(&T) -> K + Send + Sync + 'static) -> Self {
        self.sorted_at(|| (), move |row, ()| key(row))
    }

    /// The same, where the order depends on something beside the rows, such as the time: sorted anew when that changes.
    pub fn sorted_at<C: Copy, K: Ord>(
        self,
        beside: impl Fn() -> C + Send + Sync + 'static,
        key: impl Fn(&T, C) -> K + Send + Sync + 'static,
    ) -> Self {
        let order = move |rows: &[T], falling: bool| {
            let beside = beside();
            // Thousands of keys would each be heard.
            untrack(|| places(rows.iter().map(|row| key(row, beside)), falling))
        };
        Self {
            order: Some(Box::new(order)),
            ..self
        }
    }
}

/// The places of keys in their order. Those alike keep theirs either way.
fn places<K: Ord>(keys: impl Iterator<Item = K>, falling: bool) -> Vec<usize> {
    let mut keys: Vec<(K, usize)> = keys.zip(0..).collect();
    keys.sort_by(|(a, _), (b, _)| if falling { b.cmp(a) } else { a.cmp(b) });
    keys.into_iter().map(|(_, place)| place).collect()
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
            } else if title.is_empty() {
                // Seen, it would only be in the way.
                view! { <span class="aloud">{if class == "act" { "Actions" } else { "Chosen" }}</span> }.into_any()
            } else {
                title.into_any()
            }}
        </th>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_alike_keep_their_order_and_the_unknown_is_the_least() {
        let keys = [Some(2), None, Some(5), Some(2)];
        assert_eq!(places(keys.into_iter(), false), [1, 0, 3, 2]);
        assert_eq!(places(keys.into_iter(), true), [2, 0, 3, 1]);
    }
}
