//! Where the open network is asked: every endpoint with how well it does, in the order in which they are tried, and one
//! of one's own.

use ballast_api::{ChainView, EndpointHealth, calls};
use leptos::prelude::*;

use crate::{
    flows::endpoint::{figures, standing},
    kit::{
        backend::{Failure, ask},
        components::{Button, ErrorPanel, Field, Glyph, Icon, Look, unsettled},
        format::date_time,
        state::app,
    },
};

/// What a change of the endpoints answers with.
type Answer = Result<ChainView, Failure>;

/// Asks for a change and shows what came of it.
#[derive(Clone, Copy)]
struct Changes {
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Changes {
    fn make(self, change: impl Future<Output = Answer> + 'static, done: impl FnOnce() + 'static) {
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = change.await;
            // The screen may be gone; the window's state is not.
            let _ = self.failure.try_set(answer.as_ref().err().cloned());
            if let Ok(chain) = answer {
                app().chain.set(Some(chain));
                done();
            }
            let _ = self.busy.try_set(false);
        });
    }
}

/// The endpoints of the open network.
#[component]
pub fn Endpoints() -> impl IntoView {
    let app = app();
    let changes = Changes {
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
    };
    let chain = move |f: fn(&ChainView) -> bool| app.chain.with(|c| c.as_ref().is_some_and(f));
    let urls = Memo::new(move |_| {
        let all = |c: &ChainView| c.endpoints.iter().map(|e| e.url.clone()).collect::<Vec<_>>();
        app.chain.with(|c| c.as_ref().map(all).unwrap_or_default())
    });
    let moved = unsettled(move || urls.get());
    let fixed = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(|c| c.fixed.clone())));
    let failover = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(|c| c.failover.clone())));
    let measure = move || changes.make(async { ask(&calls::MeasureEndpoints {}).await }, || ());
    // The first look at those that nothing has been asked yet.
    if app.network_untracked().is_some() {
        measure();
    }
    view! {
        <div class="row">
            <h2>"Nodes"</h2>
            <span class="sp"></span>
            <Show when=move || chain(|c| c.chosen)>
                <Button
                    test="endpoints-reset"
                    press=move || changes.make(async { ask(&calls::ResetEndpoints {}).await }, || ())
                    small=true
                    disabled=changes.busy
                >
                    "Built-in ones alone"
                </Button>
            </Show>
            <Button test="endpoints-measure" press=measure small=true glyph=Glyph::Again disabled=changes.busy>
                "Check now"
            </Button>
        </div>
        <div class="list" data-test="endpoints">
            <For each=move || urls.get() key=String::clone let:url>
                <Line url urls changes moved can_change=Signal::derive(move || fixed.with(Option::is_none)) />
            </For>
        </div>
        {move || {
            failover
                .get()
                .map(|f| {
                    view! {
                        <p class="sm mid" data-test="failover">
                            {format!("Last failover, {}: {} answered in place of {}. {}", date_time(f.at), f.to, f.from, f.why)}
                        </p>
                    }
                })
        }}
        {move || changes.failure.get().map(|failure| view! { <ErrorPanel failure test="endpoints-error" /> })}
        {move || match fixed.get() {
            Some(why) => {
                view! {
                    <p class="sm mid" data-test="endpoints-fixed">
                        {why}
                    </p>
                }
                    .into_any()
            }
            None if app.network().is_some() => view! { <Add changes /> }.into_any(),
            None => ().into_any(),
        }}
    }
}

