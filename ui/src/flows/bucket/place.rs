//! Where a bucket's page and its actions are: `/bucket/7`, `/bucket/0x…-7/unlock`.

use ballast_domain::{BucketId, menu::BucketAction};

pub use crate::kit::components::bucket_page as page;

/// The place where an action on a bucket is asked for and reviewed.
pub fn of_action(id: BucketId, action: BucketAction) -> String {
    format!("{}/{}", page(id), slug(action))
}

/// The review of what is done with a bucket in one wish: `/sequence/leave/7`.
pub fn of_sequence(kind: &str, id: BucketId) -> String {
    format!("/sequence/{kind}/{}", id.to_string().replace('/', "-"))
}

/// The bucket that a path names.
pub fn bucket(text: &str) -> Option<BucketId> {
    text.replace('-', "/").parse().ok()
}

/// An action in a path, and in names for tests: its words in small letters.
pub fn slug(action: BucketAction) -> String {
    action.word().to_lowercase().replace(' ', "-")
}

/// The action that a path names.
pub fn action(text: &str) -> Option<BucketAction> {
    let all = BucketAction::NATIVE.into_iter().chain(BucketAction::NFT);
    all.into_iter().find(|action| slug(*action) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_its_bucket_and_its_action() {
        let nft: BucketId = "0x65B0C0548ee8D899578513be0CB5305AFBf05292/7".parse().unwrap();
        for id in [BucketId::native(7), nft] {
            let page = page(id);
            assert_eq!(bucket(page.strip_prefix("/bucket/").unwrap()), Some(id));
        }
        for wanted in BucketAction::NATIVE.into_iter().chain(BucketAction::NFT) {
            assert_eq!(action(&slug(wanted)), Some(wanted));
        }
        assert_eq!(slug(BucketAction::ChangeDelegate), "change-delegate");
    }
}
