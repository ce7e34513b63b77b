//! The one form of all actions on a bucket: what the action asks for, and beside it what the answers would change.

use ballast_api::BucketLife;
use ballast_domain::{
    Bucket, Change, Context, Figure, Ledger, NetworkParams, Refusal, Rule, Snapshot,
    menu::{Ask, BucketAction},
    rehearsal::{Clock, attempt},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{
    Known,
    fields::{AmountField, TermField},
    pick::{DelegateField, OthersField},
    recipient::RecipientField,
    told::Told,
};
use crate::{
    flows::bucket::place,
    flows::review::Changes,
    kit::{
        components::{Button, Glyph, Icon, IntentForm, Refused},
        state::{KeptForm, app},
    },
};

/// What the answers come to.
#[derive(Clone, PartialEq, Default)]
struct Verdict {
    refusal: Option<Refusal>,
    changes: Vec<Change>,
}

/// Fields, and what they bring.
#[component]
pub fn ActForm(known: Known, told: Told, busy: RwSignal<bool>, propose: Callback<()>, kept: KeptForm) -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let params = Memo::new(move |_| app.network().map(|n| n.params()));
    // By the rules themselves, on the part of the chain that the backend sent along: each key is answered at once.
    let verdict = Memo::new(move |_| {
        let (answers, params) = (told.answers()?, params.get()?);
        known.with(|k| {
            let k = k.as_ref()?;
            let action = told.action.action(&k.value.bucket, &params, &answers)?;
            Some(judge(k, told, &params, |ledger, clock| {
                let by = clock.context(told.payer.unwrap_or(k.value.bucket.owner));
                let money = told.ground.money();
                let (balance, fee) = money.unwrap_or((by.balance, by.fee));
                attempt(&action, ledger, &Context { balance, fee, ..by })
            }))
        })
    });
    let refusal = Memo::new(move |_| verdict.with(|v| v.as_ref().and_then(|v| v.refusal.clone())));
    let changes = Memo::new(move |_| verdict.with(|v| v.as_ref().map(|v| v.changes.clone()).unwrap_or_default()));
    let confirmed = move || !told.asks().contains(&Ask::Recipient) || told.again.is_done();
    let ready = move || verdict.with(|v| v.as_ref().is_some_and(|v| v.refusal.is_none())) && confirmed();
    let foreign =
        Memo::new(move |_| known.with(|k| k.as_ref().is_some_and(|k| told.payer != Some(k.value.bucket.owner))));
    let home = known.with_untracked(|k| k.as_ref().map(|k| place::page(k.value.bucket.id)));
    let cancel = Callback::new(move |()| {
        kept.forget();
        navigate(home.as_deref().unwrap_or("/buckets"), Default::default());
    });
    let fields = told.asks().iter().map(move |ask| match ask {
        Ask::Amount => view! { <AmountField told refusal /> }.into_any(),
        Ask::Term => view! { <TermField known told /> }.into_any(),
        Ask::Delegate => view! { <DelegateField known told /> }.into_any(),
        Ask::Recipient => view! { <RecipientField told /> }.into_any(),
        Ask::Others => view! { <OthersField known told /> }.into_any(),
    });
    view! {
        <div class="grid2">
            <IntentForm
                test="act-review"
                ready=Signal::derive(ready)
                busy
                propose
                beside=move || view! { <Button test="act-cancel" press=cancel>"Cancel"</Button> }
            >
                <p class="mid">{told.action.does()}</p>
                <Show when=move || foreign.get()>
                    <div class="note warn" data-test="act-foreign">
                        <Icon glyph=Glyph::Warning />
                        <span>
                            {Rule::ForeignBucket.sentence()} " " <span class="mid mono xs">{Rule::ForeignBucket.id()}</span>
                        </span>
                    </div>
                </Show>
                {fields.collect_view()}
                <Refused refusal=Signal::derive(move || elsewhere(told, refusal.get())) test="act-refused" />
            </IntentForm>
            <section class="card stack-m" data-test="act-brings">
                <h2>"What it changes"</h2>
                {move || match changes.with(Vec::is_empty) {
                    true if refusal.with(Option::is_some) => {
                        view! { <span class="sm dim">"Nothing: a rule forbids it."</span> }.into_any()
                    }
                    true => {
                        view! { <span class="sm dim">"Nothing yet. Fill in what is asked."</span> }.into_any()
                    }
                    false => view! { <Changes changes=changes.get() /> }.into_any(),
                }}
            </section>
        </div>
    }
}

/// What does not stand under the amount.
fn elsewhere(told: Told, refusal: Option<Refusal>) -> Option<Refusal> {
    refusal.filter(|r| r.rule != Rule::Balance || !told.asks().contains(&Ask::Amount))
}

fn judge(
    known: &Snapshot<BucketLife>,
    told: Told,
    params: &NetworkParams,
    act: impl Fn(&Ledger, &Clock) -> Result<Ledger, Refusal>,
) -> Verdict {
    let clock = Clock {
        params,
        height: known.height,
        now: known.value.now,
    };
    let (before, id) = (&known.value.ledger, known.value.bucket.id);
    match act(before, &clock) {
        Err(refusal) => Verdict {
            refusal: Some(refusal),
            changes: Vec::new(),
        },
        Ok(after) => {
            let side = |ledger: &Ledger| ledger.bucket(id).map(|b| figures(&b, ledger, &clock, told.action));
            let (old, new) = (side(before).unwrap_or_default(), side(&after).unwrap_or_default());
            let both = old.into_iter().zip(new);
            let lines = both.map(|((label, before), (_, after))| Change::new(label, before, after));
            Verdict {
                refusal: None,
                changes: lines.collect(),
            }
        }
    }
}

/// What is compared of a bucket.
fn figures(bucket: &Bucket, ledger: &Ledger, clock: &Clock, action: BucketAction) -> Vec<(&'static str, Figure)> {
    let delegate = ledger.staking.candidates.get(&bucket.candidate);
    let mut lines = vec![
        ("Holds", Figure::Iotx(bucket.amount)),
        ("Votes", Figure::Votes(ledger.votes_of(bucket, clock.params))),
        ("State", Figure::Text(clock.state(bucket).word().into())),
        ("Free at the earliest", Figure::Date(clock.earliest_free(bucket))),
    ];
    match action {
        BucketAction::ChangeDelegate => {
            let name = delegate.map_or_else(|| crate::kit::format::UNKNOWN.to_owned(), |c| c.name.clone());
            lines.push(("Delegate", Figure::Text(name)));
        }
        BucketAction::Transfer => lines.push(("Owner", Figure::Text(app().name_of(bucket.owner)))),
        _ => {}
    }
    lines
}
