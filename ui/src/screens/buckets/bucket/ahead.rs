//! A bucket's life as stops on a strip: what was, where it stands, and the way to the money.

use ballast_api::BucketLife;
use ballast_domain::rehearsal::{Leaving, Moment, MomentKind};

use crate::kit::{
    components::Stop,
    format::{date, date_time},
};

/// The stops of a life that is left by `leaving`.
pub fn stops(life: &BucketLife, leaving: &Leaving) -> Vec<Stop> {
    let about = if life.bucket.blocks.is_some() { "≈ " } else { "" };
    // What it is since a known moment is said once.
    let since = life.lifecycle.past.iter().find(|m| m.kind.word() == life.state.word());
    let past = life
        .lifecycle
        .past
        .iter()
        .filter(|m| Some(*m) != since)
        .map(|moment| Stop {
            word: moment.kind.word().to_owned(),
            when: date(moment.at),
            note: String::new(),
            class: "done",
        });
    let here = Stop {
        word: life.state.word().to_owned(),
        when: since.map_or_else(|| "now".to_owned(), |m| format!("since {}", date(m.at))),
        note: votes(Some(life.votes)),
        class: "done now",
    };
    let by_itself = life
        .lifecycle
        .by_itself
        .iter()
        .filter(|m| is_before_the_end(m, leaving));
    let mut ahead: Vec<&Moment> = by_itself.chain(&leaving.moments).collect();
    ahead.sort_by_key(|m| m.at);
    let ahead = ahead.into_iter().map(|moment| Stop {
        word: match moment.kind {
            MomentKind::Withdrawn => "Available".to_owned(),
            kind => kind.word().to_owned(),
        },
        when: format!("{about}{}", date_time(moment.at)),
        note: match moment.kind {
            MomentKind::Withdrawn => format!("{} IOTX", life.bucket.amount.in_brief()),
            _ => votes(moment.votes),
        },
        class: "",
    });
    past.chain([here]).chain(ahead).collect()
}

/// When the money is in hand.
pub fn in_hand(life: &BucketLife, leaving: &Leaving) -> Option<String> {
    let last = leaving.moments.iter().find(|m| m.kind == MomentKind::Withdrawn)?;
    let about = if life.bucket.blocks.is_some() { "≈ " } else { "" };
    Some(format!("{about}{}", date_time(last.at)))
}

/// What happens by itself after the owner has moved on is not said twice.
fn is_before_the_end(moment: &Moment, leaving: &Leaving) -> bool {
    let same = |m: &Moment| m.at == moment.at || m.kind == moment.kind;
    let ends = leaving.moments.last().map(|m| m.at);
    !leaving.moments.iter().any(same) && ends.is_none_or(|end| moment.at < end)
}

fn votes(votes: Option<ballast_domain::Votes>) -> String {
    votes.map_or_else(String::new, |v| format!("{} votes", v.parts(0, 0).0))
}