/// One endpoint. It keeps its place on the page while its figures change.
#[component]
fn Line(
    url: String,
    urls: Memo<Vec<String>>,
    changes: Changes,
    moved: Signal<bool>,
    can_change: Signal<bool>,
) -> impl IntoView {
    let cannot = Signal::derive(move || changes.busy.get() || moved.get());
    let app = app();
    let mine = StoredValue::new(url.clone());
    let health = Memo::new(move |_| {
        let is_it = |e: &&EndpointHealth| mine.with_value(|url| e.url == *url);
        app.chain.with(|c| c.as_ref()?.endpoints.iter().find(is_it).cloned())
    });
    let place = Memo::new(move |_| urls.with(|all| mine.with_value(|url| all.iter().position(|other| other == url))));
    let to = move |to: usize| {
        let url = mine.get_value();
        changes.make(async move { ask(&calls::MoveEndpoint { url, to }).await }, || ());
    };
    let remove = move || {
        let url = mine.get_value();
        changes.make(async move { ask(&calls::RemoveEndpoint { url }).await }, || ());
    };
    let first = move || place.get() == Some(0);
    let chip = move || {
        let (class, word) = health.with(|h| h.as_ref().map_or(("chip", ""), standing));
        view! { <span class=class>{word}</span> }
    };
    let own = move || health.with(|h| h.as_ref().is_some_and(|h| h.own));
    view! {
        <div data-test=format!("endpoint-{url}")>
            <div class="row wraps">
                <span class="mono wrap-any">{url.clone()}</span>
                <Show when=own>
                    <span class="chip own">"yours"</span>
                </Show>
                {chip}
                <span class="sp"></span>
                <Show when=move || can_change.get()>
                    <Button
                        test=format!("endpoint-first-{}", mine.get_value())
                        press=move || to(place.get_untracked().unwrap_or(0).saturating_sub(1))
                        label=format!("Move up {}", mine.get_value())
                        small=true
                        disabled=Signal::derive(move || first() || cannot.get())
                    >
                        "Move up"
                    </Button>
                    <Button
                        test=format!("endpoint-remove-{}", mine.get_value())
                        press=remove
                        label=format!("Remove {}", mine.get_value())
                        small=true
                        disabled=cannot
                    >
                        "Remove"
                    </Button>
                </Show>
            </div>
            <div class="xs dim">{move || health.with(|h| h.as_ref().map(figures))}</div>
            {move || {
                health
                    .with(|h| h.as_ref().and_then(|h| h.error.clone()))
                    .map(|error| view! { <div class="xs bad-ink">{error}</div> })
            }}
        </div>
    }
}

/// An endpoint of one's own: looked at, then asked after all others.
#[component]
fn Add(changes: Changes) -> impl IntoView {
    let (url, ws) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let plain = move || {
        let is_plain = |text: &String| matches!(text.trim().to_lowercase().split(':').next(), Some("http" | "ws"));
        url.with(is_plain) || ws.with(is_plain)
    };
    let add = move || {
        let endpoint = calls::AddEndpoint {
            url: url.get_untracked(),
            ws: Some(ws.get_untracked()),
        };
        let done = move || {
            let _ = url.try_set(String::new());
            let _ = ws.try_set(String::new());
        };
        changes.make(async move { ask(&endpoint).await }, done);
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <div class="grid2">
                <Field label="Add an endpoint" test="endpoint-url" value=url mono=true help="http or https address of a node's JSON-RPC" />
                <Field label="WebSocket URL (optional)" test="endpoint-ws" value=ws mono=true help="ws:// or wss://" />
            </div>
            <Show when=plain>
                <div class="note warn" data-test="endpoint-plain">
                    <Icon glyph=Glyph::Warning />
                    <span>
                        "This connection is not encrypted: whoever stands between sees what you ask, and can change the answers. \
                         Use such an address within your own network only."
                    </span>
                </div>
            </Show>
            <div class="row">
                <span class="sm dim">
                    "It is looked at first: whether it serves this network's chain, stands at its newest block and answers in time."
                </span>
                <span class="sp"></span>
                <Button
                    test="endpoint-add"
                    press=move || ()
                    look=Look::Plain
                    submit=true
                    disabled=Signal::derive(move || changes.busy.get() || url.with(|u| u.trim().is_empty()))
                >
                    {move || if changes.busy.get() { "Looking at it" } else { "Check and add" }}
                </Button>
            </div>
        </form>
    }
}
