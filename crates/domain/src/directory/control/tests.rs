use super::*;

fn address(number: u8) -> Address {
    Address::from_bytes([number; 20])
}

/// A delegate with this number, whose addresses are nobody else's.
fn alone(number: u8) -> DelegateRoles {
    DelegateRoles {
        delegate: address(number),
        owner: address(100 + number),
        operator: address(130 + number),
        reward: address(160 + number),
        endorser: None,
    }
}

/// The members of each group, by their numbers.
fn groups(delegates: &[DelegateRoles]) -> Vec<Vec<u8>> {
    let found = common_control(delegates, |_, _| false);
    let members = |group: &ControlGroup| group.members.iter().map(|id| id.as_bytes()[0]).collect();
    found.iter().map(members).collect()
}

#[test]
fn who_shares_nothing_is_in_no_group_though_its_own_roles_are_one_address() {
    let own = |number| DelegateRoles {
        owner: address(100 + number),
        operator: address(100 + number),
        reward: address(100 + number),
        ..alone(number)
    };
    assert_eq!(groups(&[own(1), own(2), alone(3)]), [[0; 0]; 0]);
    assert_eq!(groups(&[]), [[0; 0]; 0]);
}

#[test]
fn each_role_joins_and_so_do_two_different_ones() {
    let mut delegates: Vec<_> = (1..=8).map(alone).collect();
    delegates[1].reward = delegates[0].reward;
    // Its operator is another one's owner.
    delegates[2].operator = delegates[3].owner;
    delegates[4].endorser = Some(address(9));
    delegates[5].endorser = Some(address(9));
    // Endorsed by another one's owner.
    delegates[6].endorser = Some(delegates[7].owner);
    assert_eq!(groups(&delegates), [[1, 2], [3, 4], [5, 6], [7, 8]]);
}

#[test]
fn chains_are_one_group_in_whatever_order_their_links_come() {
    let mut delegates: Vec<_> = (1..=7).map(alone).collect();
    // 6 with 2, 4 with 7, and at last 7 with 6.
    delegates[5].reward = delegates[1].reward;
    delegates[6].operator = delegates[3].owner;
    delegates[5].endorser = Some(delegates[6].owner);
    assert_eq!(groups(&delegates), [[2, 4, 6, 7]]);
    delegates.reverse();
    assert_eq!(groups(&delegates), [[7, 6, 4, 2]], "in the order of the list");
    let found = common_control(&delegates, |_, _| false);
    assert_eq!(found[0].shared.len(), 3, "every link is kept");
}

#[test]
fn the_permanent_id_is_no_role() {
    let mut delegates = [alone(1), alone(2)];
    delegates[1].owner = delegates[0].delegate;
    assert_eq!(groups(&delegates), [[0; 0]; 0]);
}

#[test]
fn a_service_that_pays_out_joins_nobody_and_other_links_stay() {
    let service = address(200);
    let paid = |number| DelegateRoles {
        reward: service,
        ..alone(number)
    };
    let mut delegates = [paid(1), paid(2), paid(3)];
    let found = |delegates: &[DelegateRoles]| common_control(delegates, |_, address| address == service);
    assert_eq!(found(&delegates), []);
    delegates[2].operator = delegates[0].owner;
    let left = found(&delegates);
    assert_eq!(left[0].members, [address(1), address(3)]);
    assert_eq!(left[0].shared.len(), 1, "the service is no basis: {left:?}");
}

#[test]
fn an_address_may_be_excepted_in_one_role_alone() {
    let contract = address(200);
    let mut delegates = [alone(1), alone(2), alone(3)];
    (delegates[0].reward, delegates[1].reward) = (contract, contract);
    let as_reward = |role, address| role == ControlRole::Reward && address == contract;
    assert_eq!(common_control(&delegates, as_reward), []);
    (delegates[1].owner, delegates[2].endorser) = (contract, Some(contract));
    let found = common_control(&delegates, as_reward);
    assert_eq!(found[0].members, [address(2), address(3)]);
}

#[test]
fn the_zero_address_is_nobodys() {
    let mut delegates = [alone(1), alone(2)];
    (delegates[0].reward, delegates[1].reward) = (Address::ZERO, Address::ZERO);
    assert_eq!(groups(&delegates), [[0; 0]; 0]);
}

#[test]
fn a_list_that_names_a_delegate_twice_makes_no_group_of_it() {
    assert_eq!(groups(&[alone(1), alone(1)]), [[0; 0]; 0]);
    let mut delegates = [alone(1), alone(2), alone(1)];
    delegates[1].reward = delegates[0].reward;
    assert_eq!(groups(&delegates), [[1, 2]]);
}

#[test]
fn the_basis_is_told_by_role_and_name() {
    let mut delegates = [alone(1), alone(2), alone(3)];
    let shared = delegates[0].reward;
    (delegates[1].reward, delegates[2].operator) = (shared, shared);
    let found = common_control(&delegates, |_, _| false);
    let name = |id: Address| format!("d{}", id.as_bytes()[0]);
    assert_eq!(
        found[0].shared[0].sentence(name),
        format!("{shared} is the operator of d3 and the reward address of d1 and d2")
    );
}

#[test]
fn three_names_are_a_list_with_a_comma() {
    let mut delegates = [alone(1), alone(2), alone(3)];
    let shared = delegates[0].reward;
    (delegates[1].reward, delegates[2].reward) = (shared, shared);
    let found = common_control(&delegates, |_, _| false);
    let name = |id: Address| format!("d{}", id.as_bytes()[0]);
    assert_eq!(
        found[0].shared[0].sentence(name),
        format!("{shared} is the reward address of d1, d2 and d3")
    );
    assert_eq!((listed(&["d1"]).as_str(), listed::<&str>(&[]).as_str()), ("d1", ""));
}
