//! How far a sequence has come, what it asks, and what stands if it stops now.

use ballast_api::{SequenceState, SequenceView, StepState, VaultState, calls};
use ballast_domain::Phrase;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    flows::sequence::{LeftList, SequenceMark, StepsOf, words_of},
    kit::{
        backend::{Failure, ask},
        components::{Button, ButtonLink, ErrorPanel, Glyph, Look, Reading, Said, Skeleton, UnlockForm},
        state::{App, Remote, app},
    },
};

/// The page of the sequence that the path names.
#[component]
pub fn SequencePage() -> impl IntoView {
    let app = app();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id")));
    let sequence = read_sequence(app, id);
    let state = Memo::new(move |_| sequence.value.with(|s| s.as_ref().map(|s| s.state.clone())));
    let title = move || sequence.value.with(|s| s.as_ref().map(|s| s.title.clone()));
    view! {
        <div class="wrap">
            <div class="row head">
                <h1 data-test="sequence-title">{move || title().unwrap_or_else(|| "Sequence".to_owned())}</h1>
                {move || {
                    state
                        .get()
                        .map(|state| {
                            let name = name_of(&state);
                            view! { <span data-test="sequence-state" data-state=name><SequenceMark state /></span> }
                        })
                }}
                <span class="sp"></span>
                <ButtonLink href="/activity" test="sequence-all">"All activity"</ButtonLink>
            </div>
            <Reading
                of=sequence
                test="sequence-unread"
                waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }
            >
                <div class="grid3">
                    <section class="card">
                        {move || sequence.value.get().map(|sequence| view! { <StepsOf sequence /> })}
                    </section>
                    <div class="stack-m">
                        {move || sequence.value.get().map(|sequence| view! { <Aside sequence /> })}
                    </div>
                </div>
            </Reading>
        </div>
    }
}

/// Reads it at each block; what has not changed is not passed again, for it may have hundreds of steps.
fn read_sequence(app: App, id: Memo<Option<String>>) -> Remote<SequenceView> {
    let remote = Remote::<SequenceView>::new();
    let call = move || app.network().and(id.get()).map(|id| calls::GetSequence { id });
    remote.follow_by(call, app.pulse, move |call, _| async move {
        let had = remote.value.try_get_untracked().flatten();
        let Some(had) = had.filter(|had| had.id == call.id) else {
            return ask(&call).await;
        };
        let (id, version) = (call.id, had.version);
        let newer = ask(&calls::GetSequenceSince { id, version }).await?;
        Ok(newer.unwrap_or(had))
    });
    remote
}

const fn name_of(state: &SequenceState) -> &'static str {
    match state {
        SequenceState::UnderWay => "under-way",
        SequenceState::Waits { .. } => "waits",
        SequenceState::Asks => "asks",
        SequenceState::Locked => "locked",
        SequenceState::Done => "done",
        SequenceState::Failed => "failed",
        SequenceState::Stopped => "stopped",
    }
}

/// What it asks, and what stands if it stops now.
#[component]
fn Aside(sequence: SequenceView) -> impl IntoView {
    let app = app();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let (id, mark) = (StoredValue::new(sequence.id.clone()), sequence.mark);
    let tell = move |stop: bool| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let id = id.get_value();
            let answer = match stop {
                true => ask(&calls::StopSequence { id }).await,
                false => ask(&calls::GoOnWithSequence { id, seen: Some(mark) }).await,
            };
            // Who has gone elsewhere meanwhile needs no answer.
            let _ = busy.try_set(false);
            let _ = failure.try_set(answer.err());
            app.pulse.update(|pulse| *pulse += 1);
        });
    };
    let go = Callback::new(move |()| tell(false));
    let stop = Callback::new(move |()| tell(true));
    let asks: Vec<String> = sequence
        .steps
        .iter()
        .filter_map(|step| match &step.state {
            StepState::Asks { sentence, bounds: None } => Some(sentence.clone()),
            StepState::Asks {
                sentence,
                bounds: Some(bounds),
            } => Some(format!(
                "{sentence} By going on you agree to a fee of {} IOTX at most.",
                bounds.max_fee().for_people()
            )),
            StepState::Ready => Some(words_of(&step.state)),
            _ => None,
        })
        .collect();
    let asks = matches!(sequence.state, SequenceState::Asks | SequenceState::Locked).then_some(asks);
    let over = sequence.state.is_over();
    let none = sequence.left.is_empty();
    view! {
        {asks.map(|asks| view! {
            <section class="card stack-m" data-test="sequence-asks">
                <h2>"It asks you"</h2>
                {asks.into_iter().map(|why| view! { <p class="sm mid"><Said says=Phrase::with_accounts(&why) in_names=true /></p> }).collect_view()}
                {move || match app.vault() {
                    VaultState::Unlocked => view! {
                        <Button test="sequence-go" press=go look=Look::Primary wide=true glyph=Glyph::Key disabled=busy settles=true>
                            "Go on"
                        </Button>
                    }
                    .into_any(),
                    _ => view! { <UnlockForm /> }.into_any(),
                }}
            </section>
        })}
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="sequence-error" /> })}
        <section class="card stack-m">
            <h2>{if over { "What is left" } else { "If you stop now" }}</h2>
            {none.then(|| view! { <p class="sm mid">"Nothing is left over."</p> })}
            <LeftList left=sequence.left />
            {(!over).then(|| view! {
                <Button test="sequence-stop" press=stop disabled=busy settles=true>"Stop the sequence"</Button>
            })}
        </section>
    }
}
