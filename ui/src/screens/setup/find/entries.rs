//! What can be found, and what of it fits what is typed.

use ballast_api::{AccountView, BucketRow, Buckets, DelegateRow, FirstBuckets, Theme};
use ballast_domain::{Address, BucketId};

use crate::{
    flows::{bucket::place, delegates},
    kit::format::{counted, short},
};

/// More than this nobody reads: one types another letter.
pub const MOST: usize = 12;

/// What becomes of an entry that is chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Chosen {
    /// Another page.
    Page(String),
    /// This account is looked at; none for all.
    Account(Option<Address>),
    /// Another theme.
    Theme(Theme),
    /// The vault is locked.
    Lock,
    /// The keys are shown.
    Keys,
}

/// Something that can be found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The entry's name.
    pub name: String,
    /// The entry's kind: `Page`, `Delegate`, ….
    pub kind: &'static str,
    /// What else it is known by; shown beside its name.
    pub beside: String,
    /// Found by these too, and not shown.
    also: String,
    /// The deed that choosing the entry does.
    pub chosen: Chosen,
}

impl Entry {
    fn new(kind: &'static str, name: impl Into<String>, chosen: Chosen) -> Self {
        Self {
            name: name.into(),
            kind,
            beside: String::new(),
            also: String::new(),
            chosen,
        }
    }

    fn page(kind: &'static str, name: &str, path: &str) -> Self {
        Self::new(kind, name, Chosen::Page(path.to_owned()))
    }

    fn beside(mut self, words: impl Into<String>) -> Self {
        self.beside = words.into();
        self
    }

    fn also(mut self, words: impl Into<String>) -> Self {
        self.also = words.into();
        self
    }

    /// How well it fits what is typed, the least first; none when it does not.
    fn rank(&self, typed: &str) -> Option<usize> {
        // Numbers are parted by narrow spaces, which nobody types.
        let name = self.name.to_lowercase().replace('\u{202f}', "");
        let all = format!("{name} {} {} {}", self.beside, self.kind, self.also).to_lowercase();
        if !typed.split_whitespace().all(|word| all.contains(word)) {
            return None;
        }
        let closer = [name == typed, name.starts_with(typed), name.contains(typed)];
        Some(closer.iter().position(|is| *is).unwrap_or(closer.len()))
    }
}

const PAGES: [(&str, &str); 11] = [
    ("Home", "/"),
    ("Delegates", "/delegates"),
    ("Buckets", "/buckets"),
    ("Activity", "/activity"),
    ("Calendar", "/calendar"),
    ("Drafts", "/drafts"),
    ("Network", "/network"),
    ("Address book", "/book"),
    ("Settings", "/settings"),
    ("Operator", "/operator"),
    ("Every piece of the interface", "/gallery"),
];

const ACTIONS: [(&str, &str); 7] = [
    ("Send", "/send"),
    ("Receive", "/receive"),
    ("Stake", "/stake"),
    ("Plan a stake", "/plan"),
    ("Plan a ladder", "/ladder"),
    ("Find a bucket", "/bucket"),
    ("Register a delegate", "/operator/register"),
];

/// Pages and actions: those that are always there.
pub fn fixed(unlocked: bool, operator: bool) -> Vec<Entry> {
    let shown = |path: &str| operator || !path.starts_with("/operator");
    let of = |kind: &'static str, list: &[(&str, &str)]| -> Vec<Entry> {
        let list = list.iter().filter(|(_, path)| shown(path));
        list.map(|(name, path)| Entry::page(kind, name, path)).collect()
    };
    let mut all = of("Page", &PAGES);
    all.extend(of("Action", &ACTIONS));
    if unlocked {
        all.push(Entry::new("Action", "Lock", Chosen::Lock).beside("Ctrl L"));
    }
    let themes = [
        ("Light theme", Theme::Light),
        ("Dark theme", Theme::Dark),
        ("Theme of the system", Theme::System),
    ];
    all.extend(themes.map(|(name, theme)| Entry::new("Action", name, Chosen::Theme(theme))));
    all.push(
        Entry::new("Action", "Keys", Chosen::Keys)
            .beside("?")
            .also("shortcuts keyboard"),
    );
    all
}

/// The accounts, and all together where there are several.
pub fn of_accounts(accounts: &[AccountView]) -> impl Iterator<Item = Entry> {
    let together = (accounts.len() > 1).then(|| {
        Entry::new("Account", "All accounts", Chosen::Account(None)).beside(counted(accounts.len(), "account"))
    });
    let each = accounts.iter().map(|account| {
        let io1 = account.address.to_io1();
        let watched = if account.can_sign() { "" } else { "watched · " };
        Entry::new("Account", account.label.clone(), Chosen::Account(Some(account.address)))
            .beside(format!("{watched}{}", short(&io1)))
            .also(format!("{io1} {}", account.address))
    });
    together.into_iter().chain(each)
}

