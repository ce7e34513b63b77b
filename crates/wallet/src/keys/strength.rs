//! How well a password stands up to guessing.

use ballast_api::{PasswordView, calls};
use zxcvbn::{Score, feedback::Feedback, zxcvbn};

/// Words that anybody would try on a wallet of this name.
const OWN_WORDS: [&str; 6] = ["ballast", "iotex", "iotx", "wallet", "staking", "delegate"];

/// Estimates what whoever has the wallet's file needs to guess a password, at ten thousand guesses a second: each takes
/// argon2id's memory and passes (`KdfParams`).
pub(crate) fn estimate(req: &calls::EstimatePassword) -> PasswordView {
    let entropy = zxcvbn(&req.password, &OWN_WORDS);
    let holds = entropy.crack_times().offline_slow_hashing_1e4_per_second();
    PasswordView {
        score: match entropy.score() {
            Score::Zero => 0,
            Score::One => 1,
            Score::Two => 2,
            Score::Three => 3,
            _ => 4,
        },
        holds: holds.to_string(),
        advice: entropy.feedback().map(advice).unwrap_or_default(),
    }
}

fn advice(feedback: &Feedback) -> Vec<String> {
    let warning = feedback.warning().map(|warning| warning.to_string());
    let suggestions = feedback.suggestions().iter().map(ToString::to_string);
    warning.into_iter().chain(suggestions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(password: &str) -> PasswordView {
        estimate(&calls::EstimatePassword {
            password: password.to_owned(),
        })
    }

    #[test]
    fn what_everybody_tries_first_is_weak_and_said_to_be() {
        for weak in [
            "12345678",
            "password123",
            "qwertyuiop",
            "ballast2026",
            "aaaaaaaaaaaa",
            "iotexwallet",
            "",
        ] {
            let view = of(weak);
            assert!(view.is_weak(), "{weak}: {view:?}");
        }
        assert!(!of("12345678").advice.is_empty());
    }

    #[test]
    fn words_in_no_order_are_not_weak() {
        let view = of("lantern harbour quartz mitten");
        assert_eq!((view.score, view.is_weak()), (4, false), "{view:?}");
        assert_eq!(view.holds, "centuries");
    }
}
