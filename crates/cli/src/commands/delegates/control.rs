//! Lines of which delegates are under common control.

use ballast_api::{CommonControl, ControlGroupView};
use ballast_domain::grouped;

use crate::words;

/// A line for each group, and for what is not known.
pub(super) fn lines(control: &CommonControl) -> Vec<String> {
    let mut lines: Vec<String> = control
        .groups
        .iter()
        .map(|group| line(group, control.elected))
        .collect();
    if lines.is_empty() {
        lines.push(
            "Nothing that is known joins two delegates; addresses of payout services are not counted.".to_owned(),
        );
    }
    if !control.endorsers_known {
        lines.push("The node did not say who endorses delegates.".to_owned());
    }
    let unread = |address| format!("Whether {address}, the reward address of several, is a contract is not known.");
    lines.extend(control.unread.iter().map(unread));
    lines
}

/// `under common control: fathom and keel, 2 of the 36 elected, 12 000 000 votes. 0x… is the reward address of fathom and keel.`
fn line(group: &ControlGroupView, elected: Option<u64>) -> String {
    let count = |number: Option<u64>| number.map_or(words::UNKNOWN.to_owned(), grouped);
    format!(
        "under common control: {}, {} of the {} elected, {} votes. {}",
        group.names(),
        count(group.elected),
        count(elected),
        group.votes.in_brief(),
        group.basis().join(" ")
    )
}

#[cfg(test)]
mod tests {
    use ballast_api::ControlMember;
    use ballast_domain::{
        Address, Votes,
        directory::{ControlRole, RoleOf, SharedAddress},
    };

    use super::*;

    #[test]
    fn a_group_is_a_line_and_what_is_not_known_is_no_number() {
        let [one, two, shared] = [1, 2, 9].map(|number| Address::from_bytes([number; 20]));
        let member = |id, name: &str| ControlMember {
            id,
            name: name.into(),
            elected: None,
        };
        let role = |delegate| RoleOf {
            role: ControlRole::Operator,
            delegate,
        };
        let mut control = CommonControl {
            groups: vec![ControlGroupView {
                members: vec![member(one, "fathom"), member(two, "keel")],
                shared: vec![SharedAddress {
                    address: shared,
                    roles: vec![role(one), role(two)],
                }],
                votes: Votes::from_iotx(7),
                elected: Some(2),
            }],
            elected: Some(36),
            endorsers_known: true,
            unread: Vec::new(),
        };
        let told = lines(&control);
        let said = format!(
            "under common control: fathom and keel, 2 of the 36 elected, 7 votes. {shared} is the operator of fathom and keel."
        );
        assert_eq!(told, [said]);
        (control.groups[0].elected, control.elected) = (None, None);
        (control.endorsers_known, control.unread) = (false, vec![shared]);
        let told = lines(&control);
        assert!(told[0].contains("keel, — of the — elected"), "{told:?}");
        assert!(told.len() == 3 && told[2].contains(&shared.to_string()), "{told:?}");
        control.groups.clear();
        let told = lines(&control);
        assert!(
            told[0].starts_with("Nothing that is known joins two delegates"),
            "{told:?}"
        );
        assert_eq!(told[1], "The node did not say who endorses delegates.");
        assert!(told.len() == 3 && told[2].contains(&shared.to_string()), "{told:?}");
    }
}
