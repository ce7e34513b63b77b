//! A sentence whose names lead to what they name: a bucket, a delegate and an own transaction to their pages, an account to
//! its activity.

use ballast_domain::{Address, BucketId, Named, Phrase, Piece};
use leptos::prelude::*;

use crate::kit::{
    format::{in_path, submission_page},
    state::app,
};

/// A sentence with links; not for a row that is a link itself.
#[component]
pub fn Said(
    /// The sentence in pieces.
    says: Phrase,
    /// Accounts by their names, or by the ends of their addresses, and not in full.
    #[prop(optional)]
    in_names: bool,
) -> impl IntoView {
    let show = |Piece { text, names }: Piece| match names {
        None => text.into_any(),
        Some(Named::Account(account)) if in_names => {
            link(account_activity(account), move || app().called(account)).into_any()
        }
        Some(Named::Account(account)) => link(account_activity(account), text).into_any(),
        Some(Named::Bucket(id)) => link(bucket_page(id), text).into_any(),
        Some(Named::Delegate(name)) => link(delegate_page(&name), text).into_any(),
        Some(Named::Submission(id)) => link(submission_page(&id), text).into_any(),
    };
    says.into_pieces().into_iter().map(show).collect_view()
}

fn link(href: String, words: impl IntoView + 'static) -> impl IntoView {
    view! { <a class="named" href=href>{words}</a> }
}

/// A bucket's page.
pub fn bucket_page(id: BucketId) -> String {
    format!("/bucket/{}", id.to_string().replace('/', "-"))
}

/// A delegate's page.
pub fn delegate_page(name: &str) -> String {
    format!("/delegates/{}", in_path(name))
}

/// The actions that an account has to do with.
pub fn account_activity(account: Address) -> String {
    format!("/activity?search={account}")
}
