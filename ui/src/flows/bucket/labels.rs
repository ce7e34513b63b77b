//! How the person calls the buckets of an action.

use std::collections::BTreeMap;

use ballast_api::{WrittenNote, calls};
use ballast_domain::{BucketId, Intent};
use leptos::prelude::*;

use crate::kit::state::read;

/// What is written beside buckets, by bucket.
pub type Labels = Memo<BTreeMap<BucketId, String>>;

/// Reads it once, for all lines.
pub fn read_labels() -> Labels {
    let written = read(|| Some(calls::GetBucketNotes {}));
    Memo::new(move |_| {
        let all = written.value.get().unwrap_or_default();
        all.into_iter().filter_map(words).collect()
    })
}

/// The name and the group, as far as there are any: `New roof · House`.
fn words(note: WrittenNote) -> Option<(BucketId, String)> {
    let parts: Vec<String> = [note.label, note.group]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| (note.bucket, parts.join(" · ")))
}

/// What an intent's buckets are called, in its order; nothing where they have no names.
pub fn labels_of(intent: &Intent, labels: &BTreeMap<BucketId, String>) -> Option<String> {
    let buckets = intent.buckets();
    let named: Vec<&str> = buckets
        .iter()
        .filter_map(|id| labels.get(id).map(String::as_str))
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, actions::Unstake};

    use super::*;

    fn note(index: u64, label: &str, group: &str) -> WrittenNote {
        WrittenNote {
            bucket: BucketId::native(index),
            label: label.into(),
            note: String::new(),
            group: group.into(),
        }
    }

    #[test]
    fn a_bucket_is_called_by_its_name_and_its_group() {
        let all = [note(1, "New roof", "House"), note(2, "", "House"), note(3, "", "")];
        let labels: BTreeMap<_, _> = all.into_iter().filter_map(words).collect();
        let of = |bucket| {
            let unstake = Unstake {
                bucket,
                payload: Vec::new(),
            };
            let intent = Intent {
                account: Address::ZERO,
                action: unstake.into(),
            };
            labels_of(&intent, &labels)
        };
        assert_eq!(of(1).as_deref(), Some("New roof · House"));
        assert_eq!(of(2).as_deref(), Some("House"));
        assert_eq!((of(3), of(4)), (None, None));
    }
}
