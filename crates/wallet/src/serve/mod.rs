//! Requests by name: what the shell's one command calls. A file for each file of `ballast_api::calls`.

mod app;
mod batch;
mod buckets;
mod delegates;
mod directory;
mod files;
mod history;
mod keys;
mod money;
mod network;
mod networks;
mod operator;
mod plan;
mod reads;
mod road;
mod sequence;

use ballast_api::{Call, Failure};
use futures_util::future::BoxFuture;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{Error, Result, Wallet};

/// The answers to the requests of one file: the request's name, its body, what is done with it.
macro_rules! serve {
    ($wallet:ident => $($call:ident($req:pat) => $answer:expr;)*) => {
        /// Answers a request of this file; none where the name is of another one.
        pub(super) async fn answer(
            $wallet: &$crate::Wallet,
            name: &str,
            body: &str,
        ) -> Option<$crate::Result<String>> {
            match name {
                $(<$call as ballast_api::Call>::NAME => Some(
                    async {
                        let $req: $call = $crate::serve::request($wallet, body)?;
                        let answer: <$call as ballast_api::Call>::Answer = $answer;
                        $crate::serve::json(&answer)
                    }
                    .await,
                ),)*
                _ => None,
            }
        }
    };
}
use serve;

/// A request with a phrase and a password is shorter: it is written without moving about in memory.
const ROOM: usize = 4096;

impl Wallet {
    /// Answers a request of the window: its name and its body as JSON, the answer as JSON.
    ///
    /// # Errors
    /// What went wrong, in words for people.
    pub fn ask<'a>(&'a self, name: &'a str, body: &'a str) -> BoxFuture<'a, Result<String, Failure>> {
        // Of one type whatever is asked: else each program that asks would compile all use cases anew.
        Box::pin(async move { Ok(self.route(name, body).await?) })
    }

    /// Answers a typed request, by the same way as the window's.
    ///
    /// # Errors
    /// What went wrong, in words for people.
    pub async fn call<C: Call>(&self, request: &C) -> Result<C::Answer, Failure> {
        // It may hold a password or a phrase.
        let mut body = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer(&mut *body, request).map_err(|e| Error::Request(e.to_string()))?;
        let body = std::str::from_utf8(&body).map_err(|e| Error::Request(e.to_string()))?;
        let answer = self.ask(C::NAME, body).await?;
        serde_json::from_str(&answer).map_err(|e| Error::Request(e.to_string()).into())
    }

    async fn route(&self, name: &str, body: &str) -> Result<String> {
        // One after another until it is found: each compares a few names.
        macro_rules! ask {
            ($($file:ident)*) => {
                $(if let Some(answer) = Box::pin($file::answer(self, name, body)).await {
                    return answer;
                })*
            };
        }
        ask! { app batch buckets delegates directory files history keys money network networks operator plan reads road sequence }
        Err(Error::Request(name.into()))
    }
}

/// Reads a request's body, if a wallet that is run as this one answers it.
fn request<C: Call>(wallet: &Wallet, body: &str) -> Result<C> {
    if wallet.reads_only() && C::NEEDS_PROFILE {
        return Err(Error::ReadsOnly);
    }
    serde_json::from_str(body).map_err(|e| unreadable(C::NAME, &e))
}

/// Where a body went wrong, without quoting it: it may hold a password.
fn unreadable(name: &str, error: &serde_json::Error) -> Error {
    Error::Request(format!(
        "{name}, {:?} error at character {}",
        error.classify(),
        error.column()
    ))
}

fn json<T: Serialize>(answer: &T) -> Result<String> {
    serde_json::to_string(answer).map_err(|e| Error::Request(e.to_string()))
}
