//! The buckets that fit what is typed: by label, group, number or delegate.

use ballast_api::BucketRow;

/// Whether a bucket fits. A number fits from its first digit on, everything else anywhere.
pub fn fits(row: &BucketRow, text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let words = [Some(&row.label), Some(&row.group), row.delegate.as_ref()];
    let named = words
        .into_iter()
        .flatten()
        .any(|word| word.to_lowercase().contains(&text));
    // Numbers are parted by narrow spaces, which nobody types.
    let id = row.bucket.id;
    let number = id.index.to_string().starts_with(&text) || id.to_string().to_lowercase() == text;
    let versioned = || id.in_table().to_lowercase().replace('\u{202f}', "").contains(&text);
    named || number || (id.contract.is_some() && versioned())
}

#[cfg(test)]
mod tests {
    use ballast_domain::{BucketId, Network};

    use super::{super::testing, *};

    fn row(id: BucketId, label: &str, group: &str, delegate: &str) -> BucketRow {
        BucketRow {
            delegate: Some(delegate.into()),
            label: label.into(),
            group: group.into(),
            ..testing::row(id)
        }
    }

    #[test]
    fn a_bucket_is_found_by_all_that_it_is_called() {
        let row = row(BucketId::native(12_345), "New roof", "House", "fathom");
        for text in ["", "roof", "HOUSE", " fath", "123", "12345"] {
            assert!(fits(&row, text), "{text:?}");
        }
        for text in ["boat", "345", "squall"] {
            assert!(!fits(&row, text), "{text:?}");
        }
    }

    #[test]
    fn bucket_nfts_are_found_by_their_version() {
        let nft = BucketId {
            contract: Some(Network::Practice.params().staking_contracts[1]),
            index: 7,
        };
        let row = row(nft, "", "", "fathom");
        for text in ["nft", "nft v2", "v2 · 7", &nft.to_string()] {
            assert!(fits(&row, text), "{text:?}");
        }
        assert!(!fits(&row, "v3"));
    }
}
