//! The charts: curves over durations, and amounts over dates.

use ballast_domain::{Amount, Votes};
use leptos::prelude::*;

use super::{
    sample::{in_days, now},
    section::{Section, State},
};
use crate::kit::charts::{Dot, Fall, Gain, Sheet, WeightCurve, factor, gain, steps, timeline};

/// Px until a chart is measured.
const USUAL: i32 = 460;

/// The weight of a duration, and what one day more adds to it.
#[component]
pub fn Curves() -> impl IntoView {
    // Where the date leaves time for it, stake-lock makes each day's gain a little larger.
    let point = |days: u32| {
        let unlocked = factor(days + 1, false) - factor(days, false);
        Gain {
            days,
            unlocked,
            locked: (days <= 365).then_some(unlocked * 1.2),
        }
    };
    let points: Vec<Gain> = (10..730).step_by(5).map(point).collect();
    view! {
        <Section name="curves" title="Charts over durations">
            <div class="grid2">
                <State name="weight, locked"><WeightCurve days=Signal::stored(91) locked=Signal::stored(true) /></State>
                <State name="weight, not locked"><WeightCurve days=Signal::stored(365) locked=Signal::stored(false) /></State>
            </div>
            <State name="what one day more adds">
                <Sheet
                    draw=move |width| gain(&points, 91, width)
                    usual=USUAL
                    label="What one day more adds to the votes".to_owned()
                    test="gallery-gain"
                />
            </State>
        </Section>
    }
}

/// Money on its dates: of a few, of many, and what still votes until then.
#[component]
pub fn Dates() -> impl IntoView {
    let today = now();
    let dot = |days: u32, iotx: u64, votes: bool| Dot {
        at: in_days(days),
        amount: Amount::from_iotx(iotx),
        votes,
    };
    let few = vec![
        dot(3, 2_500, false),
        dot(14, 12_000, true),
        dot(91, 30_000, true),
        dot(120, 800, true),
    ];
    let many: Vec<Dot> = (1..=40)
        .map(|i| dot(i * 9, 1_000 + u64::from(i % 7) * 400, i % 3 != 0))
        .collect();
    let fall = |days: u32, iotx: u64| Fall {
        at: in_days(days),
        amount: Amount::from_iotx(iotx),
        votes: Votes::from_iotx(iotx * 6 / 5),
    };
    let falls = vec![fall(14, 12_000), fall(91, 30_000), fall(120, 8_000), fall(200, 20_000)];
    view! {
        <Section name="dates" title="Charts over dates">
            <div class="grid2">
                <State name="a few dates">
                    <Sheet
                        draw=move |width| timeline(today, &few, width)
                        usual=USUAL
                        label="Four amounts on their dates".to_owned()
                        test="gallery-few"
                    />
                </State>
                <State name="many dates">
                    <Sheet
                        draw=move |width| timeline(today, &many, width)
                        usual=USUAL
                        label="Forty amounts on their dates".to_owned()
                        test="gallery-many"
                    />
                </State>
            </div>
            <State name="votes against liquidity">
                <Sheet
                    draw=move |width| steps(today, &falls, width)
                    usual=USUAL
                    label="Votes fall as money comes to hand".to_owned()
                    test="gallery-steps"
                />
            </State>
        </Section>
    }
}
