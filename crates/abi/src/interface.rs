//! How a text becomes types.

use ethers_contract::EthEvent;

/// The types of `interfaces/NAME.abi`, in a module of the interface's name: `FooCall` for a function, `FooReturn` for its
/// answer, `FooFilter` for an event, an error by its own name. Functions that differ by their arguments alone are told
/// apart by `methods { foo(uint256) as other_name; }`.
macro_rules! interface {
    ($name:ident, $file:tt $($rest:tt)*) => {
        ethers_contract::abigen!($name, $file $($rest)*);

        // abigen! reads the file without telling cargo, which has to build this crate anew when the text changes.
        const _: &str = include_str!(concat!("../", $file));
    };
}

/// The first topic of an event's logs.
pub fn topic<E: EthEvent>() -> [u8; 32] {
    E::signature().0
}
