//! What stands where something is signed: the sentence, the transaction, the button, and what comes of it later.

use std::collections::BTreeSet;

use ballast_domain::{Address, Amount, Calldata, Height, Phrase, Proposal, Snapshot, Timestamp, Transaction, phrase};
use leptos::prelude::*;

use super::{
    sample::{ADA, nothing, offline, unstake},
    section::{Section, State},
};
use crate::{
    flows::{
        review::{Facts, SaveDraft, Sentence, SignButton, Then},
        whom::{Everyone, Whom},
    },
    kit::{
        backend::Failure,
        components::{Button, Dialog},
        state::app,
    },
};

/// Seconds for which it may be signed.
const FRESH_FOR: u64 = 120;

fn says() -> Phrase {
    phrase!("Send {} IOTX to {}.", "12\u{202f}000", Address::from_bytes([7; 20]))
}

/// A block of so many seconds ago.
fn basis(ago: u64) -> Snapshot<()> {
    let now = untrack(|| app().clock.wall_now());
    Snapshot {
        value: (),
        height: Height(48_211_037),
        node: "gallery".to_owned(),
        at: Timestamp::from_seconds(now.seconds().saturating_sub(ago)),
    }
}

/// A proposal that calls a contract, or none.
fn proposal(contract: bool) -> Proposal {
    let iotx = |milli: u128| Amount::from_rau(milli * 1_000_000_000_000_000);
    let transaction = Transaction {
        chain_id: 4_690,
        nonce: 12,
        to: if contract { Address::STAKING } else { ADA },
        to_name: contract.then(|| "IoTeX staking".to_owned()),
        method: contract.then(|| "unstake".to_owned()),
        value: if contract {
            Amount::ZERO
        } else {
            Amount::from_iotx(12_000)
        },
        data: Calldata(vec![7; 36]),
        gas_limit: 12_000,
        max_fee_per_gas: Amount::from_rau(2_000_000_000_000),
        max_tip_per_gas: Amount::ZERO,
        reencoded: true,
    };
    Proposal {
        id: "gallery".to_owned(),
        intent: unstake(),
        sentence: says().to_string(),
        says: says(),
        changes: Vec::new(),
        transactions: vec![transaction],
        fee: iotx(12),
        max_fee: iotx(24),
        warnings: Vec::new(),
        basis: basis(0),
        fresh_for: FRESH_FOR,
        replaces: None,
        ran: contract.then(|| "The node ran it.".to_owned()),
    }
}

/// From the sentence to the signature.
#[component]
pub fn Decisions() -> impl IntoView {
    let read = RwSignal::new(false);
    let sign = |ago: u64, busy: bool| {
        // The vault would sign nothing of the gallery's; what it says then stands above the button.
        let send = || async { Err::<String, Failure>(offline()) };
        let (busy, sending) = (RwSignal::new(busy), RwSignal::new(false));
        view! { <SignButton basis=basis(ago) fresh_for=FRESH_FOR again=nothing() busy sending send /> }
    };
    let several = BTreeSet::from([Address::STAKING, Address::REWARDING, ADA]);
    view! {
        <Section name="decisions" title="Where something is signed">
            <div class="grid2">
                <State name="the transaction, of a contract"><Facts proposal=proposal(true) /></State>
                <State name="the transaction, between accounts"><Facts proposal=proposal(false) /></State>
                <State name="may be signed">{sign(5, false)}</State>
                <State name="is computed anew">{sign(5, true)}</State>
                <State name="too old to be signed">{sign(500, false)}</State>
                <State name="how everything stands later"><Then intents=vec![unstake()] /></State>
                <State name="to be put aside; not from here">
                    <div inert=true><SaveDraft name="From the gallery".to_owned() intents=vec![unstake()] /></div>
                </State>
                <State name="whom an address names: one, several">
                    <div class="stack-s">
                        <span><Whom at=ADA /></span>
                        <span><Everyone all=several /></span>
                    </div>
                </State>
                <State name="the sentence, which has the keyboard">
                    <Button test="gallery-sentence-open" press=move || read.set(true)>"Sentence"</Button>
                </State>
            </div>
            <Dialog open=read title="A review" test="gallery-sentence">
                <Sentence says=says() />
                <Button test="gallery-sentence-close" press=move || read.set(false)>"Close"</Button>
            </Dialog>
        </Section>
    }
}
