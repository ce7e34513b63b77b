//! The question before anything is signed. What gives a bucket, a delegate or a token with a number away is confirmed by the
//! end of the new owner's address, typed again: it cannot be taken back. `--yes` is a yes to all but an unusual price.

use std::io::{IsTerminal, Write};

use ballast_api::{Failure, FailureKind};
use ballast_domain::{Address, Intent, Warning};

use crate::wrong_usage;

/// Whether all of it is wanted, which `yes` says but where a price is warned of: then the person says it at the terminal, and
/// where there is none it is refused by that rule.
pub(super) fn wanted<'a>(
    yes: bool,
    intents: impl IntoIterator<Item = &'a Intent>,
    warnings: impl IntoIterator<Item = &'a Warning>,
) -> Result<bool, Failure> {
    match warnings.into_iter().find(|warning| warning.asks_about_price()) {
        None if yes => Ok(true),
        Some(dear) if !std::io::stdin().is_terminal() => Err(refused(dear)),
        _ => agreed(intents),
    }
}

/// A price that nobody is there to agree to.
fn refused(dear: &Warning) -> Failure {
    let help = format!(
        "{} --yes is no yes to such a price: it is agreed to at a terminal.",
        dear.help
    );
    Failure::new(FailureKind::Rule, &dear.rule, &dear.sentence).help(help)
}

/// Whether the person at the terminal wants all of it signed.
fn agreed<'a>(intents: impl IntoIterator<Item = &'a Intent>) -> Result<bool, Failure> {
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use ballast_domain::{Remedy, Severity};

    use super::*;

    #[test]
    fn a_yes_is_none_to_an_unusual_price() {
        let warning = |rule: &str, severity| Warning {
            severity,
            rule: rule.into(),
            sentence: "Gas is dear.".into(),
            help: "Wait.".into(),
            remedy: Remedy::Never,
        };
        let dear = [
            warning("recipient.first-time", Severity::Caution),
            warning("price.unusual", Severity::Caution),
        ];
        assert!(wanted(true, [], &dear[..1]).unwrap());
        // Tests have no terminal.
        if !std::io::stdin().is_terminal() {
            let refused = wanted(true, [], &dear).unwrap_err();
            assert_eq!(refused.code, "price.unusual");
            assert!(refused.help.contains("at a terminal"), "{}", refused.help);
        }
    }
}
