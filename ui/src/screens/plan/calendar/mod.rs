//! The dates that buckets bring, month by month, and the same as a file for calendar programs.

use ballast_api::{CalendarDate, DateKind, calls};
use leptos::prelude::*;

use crate::{
    flows::bucket::{Labels, read_labels},
    kit::{
        backend::{Failure, ask},
        components::{
            Age, Button, ButtonLink, EmptyState, ErrorPanel, Glyph, Icon, Reading, Said, Skeleton, account_activity,
        },
        format::{Day, counted, date_time, in_time},
        state::{app, read},
    },
};

/// The agenda.
#[component]
pub fn Calendar() -> impl IntoView {
    let app = app();
    let dates = read(move || {
        app.network().map(|_| calls::GetCalendar {
            account: app.account.get(),
        })
    });
    let origin = move || dates.value.with(|d| d.as_ref().map(ballast_domain::Snapshot::origin));
    let all = move || {
        dates
            .value
            .with(|d| d.as_ref().map(|d| d.value.clone()).unwrap_or_default())
    };
    let none = Memo::new(move |_| dates.value.with(|d| d.as_ref().is_some_and(|d| d.value.is_empty())));
    let together = Memo::new(move |_| app.account.get().is_none() && app.accounts().len() > 1);
    let labels = read_labels();
    let months = move || {
        by_month(all())
            .into_iter()
            .map(|(heading, dates)| view! { <Month heading dates together labels /> })
            .collect_view()
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Calendar"</h1>
                <Age of=Signal::derive(origin) test="calendar-as-of" />
                <span class="sp"></span>
                <ButtonLink href="/buckets" test="calendar-buckets">"Buckets"</ButtonLink>
                <Show when=move || !none.get()>
                    <Export />
                </Show>
            </div>
            <Reading of=dates test="calendar-error" waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }>
                {months}
                <Show when=move || none.get()>
                    <section class="card">
                        <EmptyState
                            glyph=Glyph::Clock
                            title="No date yet"
                            text="Dates appear here once a bucket is unlocked or unstaked. Locked buckets have no end date."
                            test="calendar-none"
                        >
                            <ButtonLink href="/buckets" test="calendar-to-buckets">"Buckets"</ButtonLink>
                        </EmptyState>
                    </section>
                </Show>
            </Reading>
        </div>
    }
}

/// Dates that are past first, as one; then each month's.
fn by_month(dates: Vec<CalendarDate>) -> Vec<(String, Vec<CalendarDate>)> {
    let mut months: Vec<(String, Vec<CalendarDate>)> = Vec::new();
    for date in dates {
        let heading = match (date.due, Day::of(date.at)) {
            (true, _) => "Possible now".to_owned(),
            (false, day) => format!("{} {}", day.month_name(), day.year),
        };
        match months.last_mut() {
            Some((last, dates)) if *last == heading => dates.push(date),
            _ => months.push((heading, vec![date])),
        }
    }
    months
}

#[component]
fn Month(heading: String, dates: Vec<CalendarDate>, together: Memo<bool>, labels: Labels) -> impl IntoView {
    let count = counted(dates.len(), "date");
    let lines = dates
        .into_iter()
        .map(|date| view! { <Line date together labels /> })
        .collect_view();
    view! {
        <section class="card stack-s" data-test="calendar-month">
            <div class="row">
                <h2>{heading}</h2>
                <span class="sp"></span>
                <span class="sm dim">{count}</span>
            </div>
            <div class="list dates">{lines}</div>
        </section>
    }
}

#[component]
fn Line(date: CalendarDate, together: Memo<bool>, labels: Labels) -> impl IntoView {
    let app = app();
    let (at, owner, bucket) = (date.at, date.owner, date.bucket);
    let called = move || labels.with(|labels| labels.get(&bucket).map(|label| format!("{label} · ")));
    // Words that stay are not drawn anew with every second.
    let left = Memo::new(move |_| match date.due {
        true => Some("now".to_owned()),
        false => app.now().map(|now| in_time(now.seconds_until(at))),
    });
    let about = date.estimated.then_some("≈ ");
    let (class, glyph) = match date.kind {
        DateKind::Unlocks => ("chip warn", Glyph::Unlock),
        DateKind::Withdrawable => ("chip good", Glyph::Down),
        DateKind::WithdrawableIfUnstaked => ("chip", Glyph::Down),
    };
    let word = match date.kind {
        DateKind::Unlocks => "Unstake",
        DateKind::Withdrawable => "Withdraw",
        DateKind::WithdrawableIfUnstaked => "If unstaked",
    };
    view! {
        <div data-test=format!("date-{}-{}", date.bucket, date.kind.tag())>
            <span class="b">{about}{date_time(at)}</span>
            <span>
                <span class=class>
                    <Icon glyph />
                    {word}
                </span>
            </span>
            <div>
                <div><Said says=date.says /></div>
                <div class="xs dim">
                    {called}
                    <Said says=date.about />
                    <Show when=move || together.get()>
                        ", "
                        <a class="named" href=account_activity(owner)>{move || app.name_of(owner)}</a>
                    </Show>
                </div>
            </div>
            <span class="sm mid n">{left}</span>
        </div>
    }
}

/// Writes the file, and says where it is.
#[component]
fn Export() -> impl IntoView {
    let app = app();
    let saved = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let save = move || {
        let account = app.account.get_untracked();
        leptos::task::spawn_local(async move {
            match ask(&calls::SaveCalendar { account }).await {
                Ok(file) => {
                    let _ = failure.try_set(None);
                    let _ = saved.try_set(Some(file.path));
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <Button test="calendar-save" press=save glyph=Glyph::Down>"Save .ics"</Button>
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="calendar-save-error" /> })}
        {move || {
            saved
                .get()
                .map(|path| {
                    view! {
                        <span class="sm good-ink wrap-any" data-test="calendar-saved">
                            "Saved as " <span class="mono">{path}</span>
                        </span>
                    }
                })
        }}
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, Amount, BucketId, Timestamp};

    use super::*;

    fn date(seconds: u64, due: bool) -> CalendarDate {
        CalendarDate {
            at: Timestamp::from_seconds(seconds),
            kind: DateKind::Unlocks,
            bucket: BucketId::native(1),
            owner: Address::ZERO,
            amount: Amount::ZERO,
            title: String::new(),
            says: Default::default(),
            detail: String::new(),
            about: Default::default(),
            due,
            estimated: false,
        }
    }

    #[test]
    fn what_is_possible_now_stands_before_the_months_to_come() {
        let dates = vec![
            date(1_775_000_000, true),
            date(1_775_347_920, false),
            date(1_775_447_920, false),
            date(1_778_347_920, false),
        ];
        let months: Vec<_> = by_month(dates).into_iter().map(|(h, d)| (h, d.len())).collect();
        assert_eq!(
            months,
            [
                ("Possible now".to_owned(), 1),
                ("Apr 2026".to_owned(), 2),
                ("May 2026".to_owned(), 1)
            ]
        );
    }
}
