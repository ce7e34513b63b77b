//! The genesis of a practice network that nobody described: forty delegates, their voters, and a faucet.

use ballast_domain::{Address, Amount, keccak256};
use k256::ecdsa::SigningKey;

use crate::{Genesis, GenesisAccount, GenesisBucket, GenesisDelegate};

/// What the faucet's key is derived from.
const FAUCET_LABEL: &[u8] = b"ballast practice faucet";

/// The private key of the faucet, an account with practice money for everybody. It is public by design: that money
/// is worth nothing anywhere.
pub const FAUCET_KEY: [u8; 32] = [
    0x00; 32
];

const NAMES: [&str; 40] = [
    "anchor", "fathom", "squall", "ebb", "keel", "harbor", "beacon", "compass", "mizzen", "sextant", "tidewater",
    "windlass", "capstan", "bowline", "halyard", "lagoon", "breaker", "driftwood", "seagrass", "northstar", "polaris",
    "meridian", "trident", "leeward", "windward", "starboard", "helm", "rudder", "galley", "crowsnest", "mainsail",
    "jib", "spinnaker", "cutter", "clipper", "frigate", "sloop", "corvette", "dinghy", "skiff",
];
