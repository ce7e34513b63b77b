//! What of the history is shown, and taking just that elsewhere.

use ballast_api::{BY_ITSELF, COMMISSION, HistoryFilter, HistoryForm, LEFT, PAYOUT, RECEIVED, SubmissionState, calls};
use ballast_domain::{Action, Date, Days, Timestamp};
use leptos::prelude::*;

use super::rows::action_word;
use crate::kit::{
    backend::ask,
    components::{Button, DateField, FilterChip, Glyph, Icon},
    format::counted,
    state::app,
};

/// States by what they mean to a person.
const STATES: [(&str, &str, &[SubmissionState]); 6] = [
    ("all", "All", &[]),
    (
        "open",
        "Pending",
        &[SubmissionState::Signed, SubmissionState::Sent, SubmissionState::Mined],
    ),
    ("done", "Done", &[SubmissionState::Final]),
    (
        "not-done",
        "Failed",
        &[
            SubmissionState::Failed,
            SubmissionState::Vanished,
            SubmissionState::Replaced,
            SubmissionState::Dropped,
        ],
    ),
    // What came in by itself is no action with a state: it is in a block, or it is not known.
    (RECEIVED, "Received", &[]),
    (PAYOUT, "Payouts", &[]),
];

/// What is looked for; which account, the top bar says.
#[derive(Clone, Copy)]
pub struct Filters {
    search: RwSignal<String>,
    action: RwSignal<Option<String>>,
    state: RwSignal<&'static str>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

impl Filters {
    /// Everything.
    pub fn new() -> Self {
        Self {
            search: RwSignal::new(String::new()),
            action: RwSignal::new(None),
            state: RwSignal::new("all"),
            from: RwSignal::new(String::new()),
            until: RwSignal::new(String::new()),
        }
    }

    /// Looks for what a link asks for.
    pub fn look_for(self, text: String) {
        self.search.set(text);
    }

    /// As the backend wants it. What is no date yet does not count.
    pub fn wanted(self) -> HistoryFilter {
        let state = self.state.get();
        let states = STATES.iter().find(|(name, ..)| *name == state);
        let action = self.action.get();
        HistoryFilter {
            account: app().account.get(),
            action: if BY_ITSELF.contains(&state) {
                Some(state.to_owned())
            } else {
                action
            },
            states: states.map(|(_, _, states)| states.to_vec()).unwrap_or_default(),
            from: date_of(&self.from.get()),
            // The day counts whole.
            before: date_of(&self.until.get()).map(|day| day.plus_days(Days(1))),
            search: Some(self.search.get()).filter(|text| !text.trim().is_empty()),
        }
    }

    /// Whether all is wanted that came in: then it is said of which blocks that is not known.
    pub fn all_that_came(self) -> bool {
        self.wanted().wants_all_that_came()
    }

    /// Whether anything is looked for.
    pub fn any(self) -> bool {
        let all = HistoryFilter {
            account: app().account.get_untracked(),
            ..HistoryFilter::default()
        };
        untrack(|| self.wanted()) != all
    }
}

fn date_of(text: &str) -> Option<Timestamp> {
    text.parse::<Date>().ok().map(Date::begins)
}

/// Search, action, state, dates.
#[component]
pub fn FilterBar(filters: Filters) -> impl IntoView {
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        filters.action.set(Some(chosen).filter(|action| !action.is_empty()));
    };
    let actions = Action::TAGS.iter().chain(&[COMMISSION, LEFT]).map(|tag| {
        view! {
            <option value=*tag prop:selected=move || filters.action.get().as_deref() == Some(*tag)>
                {action_word(tag)}
            </option>
        }
    });
    view! {
        <div class="row wraps tight">
            <span class="in small narrow">
                <Icon glyph=Glyph::Search small=true />
                <input
                    type="search"
                    data-search=""
                    data-test="activity-search"
                    aria-label="Search the activity"
                    placeholder="Words, hash, address"
                    prop:value=filters.search
                    on:input=move |event| filters.search.set(event_target_value(&event))
                />
            </span>
            <span class="in small kind">
                <select aria-label="Action" data-test="activity-action" on:change=choose>
                    <option value="" prop:selected=move || filters.action.with(Option::is_none)>
                        "Every action"
                    </option>
                    {actions.collect_view()}
                </select>
                <Icon glyph=Glyph::More small=true />
            </span>
            <DateField label="From this day" word="from" test="activity-from" value=filters.from />
            <DateField label="Until this day" word="until" test="activity-until" value=filters.until />
            <div class="row tight">
                {STATES
                    .map(|(name, word, _)| {
                        view! {
                            <FilterChip
                                test=format!("activity-{name}")
                                on=Signal::derive(move || filters.state.get() == name)
                                press=move || filters.state.set(name)
                            >
                                {word}
                            </FilterChip>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// Takes what is shown elsewhere, as a file.
#[component]
pub fn Export(filters: Filters) -> impl IntoView {
    let app = app();
    let busy = RwSignal::new(false);
    let save = move |form: HistoryForm| {
        let filter = untrack(|| filters.wanted());
        busy.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::SaveHistory { filter, form }).await {
                Ok(file) => {
                    let rows = counted(usize::try_from(file.rows).unwrap_or(usize::MAX), "row");
                    app.toasts.say("good", format!("{rows} in {}", file.path));
                }
                Err(failure) => app.toasts.failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <Button test="activity-csv" press=move || save(HistoryForm::Csv) glyph=Glyph::Down disabled=busy>
            "CSV"
        </Button>
        <Button test="activity-json" press=move || save(HistoryForm::Json) glyph=Glyph::Down disabled=busy>
            "JSON"
        </Button>
    }
}
