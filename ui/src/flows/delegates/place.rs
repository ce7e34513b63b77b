//! Where a delegate's page is, and what is done with it: `/delegates/fathom`, `/stake/fathom`, `/operator/fathom/update`.

use ballast_domain::menu::DelegateAction;
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

/// The delegate that a path names.
pub fn named(params: &ParamsMap) -> String {
    from_path(params.get_str("name").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

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
