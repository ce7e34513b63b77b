//! Tokens that the payer holds, and one more by its contract.

use ballast_api::{TokenView, calls, failure_of_address};
use ballast_domain::{Address, TokenForm};
use leptos::prelude::*;

use super::terms::Terms;
use crate::kit::{
    backend::{Failure, ask},
    components::{Button, Field, Glyph, Icon, Reading, Skeleton},
    format::{UNKNOWN, grouped, short},
};

/// The right card.
#[component]
pub fn Held(terms: Terms) -> impl IntoView {
    let all = move || terms.tokens.value.get().unwrap_or_default();
    let none = move || terms.tokens.value.with(|all| all.as_ref().is_some_and(Vec::is_empty));
    view! {
        <section class="card stack-m">
            <div>
                <h2>"Tokens"</h2>
                <div class="sm mid">"Tokens this account holds."</div>
            </div>
            <Reading of=terms.tokens test="tokens-error" waiting=|| view! { <Skeleton size="long" /> }>
                <div class="list actions" data-test="tokens">
                    <For each=all key=|t| (t.contract, t.amount.as_ref().map(|a| a.to_text())) let:token>
                        <Line token terms />
                    </For>
                </div>
                <Show when=none>
                    <p class="sm mid">"None that Ballast knows. A token that you hold and that is not on its list is added by its contract."</p>
                </Show>
            </Reading>
            <Add terms />
        </section>
    }
}

#[component]
fn Line(token: TokenView, terms: Terms) -> impl IntoView {
    let contract = token.contract;
    let held = match (&token.amount, token.form) {
        (None, _) => UNKNOWN.to_owned(),
        (Some(amount), TokenForm::Erc20) => amount.for_people(),
        (Some(amount), TokenForm::Erc721) => amount
            .units
            .to_string()
            .parse()
            .map_or_else(|_| amount.to_text(), grouped),
    };
    let choose = move |_| terms.choose(Some(contract));
    view! {
        <div data-test=format!("token-{}", contract.to_hex())>
            <button type="button" class="link left clip" title=contract.to_string() on:click=choose>
                <b>{token.word()}</b>
                " "
                <span class=if token.listed { "chip good" } else { "chip warn" }>
                    {if token.listed { "known" } else { "on no list" }}
                </span>
                <div class="xs dim mono">{short(&contract.to_string())}</div>
            </button>
            <span class="n" data-test=format!("token-{}-held", contract.to_hex())>{held}</span>
        </div>
    }
}

/// One more, by its contract.
#[component]
fn Add(terms: Terms) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let added = move |answer: Result<TokenView, Failure>| {
        match answer {
            Ok(_) => {
                let _ = text.try_set(String::new());
                terms.tokens_again.try_update(|again| *again += 1);
            }
            Err(error) => {
                let _ = failure.try_set(Some(error.sentence));
            }
        }
        let _ = busy.try_set(false);
    };
    let add = move || {
        failure.set(None);
        match text.get_untracked().parse::<Address>() {
            Err(error) => failure.set(Some(failure_of_address(&error).sentence)),
            Ok(contract) => {
                busy.set(true);
                leptos::task::spawn_local(async move { added(ask(&calls::AddToken { contract }).await) });
            }
        }
    };
    view! {
        <form
            class="stack-s"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <Field label="Add a token by its contract" test="token-add" value=text error=failure mono=true />
            <div class="row">
                <span class="sm dim grow">
                    <Icon glyph=Glyph::Info small=true />
                    " Anybody can give a token any name."
                </span>
                <Button test="token-add-go" press=move || () submit=true small=true glyph=Glyph::Plus disabled=busy>
                    "Add"
                </Button>
            </div>
        </form>
    }
}
