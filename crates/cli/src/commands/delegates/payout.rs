//! How delegates pay their voters, in lines.

use ballast_api::{EraIncome, FreezeView, OwnDelegate};

use crate::words;

/// Until when votes have to be cast to share in an era's rewards.
pub(super) fn shared_by(freeze: &FreezeView) -> String {
    format!(
        "next freeze: votes up to block {}, about {}, share in the rewards of era {}",
        freeze.height,
        freeze.at.date_and_time(),
        freeze.era
    )
}

/// Prints how a delegate of the wallet's own pays, and what comes to its owner without a claim.
pub(super) fn show(own: &OwnDelegate) {
    lines(own).iter().for_each(|line| println!("{line}"));
}

fn lines(own: &OwnDelegate) -> Vec<String> {
    let Some(pays) = &own.pays else {
        return vec![format!("voters are paid: {}", words::UNKNOWN)];
    };
    let pool = pays.pool.map_or(words::UNKNOWN.into(), |pool| pool.to_iotx());
    let mut lines = vec![
        format!("voters are paid: {}", pays.payout.in_brief()),
        format!("  {}", pays.payout.explanation()),
        format!("  their pool: {pool} IOTX"),
    ];
    lines.extend(pays.freeze.as_ref().map(|freeze| format!("  {}", shared_by(freeze))));
    lines.extend(pays.eras.iter().map(era));
    if pays.payout.mode.is_by_protocol() {
        let direct =
            "  commission and tips go to the owner's account at once: a claim takes only what was granted before";
        lines.push(direct.to_owned());
    }
    lines
}

/// What an era brought, as far as this wallet saw it.
fn era(era: &EraIncome) -> String {
    let at_least = if era.at_least { "at least " } else { "" };
    let owner = match era.owner.map(|(least, most)| (least.in_brief(), most.in_brief())) {
        None => words::UNKNOWN.to_owned(),
        Some((least, most)) if least == most => format!("about {least} IOTX"),
        Some((least, most)) => format!("about {least} to {most} IOTX"),
    };
    format!(
        "  era {}: {at_least}{} IOTX to voters, {owner} to the owner",
        era.era,
        era.voters.to_iotx()
    )
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Era, Height, Timestamp};

    use super::*;

    #[test]
    fn an_era_says_what_is_known_and_what_is_about_so_much() {
        let iotx = Amount::from_iotx;
        let income = |at_least, owner| EraIncome {
            era: Era(65_328),
            voters: iotx(85),
            at_least,
            owner,
        };
        assert_eq!(
            era(&income(false, Some((iotx(10), iotx(15))))),
            "  era 65328: 85 IOTX to voters, about 10 to 15 IOTX to the owner"
        );
        assert_eq!(
            era(&income(true, None)),
            "  era 65328: at least 85 IOTX to voters, — to the owner"
        );
    }

    #[test]
    fn the_next_freeze_has_its_block_its_date_and_its_era() {
        let told = shared_by(&FreezeView {
            era: Era(65_328),
            height: Height(53_543_881),
            at: Timestamp::from_seconds(1_776_297_602),
        });
        assert_eq!(
            told,
            "next freeze: votes up to block 53543881, about 16 April 2026, 00:00:02 UTC, share in the rewards of era 65328"
        );
    }
}
