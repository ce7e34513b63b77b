//! The same wishes on a chain that somebody else runs: `BALLAST_NODE_URL` names its node, `BALLAST_NODE_KEY` the key of
//! an account there with money to lose. The chain has to be one whose rules the wallet knows by its id, such as a node
//! of one's own with the practice network's id and rules; never mainnet.

use ballast_chain::{Fees, encode};
use ballast_domain::{Amount, Network, actions::Send};

use super::{
    given,
    network::World,
    people::{Person, people},
};

/// How many wishes a live chain is asked for, one a block, unless `BALLAST_WISHES` says.
const WISHES: u64 = 150;
/// What everybody is left with who holds almost nothing on the practice network either.
const POOR: [&str; 7] = ["3000", "250", "100.05", "100.05", "0.03", "0.03", "0"];
/// What the rich share is a part of what the account holds.
const PARTS: u128 = 30;

/// A live chain, and how many wishes it is asked for; none where no node is named.
pub async fn named() -> Option<(World, u64)> {
    let url = std::env::var("BALLAST_NODE_URL").ok()?;
    let key =
        std::env::var("BALLAST_NODE_KEY").expect("BALLAST_NODE_KEY names the key of an account with money to lose");
    let world = World::live(url).await;
    let mainnet = Network::Mainnet.params().chain_id;
    assert_ne!(
        world.client.chain_id(),
        mainnet,
        "not with money that is worth something"
    );
    share(&world, &Person::with_key(&key)).await;
    Some((world, given("BALLAST_WISHES").unwrap_or(WISHES)))
}

/// Gives everybody money, once: who has some keeps it.
async fn share(world: &World, giver: &Person) {
    let part = world.balance(giver.address).await.rau() / PARTS;
    let people = people();
    let rich = people.len() - POOR.len();
    for (place, person) in people.iter().enumerate() {
        let amount = match place.checked_sub(rich) {
            Some(poor) => POOR[poor].parse().unwrap(),
            None => Amount::from_rau(part),
        };
        if amount.is_zero() || !world.balance(person.address).await.is_zero() {
            continue;
        }
        let call = encode(
            &Send {
                to: person.address,
                amount,
                payload: Vec::new(),
            }
            .into(),
        );
        let fees = Fees::at(world.client.base_fee().await.unwrap().value);
        let nonce = world.nonce(giver.address).await;
        let transaction = call.into_transaction(world.client.chain_id(), nonce, &fees);
        let hash = world.send(&giver.sign(&transaction)).await.unwrap();
        let (_, receipt) = world.mine_sent(hash).await;
        assert!(
            receipt.is_some_and(|r| r.status.is_success()),
            "{} got no money",
            person.address
        );
    }
}
