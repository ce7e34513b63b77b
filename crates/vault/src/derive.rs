//! Which accounts a recovery phrase holds: the four paths in use on IoTeX, and the way from words to keys.

mod child;

use std::fmt;

use ballast_domain::Address;
use coins_bip32::{
    BIP32_HARDEN,
    xkeys::{Parent, XPriv},
};
use k256::ecdsa::SigningKey;
use serde::{Deserialize, Serialize};

use crate::{Error, Mnemonic, PrivateKey, Result};

/// The largest account index, 2³¹ − 1 (BIP-32).
pub const MAX_INDEX: u32 = BIP32_HARDEN - 1;

/// A family of derivation paths (iotex-protocol.md §1.5). The same phrase gives different accounts under each, so
/// an import looks at all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// `m/44'/304'/0'/0/i`: IoTeX's own coin type (SLIP-44), as ioctl and the Ledger IoTeX app use it.
    Iotex,
    /// `m/44'/304'/0'/i`: how ioPay's documentation writes it.
    IotexShort,
    /// `m/44'/60'/0'/0/i`: MetaMask and most others.
    Ethereum,
    /// `m/44'/60'/i'/0/0`: Ledger Live.
    LedgerLive,
}

impl Scheme {
    /// All schemes, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Iotex, Self::IotexShort, Self::Ethereum, Self::LedgerLive];

    /// The path with `i` for the index.
    pub fn template(self) -> &'static str {
        match self {
            Self::Iotex => "m/44'/304'/0'/0/i",
            Self::IotexShort => "m/44'/304'/0'/i",
            Self::Ethereum => "m/44'/60'/0'/0/i",
            Self::LedgerLive => "m/44'/60'/i'/0/0",
        }
    }

    /// The path of the account with this index.
    pub fn path(self, index: u32) -> String {
        self.template().replace('i', &index.to_string())
    }

    /// The scheme and the index that a path names: one of the templates with a number in place of `i`, its hardened steps
    /// marked by `'`, `’` or `h`.
    pub fn read(path: &str) -> Option<(Self, u32)> {
        let path = path.trim().to_lowercase().replace(['h', '\u{2019}'], "'");
        Self::ALL.into_iter().find_map(|scheme| {
            let (before, after) = scheme.template().split_once('i')?;
            let number = path.strip_prefix(before)?.strip_suffix(after)?;
            let index = number.parse().ok().filter(|index| *index <= MAX_INDEX)?;
            (scheme.path(index) == path).then_some((scheme, index))
        })
    }

    /// The steps above the index.
    fn parent(self) -> &'static [u32] {
        const H: u32 = BIP32_HARDEN;
        match self {
            Self::Iotex => &[44 + H, 304 + H, H, 0],
            Self::IotexShort => &[44 + H, 304 + H, H],
            Self::Ethereum => &[44 + H, 60 + H, H, 0],
            Self::LedgerLive => &[44 + H, 60 + H],
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.template())
    }
}

/// The master node of a phrase. Making one costs about 1 ms; deriving from it much less.
pub struct Root(XPriv);

impl Root {
    /// The master node of `mnemonic` (no BIP-39 passphrase).
    ///
    /// # Errors
    /// [`Error::KeyRange`] for a seed that gives no key; nobody has seen one.
    pub fn new(mnemonic: &Mnemonic) -> Result<Self> {
        XPriv::root_from_seed(&mnemonic.seed()[..], None)
            .map(Self)
            .map_err(|_| Error::KeyRange)
    }

    /// The node above the accounts of `scheme`.
    ///
    /// # Errors
    /// [`Error::KeyRange`] as for [`Root::new`].
    pub fn branch(&self, scheme: Scheme) -> Result<Branch> {
        Ok(Branch {
            scheme,
            parent: walk(&self.0, scheme.parent())?,
        })
    }
}

/// The accounts of one phrase under one scheme; about 0.05 ms for each address.
pub struct Branch {
    scheme: Scheme,
    parent: XPriv,
}

impl Branch {
    /// The address of the account with this index.
    ///
    /// # Errors
    /// [`Error::Index`] above [`MAX_INDEX`].
    pub fn address(&self, index: u32) -> Result<Address> {
        let quick = match self.scheme {
            Scheme::LedgerLive => None,
            _ if index > MAX_INDEX => None,
            _ => child::address(&self.parent, index),
        };
        quick.map_or_else(|| self.key(index).map(|key| key.address()), Ok)
    }

    pub(crate) fn key(&self, index: u32) -> Result<PrivateKey> {
        if index > MAX_INDEX {
            return Err(Error::Index);
        }
        let leaf = match self.scheme {
            Scheme::LedgerLive => walk(&self.parent, &[index + BIP32_HARDEN, 0, 0])?,
            _ => walk(&self.parent, &[index])?,
        };
        let key: &SigningKey = leaf.as_ref();
        Ok(PrivateKey::from(key.clone()))
    }
}

/// Each node costs a multiplication on the curve, and so does each copy of one: none is made on the way.
fn walk(from: &XPriv, steps: &[u32]) -> Result<XPriv> {
    let step = |node: &XPriv, index: u32| node.derive_child(index).map_err(|_| Error::KeyRange);
    let Some((first, rest)) = steps.split_first() else {
        return Ok(from.clone());
    };
    rest.iter()
        .try_fold(step(from, *first)?, |node, index| step(&node, *index))
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Root")
    }
}

impl fmt::Debug for Branch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Branch {}", self.scheme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_scheme_and_its_account() {
        for scheme in Scheme::ALL {
            for index in [1, 7, 123, MAX_INDEX] {
                assert_eq!(Scheme::read(&scheme.path(index)), Some((scheme, index)));
            }
        }
        assert_eq!(Scheme::read(" M/44h/304h/0\u{2019}/0/2 "), Some((Scheme::Iotex, 2)));
        // Two paths meet there.
        assert_eq!(Scheme::read("m/44'/60'/0'/0/0"), Some((Scheme::Ethereum, 0)));
        for wrong in [
            "",
            "m",
            "m/44'/304'/0'/0/",
            "m/44'/304'/0'/0/01",
            "m/44'/304'/0'/0/-1",
            "m/44'/1'/0'/0/0",
            "m/44'/304'/0'/0/2147483648",
        ] {
            assert_eq!(Scheme::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_quick_way_to_an_address_gives_the_one_of_its_key() {
        for phrase in [crate::WordCount::Twelve, crate::WordCount::TwentyFour].map(Mnemonic::generate) {
            let root = Root::new(&phrase.unwrap()).unwrap();
            for scheme in Scheme::ALL {
                let branch = root.branch(scheme).unwrap();
                for index in (0..50).chain([1 << 16, MAX_INDEX - 1, MAX_INDEX]) {
                    assert_eq!(branch.address(index).unwrap(), branch.key(index).unwrap().address());
                }
            }
        }
    }
}
