//! The question before anything is signed. What gives a bucket away is confirmed by the end of the new owner's address,
//! typed again: it cannot be taken back.

use std::io::{IsTerminal, Write};

use ballast_api::Failure;
use ballast_domain::{Address, NativeAction};

use crate::wrong_usage;

/// How much of an address is typed again.
const AGAIN: usize = 6;

/// Whether the person at the terminal wants all of it signed.
pub(super) fn agreed<'a>(actions: impl IntoIterator<Item = &'a NativeAction>) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(wrong_usage("Say --yes to go on without being asked."));
    }
    for to in actions.into_iter().filter_map(new_owner) {
        let typed = asked(&format!("Type the last {AGAIN} characters of {to} again: "))?;
        if !ends(to, &typed) {
            println!("These are not the address's last characters. Nothing was signed.");
            return Ok(false);
        }
    }
    let answer = asked("Sign and send? [y/N] ")?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn asked(question: &str) -> Result<String, Failure> {
    print!("{question}");
    let mut answer = String::new();
    let read = std::io::stdout()
        .flush()
        .and_then(|()| std::io::stdin().read_line(&mut answer));
    read.map_err(|e| wrong_usage(e.to_string()))?;
    Ok(answer)
}

/// Whose a bucket will be, where an action gives one away.
fn new_owner(action: &NativeAction) -> Option<Address> {
    match action {
        NativeAction::TransferStake(transfer) => Some(transfer.to),
        NativeAction::NftTransfer(transfer) => Some(transfer.to),
        _ => None,
    }
}

/// Whether that is how an address ends, in either form.
fn ends(address: Address, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    let forms = [address.to_string().to_lowercase(), address.to_io1()];
    typed.len() == AGAIN && forms.iter().any(|form| form.ends_with(&typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_by_its_last_six_characters_in_either_form() {
        let address = Address::from_bytes([0x1e; 20]);
        let io1 = address.to_io1();
        let end = &io1[io1.len() - AGAIN..];
        for typed in ["1e1e1e", "1E1e1E\n", end] {
            assert!(ends(address, typed), "{typed}");
        }
        for typed in ["", "\n", "1e1e1f", "e1e1e", "1e1e1e1e"] {
            assert!(!ends(address, typed), "{typed:?}");
        }
    }
}
