//! How a delegate of one's own pays its voters, what of it is the owner's, and what a claim has to do with it.

use ballast_api::{EraIncome, OwnPayout};
use ballast_domain::{Amount, PayoutMode};
use leptos::prelude::*;

use crate::{
    flows::delegates::PayoutMark,
    kit::{
        components::{Figure, Glyph, Icon},
        format::{UNKNOWN, date_time, grouped, money},
    },
};

/// What the protocol does with the rewards of a delegate that it pays.
const DIRECT: &str = "The protocol pays commission and tips to the owner's account at once, and the voters after each era. A \
                      claim has nothing to do with it: that takes only what the reward address was granted before.";
/// What it does with those of another.
const CLAIMED: &str = "All of its rewards wait for a claim of the reward address; what the voters get of them is paid outside \
                       of the protocol.";

/// What it does with those of one that is opted in, and of which no freeze has come since.
const DIRECT_SOON: &str = "Up to the next freeze all of its rewards wait for a claim of the reward address. From then on the \
                           protocol pays commission and tips to the owner's account at once, and the voters after each era.";

/// What a mode of payout means for what is claimed; nothing where that is not known.
const fn means(mode: PayoutMode) -> &'static str {
    match mode {
        PayoutMode::Protocol | PayoutMode::Nothing | PayoutMode::Unset => DIRECT,
        PayoutMode::OptedIn => DIRECT_SOON,
        PayoutMode::Hermes | PayoutMode::ByHand => CLAIMED,
    }
}

/// How it pays, its voters' money, the next freeze and the last eras; a dash where the node does not say.
#[component]
pub fn Payout(
    /// None where it is not known.
    pays: Option<OwnPayout>,
) -> impl IntoView {
    let mode = pays.as_ref().map(|pays| pays.payout.mode);
    let payout = pays.as_ref().map(|pays| pays.payout);
    let pool = pays.as_ref().and_then(|pays| pays.pool);
    let freeze = pays.as_ref().and_then(|pays| pays.freeze);
    let freeze = freeze.map_or_else(
        || UNKNOWN.to_owned(),
        |freeze| format!("block {}, about {}", grouped(freeze.height.0), date_time(freeze.at)),
    );
    let eras = pays.map(|pays| pays.eras).unwrap_or_default();
    let why = payout.map(|payout| payout.explanation());
    view! {
        <div class="grid2" data-test="own-payout">
            <div class="list facts">
                <div>
                    <span class="mid">"Voters"</span>
                    <span data-test="own-pays"><PayoutMark payout /></span>
                </div>
                <div>
                    <span class="mid">"Their pool"</span>
                    <Figure of=Signal::stored(pool.map(Into::into)) test="own-pool" unit=true />
                </div>
                <div>
                    <span class="mid">"Next freeze"</span>
                    <span data-test="own-freeze">{freeze}</span>
                </div>
            </div>
            <Eras eras />
        </div>
        {why.map(|why| view! { <p class="sm mid">{why}</p> })}
        {mode.map(|mode| view! { <p class="sm mid" data-test="own-income">{means(mode)}</p> })}
    }
}

/// What the last eras brought, as far as this wallet saw them.
#[component]
fn Eras(eras: Vec<EraIncome>) -> impl IntoView {
    if eras.is_empty() {
        return view! { <p class="sm dim">"No era's payout was seen by this wallet yet."</p> }.into_any();
    }
    let lines = eras.into_iter().map(|era| {
        let at_least = if era.at_least { "at least " } else { "" };
        let (voters, owner) = (money(era.voters), owner(era.owner));
        view! {
            <div>
                <span class="mid">{format!("Era {}", grouped(era.era.0))}</span>
                <span class="sm">{format!("{at_least}{voters} IOTX to voters, {owner} to the owner")}</span>
            </div>
        }
    });
    view! { <div class="list facts" data-test="own-eras">{lines.collect_view()}</div> }.into_any()
}

/// About how much the owner got.
fn owner(range: Option<(Amount, Amount)>) -> String {
    match range.map(|(least, most)| (money(least), money(most))) {
        None => UNKNOWN.to_owned(),
        Some((least, most)) if least == most => format!("≈ {least} IOTX"),
        Some((least, most)) => format!("≈ {least} to {most} IOTX"),
    }
}

/// What a claim takes, beside its review, and what comes without one.
#[component]
pub fn ClaimNote(
    /// Who pays the delegate's voters; none where that is not known.
    paid: Option<PayoutMode>,
) -> impl IntoView {
    paid.map(|mode| {
        view! {
            <div class="note" data-test="claim-note">
                <Icon glyph=Glyph::Info />
                <span>{means(mode)}</span>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_owner_got_is_about_so_much_and_unknown_is_no_zero() {
        let iotx = Amount::from_iotx;
        assert_eq!(owner(Some((iotx(15), iotx(15)))), "≈ 15 IOTX");
        assert_eq!(owner(Some((iotx(0), iotx(15)))), "≈ 0 to 15 IOTX");
        assert_eq!(owner(None), UNKNOWN);
    }

    #[test]
    fn a_claim_is_told_from_what_comes_without_one() {
        for mode in PayoutMode::ALL {
            assert_eq!(
                means(mode).contains("A claim has nothing to do with it"),
                mode.is_by_protocol()
            );
        }
    }
}
