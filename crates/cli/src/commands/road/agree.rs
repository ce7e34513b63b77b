//! The question before anything is signed. What gives a bucket, a delegate or a token with a number away is confirmed by the
//! end of the new owner's address, typed again: it cannot be taken back.

use std::io::{IsTerminal, Write};

use ballast_api::Failure;
use ballast_domain::{Address, Intent};

use crate::wrong_usage;

/// Whether the person at the terminal wants all of it signed.
pub(super) fn agreed<'a>(intents: impl IntoIterator<Item = &'a Intent>) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(wrong_usage("Say --yes to go on without being asked."));
    }
    let given = |intent: &Intent| intent.action.gives_away(intent.account);
    for to in intents.into_iter().filter_map(given) {
        let typed = asked(&format!("Type the last {} characters of {to} again: ", Address::ENDING))?;
        if !to.ends_as(&typed) {
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
