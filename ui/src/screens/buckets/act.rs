//! The next step of a bucket's life, reviewed and signed.

use ballast_api::{BucketRow, calls};
use ballast_domain::{
    BucketState, Intent, Proposal,
    actions::{NativeAction, Restake, Unstake, Withdraw},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::{
    backend::{Failure, ask},
    components::{EmptyState, ErrorPanel, Glyph, Skeleton},
    screens::review::Review,
    state::{app, read},
};

/// What its state allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Its days begin to run.
    Unlock,
    /// Its votes end, the wait begins.
    Unstake,
    /// Its money comes back.
    Withdraw,
}

impl Act {
    const ALL: [Self; 3] = [Self::Unlock, Self::Unstake, Self::Withdraw];

    /// The step that is legal now; NFT buckets have none here.
    pub fn of(row: &BucketRow) -> Option<Self> {
        match row.state? {
            _ if row.bucket.id.contract.is_some() => None,
            BucketState::Locked => Some(Self::Unlock),
            BucketState::Matured => Some(Self::Unstake),
            BucketState::Withdrawable => Some(Self::Withdraw),
            BucketState::CountingDown(_) | BucketState::Unstaking(_) => None,
        }
    }

    /// For a button.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unlock => "Unlock",
            Self::Unstake => "Unstake",
            Self::Withdraw => "Withdraw",
        }
    }

    /// For an address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Unlock => "unlock",
            Self::Unstake => "unstake",
            Self::Withdraw => "withdraw",
        }
    }

    fn action(self, row: &BucketRow) -> NativeAction {
        let (bucket, payload) = (row.bucket.id.index, Vec::new());
        match self {
            Self::Unlock => Restake {
                bucket,
                duration: row.bucket.duration,
                locked: false,
                payload,
            }
            .into(),
            Self::Unstake => Unstake { bucket, payload }.into(),
            Self::Withdraw => Withdraw { bucket, payload }.into(),
        }
    }
}

/// Reviews the step that the path names.
#[component]
pub fn BucketAction() -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let params = use_params_map();
    let index = Memo::new(move |_| params.with(|p| p.get("index")).and_then(|i| i.parse::<u64>().ok()));
    let act = Memo::new(move |_| {
        let path = params.with(|p| p.get("action"));
        Act::ALL.into_iter().find(|act| Some(act.path()) == path.as_deref())
    });
    let buckets = read(move || app.network().map(|_| calls::GetBuckets { account: None }));
    let row = Memo::new(move |_| {
        let is_it = |row: &&BucketRow| row.bucket.id.contract.is_none() && Some(row.bucket.id.index) == index.get();
        buckets
            .value
            .with(|b| b.as_ref()?.rows.value.iter().find(is_it).cloned())
    });
    let proposal = RwSignal::new(None::<Proposal>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let propose = Callback::new(move |()| {
        let (Some(row), Some(act)) = (row.get_untracked(), act.get_untracked()) else {
            return;
        };
        busy.set(true);
        let intent = Intent {
            account: row.bucket.owner,
            action: act.action(&row),
        };
        leptos::task::spawn_local(async move {
            match ask(&calls::Propose { intent }).await {
                Ok(answer) => {
                    let _ = failure.try_set(None);
                    let _ = proposal.try_set(Some(answer));
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
            let _ = busy.try_set(false);
        });
    });
    let found = Memo::new(move |_| row.with(Option::is_some));
    Effect::new(move |_| {
        if found.get() {
            untrack(|| propose.run(()));
        }
    });
    let back = Callback::new(move |()| navigate("/buckets", Default::default()));
    let title = move || match (act.get(), index.get()) {
        (Some(act), Some(index)) => format!("{} bucket {}", act.word(), crate::format::grouped(index)),
        _ => "Bucket".to_owned(),
    };
    let lost = move || buckets.value.with(Option::is_some) && !(found.get() && act.get().is_some());
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>{title}</h1>
            </div>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure again=propose test="bucket-error" /> })}
            {move || match proposal.get() {
                Some(proposal) => view! { <Review proposal back again=propose busy /> }.into_any(),
                None if lost() => {
                    view! {
                        <section class="card">
                            <EmptyState
                                glyph=Glyph::Buckets
                                title="There is nothing to do here"
                                text="No account of this wallet has such a bucket, or there is no such action."
                                test="bucket-none"
                            />
                        </section>
                    }
                        .into_any()
                }
                None if failure.with(Option::is_some) => ().into_any(),
                None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
            }}
        </div>
    }
}
