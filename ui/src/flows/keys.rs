//! The keys that work everywhere: in the settings, and in a dialog that `?` opens.

use leptos::prelude::*;

const KEYS: [(&str, &str); 13] = [
    ("Ctrl 1 … 6", "go to a place of the rail"),
    ("Ctrl 7", "go to Operator, in operator mode"),
    ("Alt ←", "go back"),
    ("Ctrl K", "find a delegate, bucket, account, page or action"),
    ("/", "search the table"),
    ("J, K", "next and previous row of a table"),
    ("Enter", "open the row"),
    ("Esc", "close what is open"),
    ("Ctrl +, Ctrl −", "larger and smaller; so does the wheel with Ctrl"),
    ("Ctrl 0", "the usual size"),
    ("Ctrl C", "copy; of an amount, all its decimals"),
    ("Ctrl L", "lock"),
    ("?", "show these keys"),
];

/// The keys as a list.
#[component]
pub fn KeyList() -> impl IntoView {
    view! {
        <div class="list settings keys" data-test="keys">
            {KEYS
                .map(|(key, does)| {
                    view! {
                        <div>
                            <span><kbd>{key}</kbd></span>
                            <span class="mid">{does}</span>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}
