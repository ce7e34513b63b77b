//! What is said where nothing is found: that there is nothing of the kind only where all was looked at.

use leptos::prelude::With;

use crate::kit::state::Remote;

/// How far a list has been read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Read {
    /// It is known.
    Done,
    /// It is on its way.
    Waiting,
    /// It could not be read.
    Failed,
}

impl Read {
    /// Of what the backend is asked for.
    pub fn of<T: Send + Sync + 'static>(remote: Remote<T>) -> Self {
        if remote.value.with(Option::is_some) {
            return Self::Done;
        }
        match remote.failure.with(Option::is_some) {
            true => Self::Failed,
            false => Self::Waiting,
        }
    }
}

/// The sentence, by how far each list has been read that could hold what is looked for.
pub fn words_of_none(typed: &str, lists: &[(&str, Read)]) -> String {
    let of = |wanted: Read| -> Option<String> {
        let names = lists.iter().filter(|(_, read)| *read == wanted);
        let names: Vec<&str> = names.map(|(name, _)| *name).collect();
        (!names.is_empty()).then(|| names.join(" and "))
    };
    let failed = of(Read::Failed).map(|names| format!(" The {names} could not be read: it may be among them."));
    let waiting = of(Read::Waiting).map(|names| format!(" The {names} are still being read."));
    if failed.is_none() && waiting.is_none() {
        return format!("No matches for {typed}. Try fewer letters.");
    }
    let [failed, waiting] = [failed, waiting].map(Option::unwrap_or_default);
    format!("Nothing found yet for {typed}.{failed}{waiting}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_there_is_none_is_said_only_where_all_was_looked_at() {
        let said = |delegates, buckets| words_of_none("fathom", &[("delegates", delegates), ("buckets", buckets)]);
        let none = said(Read::Done, Read::Done);
        assert_eq!(none, "No matches for fathom. Try fewer letters.");
        assert_eq!(
            said(Read::Waiting, Read::Waiting),
            "Nothing found yet for fathom. The delegates and buckets are still being read."
        );
        assert_eq!(
            said(Read::Done, Read::Failed),
            "Nothing found yet for fathom. The buckets could not be read: it may be among them."
        );
    }
}
