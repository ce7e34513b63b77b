//! From selected buckets and a word to what is reviewed.

use std::borrow::Borrow;

use ballast_api::BucketRow;
use ballast_domain::{
    Intent, NetworkParams,
    actions::nft::Term,
    menu::{Answers, BucketAction},
};

use crate::{
    flows::wish::Wish,
    kit::{format::counted, state::KeptForm},
};

/// Which buckets are selected, and what was entered for them.
pub fn form() -> KeptForm {
    KeptForm::of("buckets")
}

fn words(wanted: BucketAction, told: &Answers, count: usize) -> String {
    let buckets = counted(count, "bucket");
    match (wanted, told.term, &told.delegate) {
        (BucketAction::Extend, Some(Term::Days(days)), _) => format!("Extend {buckets} to {} days", days.0),
        (BucketAction::ChangeDelegate, _, Some((_, name))) => format!("Move {buckets} to {name}"),
        (BucketAction::Migrate, ..) => format!("Make {buckets} NFTs"),
        _ => format!("{} {buckets}", wanted.word()),
    }
}

/// What is wanted of the rows, one after another; none where no row can be meant.
pub fn wish(
    rows: &[impl Borrow<BucketRow>],
    wanted: BucketAction,
    told: &Answers,
    params: &NetworkParams,
) -> Option<Wish> {
    let intents: Vec<Intent> = rows
        .iter()
        .map(Borrow::borrow)
        .filter_map(|row| {
            Some(Intent {
                account: row.bucket.owner,
                action: wanted.of_selected(&row.bucket, params, told)?,
            })
        })
        .collect();
    (!intents.is_empty()).then(|| Wish {
        title: words(wanted, told, intents.len()),
        intents,
        from: "/buckets".to_owned(),
        form: Some(form()),
    })
}
