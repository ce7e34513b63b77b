//! IoTeX's gas for what travels with a transaction.

/// Gas that every transaction costs.
pub(crate) const BASE_GAS: u64 = 10_000;
/// Gas for each byte that travels with it.
pub(crate) const BYTE_GAS: u64 = 100;
/// The floor for each byte of a contract call's data (EIP-7623 in IoTeX's numbers).
pub(crate) const FLOOR_BYTE_GAS: u64 = 250;

/// Gas of a transaction that carries `bytes` bytes.
pub(crate) fn intrinsic_gas(bytes: usize) -> u64 {
    BASE_GAS.saturating_add(BYTE_GAS.saturating_mul(bytes as u64))
}
