use ballast_domain::{Height, Timestamp, directory::ControlGroup};

use super::*;
use crate::testing::{self, address};

fn at<T>(height: u64, value: T) -> Snapshot<T> {
    Snapshot {
        value,
        height: Height(height),
        node: "http://node/".into(),
        at: Timestamp::from_seconds(1),
    }
}

/// A delegate with these votes; all of them have one reward address.
fn candidate(number: u8, votes: u64) -> Candidate {
    Candidate {
        operator: address(100 + number),
        reward: address(200),
        name: format!("d{number}"),
        votes: Votes::from_iotx(votes),
        ..testing::candidate(number)
    }
}

fn elected(operator: u8, votes: u64) -> Elected {
    Elected {
        operator: address(operator),
        reward: address(200),
        votes: Votes::from_iotx(votes),
    }
}

fn nobody() -> Controlled {
    Controlled {
        groups: Vec::new(),
        endorsers_known: true,
        unread: Vec::new(),
    }
}

fn group(members: [u8; 2]) -> Controlled {
    Controlled {
        groups: vec![ControlGroup {
            members: members.map(address).to_vec(),
            shared: Vec::new(),
        }],
        ..nobody()
    }
}

fn counts(view: &FigureView) -> Option<(u64, u64)> {
    match view.value? {
        FigureValue::Parties(found) => Some((found.third, found.half)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_is_under_common_control_counts_as_one() {
    let candidates = at(9, (1..=6).map(|number| candidate(number, 10)).collect());
    let listed = at(7, (101..=106).map(|operator| elected(operator, 10)).collect());
    let of = |controlled: &Controlled, figure| {
        let read = Read {
            candidates: &candidates,
            elected: Some(&listed),
            staked: None,
            controlled,
        };
        read.figure(figure)
    };
    let alone = nobody();
    for figure in [
        NetworkFigure::NakamotoByVotes,
        NetworkFigure::NakamotoByControl,
        NetworkFigure::NakamotoByControlVotes,
    ] {
        assert_eq!(counts(&of(&alone, figure)), Some((2, 4)), "{figure:?}");
    }
    let joined = group([2, 5]);
    assert_eq!(counts(&of(&joined, NetworkFigure::NakamotoByVotes)), Some((2, 4)));
    let by_control = of(&joined, NetworkFigure::NakamotoByControl);
    // Two places of six are a third; with another one they are three, which are no more than a half.
    assert_eq!(counts(&by_control), Some((1, 3)));
    assert_eq!(by_control.height(), Some(Height(7)), "the oldest of what it stands on");
    let parties = &by_control.reads[0].value.inputs;
    assert_eq!((parties.len(), parties[1].name.as_str()), (5, "d2 + d5"));
    assert_eq!(parties[1].value, FigureValue::Count(2));
}

#[test]
fn one_that_is_alone_is_not_taken_for_a_group_whose_first_id_is_its_operator() {
    let mut candidates = vec![candidate(1, 10), candidate(2, 10), candidate(3, 10)];
    candidates[2].operator = address(1);
    let candidates = at(9, candidates);
    let listed = at(9, vec![elected(101, 10), elected(102, 10), elected(1, 10)]);
    let read = Read {
        candidates: &candidates,
        elected: Some(&listed),
        staked: None,
        controlled: &group([1, 2]),
    };
    let view = read.figure(NetworkFigure::NakamotoByControl);
    let names: Vec<_> = view.reads[0]
        .value
        .inputs
        .iter()
        .map(|party| party.name.as_str())
        .collect();
    assert_eq!(names, ["d1 + d2", "d3"]);
}

#[test]
fn what_the_node_does_not_say_is_not_known_and_it_is_said_why() {
    let candidates = at(9, vec![candidate(1, 30), candidate(2, 10)]);
    let controlled = Controlled {
        endorsers_known: false,
        unread: vec![address(200)],
        ..nobody()
    };
    let read = Read {
        candidates: &candidates,
        elected: None,
        staked: None,
        controlled: &controlled,
    };
    let all = read.all();
    for figure in [
        NetworkFigure::Staked,
        NetworkFigure::StakedShare,
        NetworkFigure::Elected,
        NetworkFigure::NakamotoByVotes,
        NetworkFigure::NakamotoByControl,
        NetworkFigure::NakamotoByControlVotes,
    ] {
        let view = &all[&figure];
        assert!(view.value.is_none() && view.notes.len() == 1, "{figure:?}: {view:?}");
    }
    let of = |figure| all[&figure].value;
    assert_eq!(
        of(NetworkFigure::TotalVotes),
        Some(FigureValue::Votes(Votes::from_iotx(40)))
    );
    assert_eq!(of(NetworkFigure::Delegates), Some(FigureValue::Count(2)));
    // (−1·10 + 1·30) / (2·40)
    assert_eq!(
        of(NetworkFigure::Gini).map(FigureValue::for_people).as_deref(),
        Some("25 %")
    );
    let listed = at(9, vec![elected(101, 30), elected(77, 10)]);
    let told = Read {
        elected: Some(&listed),
        ..read
    };
    let doubts = told.figure(NetworkFigure::NakamotoByControl).notes;
    assert_eq!(
        doubts.len(),
        3,
        "endorsers, a contract or none, one that is not in the list: {doubts:?}"
    );
}
