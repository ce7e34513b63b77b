//! IoTeX's prices for what a transaction costs before its first instruction (iotex-protocol.md §2.3).

use revm::context_interface::cfg::{GasId, GasParams};

use crate::world::gas::{BASE_GAS, BYTE_GAS, FLOOR_BYTE_GAS};

/// 10,000 and 100 a byte, zero or not; creating a contract costs no more. With a floor never less than 10,000 and 250 a byte.
pub(super) fn set(params: &mut GasParams, floor: bool) {
    let (floor_base, floor_byte) = match floor {
        true => (BASE_GAS, FLOOR_BYTE_GAS),
        false => (0, 0),
    };
    params.override_gas([
        (GasId::tx_base_stipend(), BASE_GAS),
        (GasId::tx_token_cost(), BYTE_GAS),
        (GasId::tx_token_non_zero_byte_multiplier(), 1),
        (GasId::tx_create_cost(), 0),
        (GasId::tx_initcode_cost(), 0),
        (GasId::tx_floor_cost_per_token(), floor_byte),
        (GasId::tx_floor_token_zero_byte_multiplier(), 1),
        (GasId::tx_floor_cost_base_gas(), floor_base),
    ]);
}
