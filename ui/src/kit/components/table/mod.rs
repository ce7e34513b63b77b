//! The table: sorted by any column, only the rows in sight drawn, walked by J and K, opened by Enter.

mod column;
mod sight;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

pub use column::Column;
use column::Header;
use sight::Sight;

use crate::kit::{components::plain, state::use_row_height};

/// A table of `T`s.
#[component]
pub fn Table<T>(
    /// Left to right.
    columns: Vec<Column<T>>,
    /// Already filtered, in their natural order.
    #[prop(into)]
    rows: Signal<Vec<T>>,
    /// Names a row, for as long as it lives.
    id: fn(&T) -> String,
    /// Enter, or a double click.
    #[prop(optional, into)]
    open: Option<Callback<T>>,
    /// One press opens a row; else two do, and one only chooses it.
    #[prop(optional)]
    click_opens: bool,
    /// Space on a row, or its checkbox: picks it, or lets go of it.
    #[prop(optional, into)]
    pick: Option<Callback<T>>,
    /// What the table shows, read aloud.
    #[prop(into)]
    label: String,
    /// Its name for tests; rows are `{test}-row-{id}`.
    test: &'static str,
    /// Which row the keyboard is on.
    #[prop(optional)]
    cursor: RwSignal<Option<String>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let columns = StoredValue::new(columns);
    let sort = RwSignal::new(None::<(usize, bool)>);
    // Rows stay where they are: only their places are sorted, and only those in sight are copied.
    let order = Memo::new(move |_| {
        rows.with(|rows| {
            let sort = sort.get();
            let sorted = columns.with_value(|columns| {
                let (index, falling) = sort?;
                let order = columns.get(index)?.order.as_ref()?;
                Some(order(rows, falling))
            });
            sorted.unwrap_or_else(|| (0..rows.len()).collect())
        })
    });
    let at_place = move |place: usize| {
        let row = order.with(|order| order.get(place).copied())?;
        rows.with(|rows| rows.get(row).cloned())
    };
    let place_of = move |key: &str| {
        rows.with_untracked(|rows| {
            let is_it = |row: &usize| rows.get(*row).is_some_and(|row| id(row) == key);
            order.with_untracked(|order| order.iter().position(is_it))
        })
    };
    let count = Memo::new(move |_| order.with(Vec::len));
    let frame = NodeRef::<html::Div>::new();
    let sight = Sight::new(frame, count.into(), use_row_height());
    let step_to = move |index: usize| {
        let Some(key) = untrack(|| at_place(index)).map(|row| id(&row)) else {
            return;
        };
        sight.reveal(index);
        cursor.set(Some(key.clone()));
        request_animation_frame(move || focus_row(test, &key));
    };
    let at = move || cursor.with_untracked(|c| place_of(c.as_ref()?));
    let walk = move |event: web_sys::KeyboardEvent| {
        let on_control = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|e| e.tag_name() != "TR");
        let last = count.get_untracked().saturating_sub(1);
        match event.key().as_str() {
            "j" | "J" | "ArrowDown" => step_to(at().map_or(0, |i| (i + 1).min(last))),
            "k" | "K" | "ArrowUp" => step_to(at().map_or(0, |i| i.saturating_sub(1))),
            "Home" => step_to(0),
            "End" => step_to(last),
            key @ ("Enter" | " ") if !on_control => {
                let row = at().and_then(|place| untrack(|| at_place(place)));
                let told = if key == "Enter" { open } else { pick };
                if let (Some(told), Some(row)) = (told, row) {
                    told.run(row);
                }
            }
            // A checkbox of a row answers to it by itself.
            " " => return,
            _ => return,
        }
        if !on_control || event.key() != "Enter" {
            event.prevent_default();
        }
    };

    // Checkboxes of rows are heard here.
    let picked = move |event: web_sys::Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let box_of_row = target.filter(|target| target.matches("input[type=checkbox]").is_ok_and(|is_it| is_it));
        let row = box_of_row.and_then(|it| it.closest("tr").ok().flatten());
        let place = row.and_then(|row| place_of(row.id().strip_prefix(&row_name(test, ""))?));
        let row = place.and_then(|place| untrack(|| at_place(place)));
        if let (Some(pick), Some(row)) = (pick, row) {
            pick.run(row);
        }
    };

    // A row of the page is a place: what stands there changes, and the page keeps its elements.
    let row = move |place: usize| {
        let value = Memo::new(move |_| at_place(place));
        let key = Memo::new(move |_| value.with(|row| row.as_ref().map(id).unwrap_or_default()));
        let is_cursor = Memo::new(move |_| cursor.with(|c| key.with(|key| c.as_ref() == Some(key))));
        let reachable = Memo::new(move |_| cursor.with(Option::is_none) && place == 0 || is_cursor.get());
        let name = move || key.with(|key| row_name(test, key));
        // One effect for all cells: an effect for each is most of what a row costs.
        let cells = move || {
            let cell = |row: &T, column: &Column<T>| {
                let class = (!column.class.is_empty()).then_some(column.class);
                plain("td").with_some("class", class).child((column.cell)(row))
            };
            value.with(|row| {
                let row = row.as_ref()?;
                Some(columns.with_value(|columns| columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>()))
            })
        };
        let open_it = move || {
            if let (Some(open), Some(row)) = (open, value.get_untracked()) {
                open.run(row);
            }
        };
        view! {
            <tr
                id=name
                data-test=name
                tabindex=move || if reachable.get() { "0" } else { "-1" }
                aria-selected=move || is_cursor.get().to_string()
                on:focus=move |_| cursor.set(Some(key.get_untracked()))
                on:click=move |event| {
                    if click_opens && !is_on_control(event.target()) {
                        open_it();
                    }
                }
                on:dblclick=move |_| {
                    if !click_opens {
                        open_it();
                    }
                }
            >
                {cells}
            </tr>
        }
    };

    let places = move || {
        let (first, last) = sight.range.get();
        first..last
    };
    let width = columns.with_value(Vec::len);
    view! {
        <div class="table-scroll" node_ref=frame on:scroll=move |_| sight.look()>
            <table data-test=test aria-label=label aria-rowcount=move || count.get() on:keydown=walk on:change=picked>
                <thead>
                    <tr>
                        {columns
                            .with_value(|columns| {
                                columns
                                    .iter()
                                    .enumerate()
                                    .map(|(index, column)| {
                                        view! {
                                            <Header
                                                test=format!("{test}-by-{}", column.key)
                                                title=column.title
                                                class=column.class
                                                sortable=column.order.is_some()
                                                falls_first=column.falls
                                                index
                                                sort
                                            />
                                        }
                                    })
                                    .collect_view()
                            })}
                    </tr>
                </thead>
                <tbody>
                    <Gap height=sight.above width />
                    // By place: rows are added and removed at the ends, never moved.
                    <For each=places key=|place| *place children=row />
                    <Gap height=sight.below width />
                </tbody>
            </table>
        </div>
    }
}

/// The place of rows out of sight. An SVG attribute, because the window's policy forbids style attributes.
#[component]
fn Gap(height: Signal<u32>, width: usize) -> impl IntoView {
    view! {
        <Show when=move || { height.get() > 0 }>
            <tr class="gap" aria-hidden="true">
                <td colspan=width>
                    <svg width="1" height=height></svg>
                </td>
            </tr>
        </Show>
    }
}

fn row_name(test: &str, key: &str) -> String {
    format!("{test}-row-{key}")
}

fn focus_row(test: &str, key: &str) {
    let row = document().get_element_by_id(&row_name(test, key));
    if let Some(row) = row.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A row that left the table meanwhile needs no focus.
        let _ = row.focus();
    }
}

/// Whether a press was meant for something within a row that has its own answer.
fn is_on_control(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        element
            .closest("a, button, input, label")
            .is_ok_and(|control| control.is_some())
    })
}
