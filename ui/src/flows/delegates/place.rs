//! Where a delegate's page is, and what is done with it: `/delegates/fathom`, `/stake/fathom`, `/operator/fathom/update`.

use ballast_domain::{Address, menu::DelegateAction};
use leptos_router::params::ParamsMap;

use crate::kit::format::{from_path, in_path};

pub use crate::kit::components::delegate_page as page;

/// The place where one stakes with it.
pub fn of_stake(name: &str) -> String {
    format!("/stake/{}", in_path(name))
}

/// The place where something is done with one's own.
pub fn of_deed(name: &str, deed: DelegateAction) -> String {
    format!("/operator/{}/{}", in_path(name), deed.name())
}

/// The review of what an account gives the voters of its delegate, in basis points: `/sequence/portions/0x…-8500-9000`.
pub fn of_portions(account: Address, block: u16, epoch: u16) -> String {
    format!("/sequence/portions/{}-{block}-{epoch}", account.to_hex())
}

/// The account and the portions that the last part of such a path names.
pub fn portions(part: &str) -> Option<(Address, u16, u16)> {
    let mut parts = part.split('-');
    let (account, block, epoch) = (parts.next()?, parts.next()?, parts.next()?);
    let named = (account.parse().ok()?, block.parse().ok()?, epoch.parse().ok()?);
    parts.next().is_none().then_some(named)
}

/// The delegate that a path names.
pub fn named(params: &ParamsMap) -> String {
    from_path(params.get_str("name").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_are_read_back_from_their_path() {
        let account = Address::from_bytes([7; 20]);
        let path = of_portions(account, 8_500, 0);
        let last = path.rsplit('/').next().unwrap();
        assert_eq!(portions(last), Some((account, 8_500, 0)));
        for bad in [
            "",
            "7",
            "0x07-1-2",
            &format!("{last}-3"),
            &last.replace("8500", "85000"),
        ] {
            assert_eq!(portions(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_name_is_one_part_of_the_path_whatever_its_letters() {
        for name in ["fathom", "a/b", "..", "%2f", "a?b#c", ""] {
            let last = |path: &str| path.rsplit('/').next().map(from_path);
            let parts = |path: &str| path.split('/').count();
            for path in [page(name), of_stake(name)] {
                assert_eq!((parts(&path), last(&path).as_deref()), (3, Some(name)), "{path}");
            }
            let deed = of_deed(name, DelegateAction::Update);
            assert_eq!(parts(&deed), 4, "{deed}");
        }
        assert_eq!(page("fathom"), "/delegates/fathom");
    }
}
