//! The address book.

use ballast_api::ContactView;
use ballast_domain::{Address, shown_text};
use ballast_store::Contact;
use unicode_normalization::UnicodeNormalization;

use crate::{Error, Result, clock::now, confirm::Question, session::Session};

/// Characters of a name.
const NAME: usize = 40;
/// Characters of a note.
const NOTE: usize = 1_000;

/// A note as it is kept.
///
/// # Errors
/// With this code, where it is longer: nothing that somebody wrote is cut off.
pub(crate) fn fitting_note(note: &str, code: &'static str) -> Result<String> {
    let note = note.trim();
    match note.chars().count() > NOTE {
        true => Err(entry(code, "A note has at most 1\u{202f}000 characters.")),
        false => Ok(note.to_owned()),
    }
}

/// A short name for what is one's own, as it shows: nothing where nothing is written.
///
/// # Errors
/// With this code, where it is longer.
pub(crate) fn fitting_label(label: &str, code: &'static str) -> Result<String> {
    let label = shown_text(label.as_bytes(), NAME + 1).unwrap_or_default();
    match label.chars().count() > NAME {
        true => Err(entry(code, "A name or a group has at most 40 characters.")),
        false => Ok(label),
    }
}

impl Session {
    /// All entries, by name.
    pub(crate) async fn contacts(&self) -> Result<Vec<ContactView>> {
        let mut all: Vec<ContactView> = self
            .with_store(|store| store.contacts())
            .await?
            .into_iter()
            .map(|c| ContactView {
                address: c.address,
                name: c.name,
                note: c.note,
                added: c.added,
            })
            .collect();
        all.sort_by_key(|contact| contact.name.to_lowercase());
        Ok(all)
    }

    /// Adds an entry, or changes one.
    pub(crate) async fn set_contact(&self, address: Address, name: &str, note: &str) -> Result<Vec<ContactView>> {
        let all = self.contacts().await?;
        let own: Vec<_> = self
            .accounts()
            .await?
            .into_iter()
            .filter(|a| a.can_sign())
            .map(|a| (a.label, a.address))
            .collect();
        let name = fitting_name(&all, &own, address, name)?;
        let note = fitting_note(note, "contact.note")?;
        // What is written beside a name gives nobody anything.
        if !all.iter().any(|known| known.address == address && known.name == name) {
            self.asker.ask(entry_question(&all, address, &name)).await?;
        }
        let contact = Contact {
            address,
            name,
            note,
            added: now(),
        };
        self.with_store(move |store| store.save_contact(&contact)).await?;
        self.contacts().await
    }

    /// Takes an entry out.
    pub(crate) async fn remove_contact(&self, address: Address) -> Result<Vec<ContactView>> {
        if let Some(known) = self.contacts().await?.iter().find(|known| known.address == address) {
            let lines = vec![named(&known.name), address.to_io1(), address.to_string()];
            let question = Question::new("Take this entry out of your address book?", lines);
            self.asker.ask(question).await?;
        }
        self.with_store(move |store| store.remove_contact(address)).await?;
        self.contacts().await
    }
}

fn named(name: &str) -> String {
    format!("Name: {name}")
}

/// Whether somebody is to be known by this name: money goes to them without a question from then on.
fn entry_question(all: &[ContactView], address: Address, name: &str) -> Question {
    let before = all.iter().find(|known| known.address == address);
    let mut lines = vec![named(name)];
    lines.extend(before.map(|known| format!("Name until now: {}", known.name)));
    lines.extend([address.to_io1(), address.to_string(), String::new()]);
    lines.push(
        "Whoever stands in your address book can be sent money without such a question, up to the limit of your settings. \
         Compare the address with what its owner told you."
            .into(),
    );
    let title = match before {
        Some(_) => "Change this entry of your address book?",
        None => "Write this address into your address book?",
    };
    Question::new(title, lines)
}

