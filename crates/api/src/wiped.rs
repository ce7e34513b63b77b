//! Requests that bring a secret overwrite it when they go, wherever that is: in the window's page, on the command
//! line, or in the backend.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::calls::{
    CreateVault, EstimatePassword, ImportKey, ImportPhrase, LookAtReset, ResetPassword, RevealPhrase, Unlock,
    UseKeyring, WordAnswer,
};

macro_rules! wiped {
    ($($request:ident { $($secret:ident),+ })*) => {$(
        impl Zeroize for $request {
            /// Overwrites its secrets.
            fn zeroize(&mut self) {
                $(self.$secret.zeroize();)+
            }
        }

        impl Drop for $request {
            fn drop(&mut self) {
                self.zeroize();
            }
        }

        impl ZeroizeOnDrop for $request {}
    )*};
}

wiped! {
    CreateVault { password }
    ImportPhrase { phrase, password }
    ImportKey { key, password }
    RevealPhrase { password }
    Unlock { password }
    UseKeyring { password }
    EstimatePassword { password }
    LookAtReset { phrase }
    ResetPassword { phrase, password }
    WordAnswer { word }
}

#[cfg(test)]
mod tests {
    use std::mem::needs_drop;

    use serde::de::DeserializeOwned;

    use super::*;

    /// Fills every field that may hold a secret, wipes, and looks at what is left.
    fn is_empty_when_wiped<T: Zeroize + ZeroizeOnDrop + DeserializeOwned + serde::Serialize>(secrets: &[&str]) {
        assert!(needs_drop::<T>());
        let mut request = serde_json::json!({ "words": 12, "position": 1, "useKeyring": false, "on": true });
        for name in ["password", "phrase", "key", "word"] {
            request[name] = "secret".into();
        }
        let mut request: T = serde_json::from_value(request).unwrap();
        let before = serde_json::to_value(&request).unwrap();
        let filled: Vec<_> = before
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, v)| *v == "secret")
            .collect();
        assert_eq!(
            filled.len(),
            secrets.len(),
            "every secret field is listed here: {filled:?}"
        );
        request.zeroize();
        let after = serde_json::to_value(&request).unwrap();
        for name in secrets {
            assert_eq!(after[name], "", "{name}");
        }
    }

    #[test]
    fn no_secret_of_a_request_outlives_it() {
        is_empty_when_wiped::<CreateVault>(&["password"]);
        is_empty_when_wiped::<ImportPhrase>(&["phrase", "password"]);
        is_empty_when_wiped::<ImportKey>(&["key", "password"]);
        is_empty_when_wiped::<RevealPhrase>(&["password"]);
        is_empty_when_wiped::<Unlock>(&["password"]);
        is_empty_when_wiped::<UseKeyring>(&["password"]);
        is_empty_when_wiped::<EstimatePassword>(&["password"]);
        is_empty_when_wiped::<LookAtReset>(&["phrase"]);
        is_empty_when_wiped::<ResetPassword>(&["phrase", "password"]);
        is_empty_when_wiped::<WordAnswer>(&["word"]);
    }
}
