//! The one door to the backend: typed requests over the shell's single command, and its news.

use ballast_api::{Call, EVENT, Event, FailureKind, Start, calls::GetStart};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub use ballast_api::Failure;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"], js_name = invoke, catch)]
    async fn invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "event"], js_name = listen, catch)]
    async fn listen_to(event: &str, handler: &Function) -> Result<JsValue, JsValue>;
}

/// Asks, and waits for the answer.
///
/// # Errors
/// What the backend answered instead, or `ui.protocol` when either side did not understand the other.
pub async fn ask<C: Call>(call: &C) -> Result<C::Answer, Failure> {
    let body = serde_json::to_string(call).map_err(|_| misunderstood(C::NAME))?;
    let arguments = Object::new();
    for (name, value) in [("name", C::NAME), ("body", body.as_str())] {
        Reflect::set(&arguments, &name.into(), &value.into()).map_err(|_| misunderstood(C::NAME))?;
    }
    read::<C>(invoke("ask", arguments.into()).await)
}

/// Where things stand. The page has asked before this code was there (ui/index.html): the first time, the answer is
/// only waited for.
///
/// # Errors
/// As [`ask`].
pub async fn ask_first() -> Result<Start, Failure> {
    const ASKED: &str = "ballastFirst";
    let page = js_sys::global();
    let asked = Reflect::get(&page, &ASKED.into()).and_then(|asked| asked.dyn_into::<Promise>());
    let _ = Reflect::delete_property(&page, &ASKED.into());
    match asked {
        Ok(asked) => read::<GetStart>(JsFuture::from(asked).await),
        Err(_) => ask(&GetStart {}).await,
    }
}

fn read<C: Call>(answer: Result<JsValue, JsValue>) -> Result<C::Answer, Failure> {
    let text = |value: JsValue| value.as_string().ok_or_else(|| misunderstood(C::NAME));
    match answer {
        Ok(answer) => serde_json::from_str(&text(answer)?).map_err(|_| misunderstood(C::NAME)),
        Err(failure) => Err(serde_json::from_str(&text(failure)?).map_err(|_| misunderstood(C::NAME))?),
    }
}

/// Hears the backend's news for as long as the window lives.
///
/// # Errors
/// `ui.protocol` when the shell refuses to tell news.
pub async fn listen(hear: impl Fn(Event) + 'static) -> Result<(), Failure> {
    let handler = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
        let payload = Reflect::get(&message, &"payload".into())
            .ok()
            .and_then(|p| p.as_string());
        // News of a kind that this UI does not know is no harm: the next read shows what it changed.
        if let Some(event) = payload.and_then(|json| serde_json::from_str(&json).ok()) {
            hear(event);
        }
    });
    let listening = listen_to(EVENT, handler.as_ref().unchecked_ref()).await;
    handler.forget();
    listening.map(drop).map_err(|_| misunderstood("events"))
}

fn misunderstood(what: &str) -> Failure {
    Failure::new(
        FailureKind::Bug,
        "ui.protocol",
        format!("The window and its backend misunderstood each other ({what})."),
    )
    .help("Nothing was sent. Close Ballast and open it again.")
}