/// The delegates.
pub fn of_delegates(rows: &[DelegateRow]) -> impl Iterator<Item = Entry> {
    rows.iter().map(|row| {
        let path = delegates::place::page(&row.name);
        Entry::page("Delegate", &row.name, &path).also(format!("{} {}", row.operator.to_io1(), row.operator))
    })
}

/// The buckets as far as they are known: all of them, or the first.
pub fn known_buckets<'a>(first: Option<&'a FirstBuckets>, all: Option<&'a Buckets>) -> &'a [BucketRow] {
    let first = first.map(|first| first.rows.value.as_slice());
    let all = all.map(|all| all.rows.value.as_slice());
    all.or(first).unwrap_or_default()
}

/// The buckets, and the one whose number is typed, whoever's it is.
pub fn of_buckets(rows: &[BucketRow], typed: &str) -> impl Iterator<Item = Entry> {
    let known = rows.iter().map(|row| {
        let id = row.bucket.id;
        let words = [row.delegate.clone(), Some(row.label.clone()), Some(row.group.clone())];
        let words: Vec<_> = words.into_iter().flatten().filter(|word| !word.is_empty()).collect();
        of_bucket(id, words.join(" · "))
    });
    let named = place::bucket(typed).filter(|id| rows.iter().all(|row| row.bucket.id != *id));
    known.chain(named.map(|id| of_bucket(id, "of any account")))
}

fn of_bucket(id: BucketId, beside: impl Into<String>) -> Entry {
    Entry::page("Bucket", &format!("Bucket {}", id.in_table()), &place::page(id))
        .beside(beside)
        .also(id.to_string())
}

/// Those that fit, the best first, at most [`MOST`]. With nothing typed the first of all.
pub fn found(all: impl IntoIterator<Item = Entry>, typed: &str) -> Vec<Entry> {
    let typed = typed.trim().to_lowercase();
    let ranked = all.into_iter().filter_map(|entry| Some((entry.rank(&typed)?, entry)));
    let mut found: Vec<_> = ranked.collect();
    // Stable: those that fit as well stay in their order.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Bucket, Days, Endorsement, Height, Snapshot, Timestamp};

    use super::*;

    /// An NFT, of which nothing else is known.
    fn row(id: BucketId) -> BucketRow {
        let someone = Address::from_bytes([1; 20]);
        BucketRow {
            bucket: Bucket {
                id,
                candidate: someone,
                owner: someone,
                amount: Amount::from_iotx(100),
                duration: Days(91),
                created: Timestamp::from_seconds(0),
                stake_start: Timestamp::from_seconds(0),
                unstake_start: None,
                locked: true,
                endorsement: Endorsement::None,
                blocks: None,
            },
            delegate: None,
            self_stake: false,
            state: None,
            votes: None,
            free: None,
            steps: Vec::new(),
            label: String::new(),
            note: String::new(),
            group: String::new(),
        }
    }

    fn names(typed: &str) -> Vec<String> {
        let all = fixed(true, false);
        found(all, typed).into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn what_begins_so_stands_before_what_only_contains_it() {
        assert_eq!(names("sta")[..2], ["Stake", "Plan a stake"]);
        assert_eq!(names(" DRAFTS "), ["Drafts"]);
        assert_eq!(names("ladder plan"), ["Plan a ladder"]);
        assert_eq!(names("shortcuts"), ["Keys"]);
        assert!(names("nothing of that kind").is_empty());
        assert_eq!(names("").len(), MOST);
    }

    #[test]
    fn what_cannot_be_done_is_not_found() {
        let has = |unlocked, operator, name: &str| fixed(unlocked, operator).iter().any(|entry| entry.name == name);
        assert!(has(true, true, "Register a delegate") && !has(true, false, "Register a delegate"));
        assert!(has(true, false, "Lock") && !has(false, false, "Lock"));
    }

    #[test]
    fn an_own_bucket_is_found_by_its_number_however_many_there_are() {
        let id = |index| BucketId {
            contract: Some(Address::from_bytes([7; 20])),
            index,
        };
        let rows = |count: u64| Snapshot {
            value: (1..=count).map(|index| row(id(index))).collect::<Vec<_>>(),
            height: Height(1),
            node: "node".into(),
            at: Timestamp::from_seconds(0),
        };
        let first = FirstBuckets {
            rows: rows(60),
            whole: false,
        };
        let all = Buckets { rows: rows(99) };
        let has = |known: &[BucketRow]| {
            let chosen = Chosen::Page(place::page(id(98)));
            found(of_buckets(known, "98"), "98")
                .iter()
                .any(|entry| entry.chosen == chosen)
        };
        assert!(!has(known_buckets(Some(&first), None)));
        assert!(has(known_buckets(Some(&first), Some(&all))));
        assert!(known_buckets(None, None).is_empty());
    }

    #[test]
    fn a_bucket_is_found_by_its_number_alone() {
        let of = |typed: &str| found(of_buckets(&[], typed), typed);
        let [one] = &of("652")[..] else { panic!("one bucket") };
        assert_eq!(one.chosen, Chosen::Page("/bucket/652".into()));
        assert!(of("fathom").is_empty());
    }
}
