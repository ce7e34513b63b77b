//! Which actions can be taken with at least one of the selected buckets, by the rules themselves.

use ballast_api::{GroundView, MAX_BATCH, calls};
use ballast_domain::{
    BucketId, Snapshot, Touch,
    menu::BucketAction,
    rehearsal::{Clock, legality_of_selected},
};
use leptos::prelude::*;

use super::pages::Row;
use crate::kit::{
    components::{Button, NotNow},
    format::possible,
    state::{Remote, app, read},
};

/// Said where no selected bucket can be meant.
pub const NOT_MEANT: &str =
    "There is nothing to do so with these: they are so already, or bucket NFTs, which migrate on their own page.";

/// What the chain says of the selected buckets.
#[derive(Clone, Copy)]
pub struct Allowed {
    selected: Memo<Vec<BucketId>>,
    ground: Remote<Snapshot<GroundView>>,
}

impl Allowed {
    /// Reads the selected buckets, again with each block; nothing while none is selected.
    pub fn of(rows: Memo<Vec<Row>>) -> Self {
        let selected = Memo::new(move |_| {
            let id = |row: &Row| row.bucket.id;
            rows.with(|rows| rows.iter().take(MAX_BATCH).map(id).collect::<Vec<_>>())
        });
        let payer = Memo::new(move |_| rows.with(|rows| rows.first().map(|row| row.bucket.owner)));
        let ground = read(move || {
            let account = payer.get()?;
            let touch = |id: &BucketId| match id.contract {
                None => Touch::Bucket(id.index),
                Some(_) => Touch::Nft(*id),
            };
            let touches = selected.with(|all| all.iter().map(touch).collect());
            Some(calls::GetGround { account, touches })
        });
        Self { selected, ground }
    }

    /// Why nothing can be done so with any of them; none where something can, or where what decides is not known yet: the
    /// review then says it.
    fn why_not(self, wanted: BucketAction) -> Option<String> {
        let params = app().network()?.params();
        self.ground.value.with(|ground| {
            let ground = ground.as_ref()?;
            let clock = Clock {
                params: &params,
                height: ground.height,
                now: ground.value.now,
            };
            let ledger = &ground.value.ledger;
            let verdict = self
                .selected
                .with(|all| legality_of_selected(wanted, all, ledger, &clock));
            match verdict {
                Ok(()) => None,
                Err(None) => Some(NOT_MEANT.to_owned()),
                Err(Some(refusal)) => {
                    // A date says more than being told to wait, and does not change with every second.
                    let when = possible(&refusal.remedy, None);
                    let help = when.unwrap_or_else(|| refusal.rule.help().to_owned());
                    Some(format!("{} {help}", refusal.rule.sentence()))
                }
            }
        })
    }
}

/// A button of the bar: where no selected bucket allows it, it says why.
#[component]
pub fn ActionButton(
    /// What decides.
    allowed: Allowed,
    /// What is wanted of the selected buckets.
    wanted: BucketAction,
    /// Its word.
    word: &'static str,
    /// The stable name for tests.
    test: &'static str,
    /// What it does.
    #[prop(into)]
    press: Callback<()>,
) -> impl IntoView {
    let why = Memo::new(move |_| allowed.why_not(wanted));
    move || match why.get() {
        None => view! { <Button test press small=true>{word}</Button> }.into_any(),
        Some(why) => view! { <NotNow test why>{word}</NotNow> }.into_any(),
    }
}
