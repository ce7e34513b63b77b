//! The directory of delegates beside its table: the seed of its fair order, who stands behind several delegates, and the
//! figures of the network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use ballast_api::{CommonControl, ControlGroupView, FigureValue, calls};
use ballast_domain::{
    Address, Epoch, Height, Network,
    directory::{ControlRole, NetworkFigure},
};
use ballast_practice::{Genesis, default_genesis};
use common::told::World;
use serde_json::{Value, json};

/// A token of the practice network: a contract that no list of services names.
const CONTRACT: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";

impl World {
    async fn of(genesis: Genesis) -> Self {
        Self::told(genesis, |_, _, _| {}).await
    }

    /// The wallet asks a relay that may answer otherwise than the node.
    async fn told(genesis: Genesis, change: impl Fn(&str, &Value, &mut Value) + Send + Sync + 'static) -> Self {
        let world = Self::unopened(genesis, change).await;
        world.mine_to(3).await;
        world.wallet.open(Network::Practice).await.unwrap();
        world
    }

    async fn control(&self) -> CommonControl {
        self.wallet.call(&calls::GetCommonControl {}).await.unwrap().value
    }

    async fn parties(&self, figure: NetworkFigure) -> (u64, u64) {
        let overview = self.wallet.call(&calls::GetOverview {}).await.unwrap();
        match overview.figures[&figure].value {
            Some(FigureValue::Parties(found)) => (found.third, found.half),
            other => panic!("{figure:?}: {other:?}"),
        }
    }
}

fn names(group: &ControlGroupView) -> Vec<&str> {
    group.members.iter().map(|member| member.name.as_str()).collect()
}

/// The built-in genesis, in which the delegates at these places have one reward address.
fn with_reward(places: &[usize], reward: Address) -> Genesis {
    let mut genesis = default_genesis();
    for place in places {
        genesis.delegates[*place].reward = reward;
    }
    genesis
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seed_is_the_hash_of_the_running_epochs_first_block() {
    let world = World::of(common::relay::short_eras()).await;
    let (second, length) = (1 + common::relay::EPOCH, common::relay::EPOCH);
    for (height, epoch, first) in [(4, 1, 1), (second, 2, second), (second + length - 1, 2, second)] {
        world.mine_to(height).await;
        world.wallet.call(&calls::CatchUp {}).await.unwrap();
        let told = world.wallet.call(&calls::GetOrderSeed {}).await.unwrap().unwrap().value;
        assert_eq!((told.epoch, told.block), (Epoch(epoch), Height(first)), "at {height}");
        let block = world.client.block(Height(first), false).await.unwrap().unwrap();
        assert_eq!(told.seed, block.head.hash, "at {height}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_shares_an_address_is_a_group_and_who_is_paid_through_a_service_is_not() {
    // One with many votes, and one with too few to be elected.
    let mut genesis = with_reward(&[3, 36], Address::from_bytes([7; 20]));
    let shared = genesis.delegates[0].owner;
    genesis.delegates[1].reward = shared;
    for place in [4, 5] {
        genesis.delegates[place].reward = genesis.hermes_vaults.as_ref().unwrap()[0];
    }
    for place in [6, 7] {
        genesis.delegates[place].reward = CONTRACT.parse().unwrap();
    }
    let [owner, paid, first, last] = [0, 1, 3, 36].map(|place| genesis.delegates[place].name.clone());
    let world = World::of(genesis).await;
    let control = world.control().await;
    assert_eq!((control.elected, control.endorsers_known), (Some(36), true));
    assert!(control.unread.is_empty(), "{control:?}");
    assert_eq!(control.groups.len(), 2, "{control:#?}");
    let group = |name: &str| {
        let found = control.groups.iter().find(|group| names(group).contains(&name));
        found.unwrap_or_else(|| panic!("{name}: {control:#?}"))
    };
    let across = group(&owner);
    assert!(
        names(across).contains(&paid.as_str()) && across.members.len() == 2,
        "{across:?}"
    );
    assert_eq!(across.elected, Some(2));
    let roles: Vec<_> = across.shared[0].roles.iter().map(|role| role.role).collect();
    assert_eq!(
        (across.shared[0].address, roles),
        (shared, vec![ControlRole::Owner, ControlRole::Reward])
    );
    let same = group(&first);
    assert_eq!(names(same), [first.as_str(), last.as_str()], "by votes");
    assert_eq!(same.elected, Some(1), "the one with the fewest votes is not");
    let rows = world.wallet.call(&calls::GetDelegates {}).await.unwrap().rows.value;
    let votes = rows.iter().filter(|row| names(same).contains(&row.name.as_str()));
    assert_eq!(same.votes, votes.map(|row| row.votes).sum());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_reward_address_of_which_no_node_says_what_it_is_joins_nobody_and_is_told() {
    let shared: Address = CONTRACT.parse().unwrap();
    let silent = move |method: &str, params: &Value, answer: &mut Value| {
        if method == "eth_getCode" && params[0] == json!(shared) {
            *answer = json!({ "jsonrpc": "2.0", "id": answer["id"], "error": { "code": -32603, "message": "away" } });
        }
    };
    let world = World::told(with_reward(&[6, 7], shared), silent).await;
    let control = world.control().await;
    assert_eq!(control.unread, [shared]);
    assert!(control.groups.is_empty(), "{control:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_places_under_one_address_are_a_third_alone() {
    let alone = World::of(default_genesis()).await;
    assert_eq!(alone.parties(NetworkFigure::NakamotoByControl).await, (12, 19));
    let by_votes = alone.parties(NetworkFigure::NakamotoByVotes).await;
    assert_eq!(alone.parties(NetworkFigure::NakamotoByControlVotes).await, by_votes);

    let first: Vec<usize> = (0..12).collect();
    let world = World::of(with_reward(&first, Address::from_bytes([7; 20]))).await;
    assert_eq!(world.control().await.groups[0].elected, Some(12));
    assert_eq!(world.parties(NetworkFigure::NakamotoByControl).await, (1, 8));
    assert_eq!(
        world.parties(NetworkFigure::NakamotoByVotes).await,
        by_votes,
        "each delegate a party"
    );
}