/// A name by which nobody else can be meant.
fn fitting_name(all: &[ContactView], own: &[(String, Address)], address: Address, name: &str) -> Result<String> {
    if address.is_zero() {
        return Err(entry("contact.nobody", "The zero address belongs to nobody."));
    }
    // Before its length: it is longer than a name may be.
    if name.trim().parse::<Address>().is_ok() {
        return Err(entry(
            "contact.name-address",
            "An address is no name for another address.",
        ));
    }
    let name = shown_text(name.as_bytes(), NAME + 1).unwrap_or_default();
    if name.is_empty() || name.chars().count() > NAME {
        return Err(entry("contact.name", "A name has 1 to 40 characters."));
    }
    let looks = as_it_looks(&name);
    if own
        .iter()
        .any(|(label, of)| *of != address && as_it_looks(label) == looks)
    {
        return Err(entry("contact.name-own", "One of your own accounts has this name."));
    }
    let others = all.iter().filter(|other| other.address != address);
    match others.map(|other| as_it_looks(&other.name)).any(|other| other == looks) {
        true => Err(entry(
            "contact.name-taken",
            "Another entry of the address book has this name.",
        )),
        false => Ok(name),
    }
}

/// A name as whoever reads it takes it: in any case of letters, in one form of those that can be written in several
/// (NFKC), and without what nobody sees.
fn as_it_looks(name: &str) -> String {
    let shown = shown_text(name.as_bytes(), usize::MAX).unwrap_or_default();
    // Again, since a capital's small letter may be written apart.
    shown.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

fn entry(code: &'static str, sentence: &'static str) -> Error {
    Error::Entry { code, sentence }
}

#[cfg(test)]
mod tests {
    use ballast_domain::Timestamp;

    use super::*;

    const ADA: Address = Address::from_bytes([1; 20]);
    const BOB: Address = Address::from_bytes([2; 20]);

    fn code(address: Address, name: &str) -> Result<String, &'static str> {
        let all = [ContactView {
            address: ADA,
            name: "Ada".into(),
            note: String::new(),
            added: Timestamp::from_seconds(1),
        }];
        let own = [("Account 1".to_owned(), BOB)];
        fitting_name(&all, &own, address, name).map_err(|error| match error {
            Error::Entry { code, .. } => code,
            _ => "another error",
        })
    }

    #[test]
    fn a_name_means_one_address_only() {
        assert_eq!(code(BOB, "ADA "), Err("contact.name-taken"));
        assert_eq!(
            code(BOB, "A\u{200b}da"),
            Err("contact.name-taken"),
            "letters that nobody sees"
        );
        for looks_like_it in ["Ada\u{3164}", "Ada\u{fe0f}", "A\u{34f}da", "\u{ff21}da", "Ad\u{1d41a}"] {
            assert_eq!(code(BOB, looks_like_it), Err("contact.name-taken"), "{looks_like_it:?}");
        }
        assert_eq!(code(ADA, "ada").as_deref(), Ok("ada"));
        assert_eq!(code(BOB, &ADA.to_io1()), Err("contact.name-address"));
        assert_eq!(code(BOB, &format!("iotex:{ADA}")), Err("contact.name-address"));
        assert_eq!(code(ADA, "account 1"), Err("contact.name-own"));
        assert_eq!(code(BOB, "Account 1").as_deref(), Ok("Account 1"), "it is that one");
        assert_eq!(code(BOB, " "), Err("contact.name"));
        assert_eq!(code(BOB, &"x".repeat(41)), Err("contact.name"));
        assert_eq!(code(Address::ZERO, "Nobody"), Err("contact.nobody"));
    }

    #[test]
    fn a_letter_that_is_written_in_two_ways_makes_one_name() {
        let (composed, apart) = ("Ren\u{e9}", "Rene\u{301}");
        assert_eq!(as_it_looks(composed), as_it_looks(apart));
        assert_eq!(as_it_looks("REN\u{c9}"), as_it_looks(apart));
        assert_ne!(as_it_looks(composed), as_it_looks("Rene"));
    }

    #[test]
    fn what_is_too_long_is_refused_and_never_cut() {
        assert_eq!(
            fitting_note(&format!(" {} ", "n".repeat(1_000)), "x").unwrap().len(),
            1_000
        );
        assert!(fitting_note(&"n".repeat(1_001), "x").is_err());
        assert_eq!(fitting_label("ro\u{202e}of ", "x").unwrap(), "roof");
        assert_eq!(fitting_label("", "x").unwrap(), "", "which takes it away");
        assert!(fitting_label(&"l".repeat(41), "x").is_err());
    }
}
