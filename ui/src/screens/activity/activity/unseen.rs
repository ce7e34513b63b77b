//! The note that says of which blocks it is not known what came in.

use ballast_api::{Unseen as Blocks, calls};
use ballast_domain::Address;
use leptos::prelude::*;

use super::filters::Filters;
use crate::kit::{
    components::{Glyph, Icon},
    state::{app, read},
};

/// How many lines it has at most; the file that can be taken elsewhere has all of them.
const MOST: usize = 2;

/// One line for each run of blocks, where what came in is looked at as a whole.
#[component]
pub fn Unseen(filters: Filters) -> impl IntoView {
    let app = app();
    let list = read(move || {
        let account = app.account.get();
        app.network().map(|_| calls::GetUnseen { account })
    });
    let shown = Memo::new(move |_| {
        if !filters.all_that_came() {
            return Vec::new();
        }
        let all = list.value.get().unwrap_or_default();
        let failed = list
            .failure
            .with(|failure| failure.as_ref().map(|failure| failure.sentence.clone()));
        let known = lines(&all, |account| app.name_of(account));
        known.into_iter().chain(failed.map(|why| not_read(&why))).collect()
    });
    view! {
        {move || {
            let lines = shown.get();
            (!lines.is_empty())
                .then(|| {
                    view! {
                        <div class="note" data-test="activity-unseen">
                            <Icon glyph=Glyph::Info />
                            <div class="stack-s">
                                {lines.into_iter().map(|line| view! { <div>{line}</div> }).collect_view()}
                            </div>
                        </div>
                    }
                })
        }}
    }
}

/// That nothing is said here does not mean that all was seen, where it could not be read.
fn not_read(why: &str) -> String {
    format!("Whether all that came in stands here is not known: {why}")
}

/// What is the same of several accounts is said once, with their names.
fn lines(all: &[Blocks], name: impl Fn(Address) -> String) -> Vec<String> {
    let mut accounts: Vec<Address> = Vec::new();
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for blocks in all {
        if !accounts.contains(&blocks.account) {
            accounts.push(blocks.account);
        }
        let (sentence, name) = (blocks.sentence(), name(blocks.account));
        match said.iter_mut().find(|(before, _)| *before == sentence) {
            Some((_, names)) => names.push(name),
            None => said.push((sentence, vec![name])),
        }
    }
    let more = said.len().saturating_sub(MOST);
    // The latest first: it is what one looks for.
    let mut lines: Vec<String> = said
        .into_iter()
        .rev()
        .take(MOST)
        .map(|(sentence, names)| match accounts.len() {
            1 => sentence,
            _ => format!("{}: {sentence}", names.join(", ")),
        })
        .collect();
    lines.extend((more > 0).then(|| format!("And {more} more, which the CSV file names.")));
    lines
}

#[cfg(test)]
mod tests {
    use ballast_api::UnseenWhy;
    use ballast_domain::Height;

    use super::*;

    #[test]
    fn what_could_not_be_read_is_not_taken_for_seen() {
        let said = not_read("No endpoint answers.");
        assert_eq!(
            said,
            "Whether all that came in stands here is not known: No endpoint answers."
        );
    }

    #[test]
    fn what_is_the_same_of_several_accounts_is_said_once() {
        let blocks = |account: u8, last: u64| Blocks {
            account: Address::from_bytes([account; 20]),
            first: Height(1),
            last: Height(last),
            moved: None,
            why: UnseenWhy::NoPast,
        };
        let name = |account: Address| account.as_bytes()[0].to_string();
        let one = lines(&[blocks(7, 5)], name);
        assert!(one[0].starts_with("What came in up to block 5 is not known"), "{one:?}");
        let two = lines(&[blocks(7, 5), blocks(8, 5), blocks(9, 6)], name);
        assert!(two[0].starts_with("9: ") && two[1].starts_with("7, 8: "), "{two:?}");
        let many: Vec<Blocks> = (1..=9).map(|last| blocks(7, last)).collect();
        assert_eq!(
            lines(&many, name).last().unwrap(),
            "And 7 more, which the CSV file names."
        );
    }
}
