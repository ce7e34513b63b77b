//! Delegates in operator mode: registering one, and the rules that only the review can know.

use std::path::Path;

use ballast_tests::{desk::Desk, window::choose};

use super::NOBODY;

/// The public key of the private key one, and a number beside the curve.
const KEY: &str = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
const NO_KEY: &str =
    "0x800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004";
/// A proof of possession by another key, for another delegate.
const PROOF: &str = "0xa51105238ac56dbf2881da7666c43ed416492ce646cd99d904e7558d0fe00bc08ad6d35cd8c408812f13620972976996\
                     178f0862dc156bbff1a9acdae6160f56a42e74b04c73ffd7d662f7e337906c5c21061aa291c3ce0d7c3f25b7e4d61ea1";
const SOMEBODY: &str = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";

pub async fn refuses(desk: &Desk, folder: &Path) {
    let window = &desk.window;
    desk.go("/operator/register").await;
    window.find("register-review").await;
    fields(desk, folder).await;

    let taken = desk.delegate("fathom").await;
    window.write("register-name", "fathom").await;
    window.write("register-operator", SOMEBODY).await;
    window.write("bls-key", KEY).await;
    window.write("bls-proof", PROOF).await;
    refused_at_once(desk, "delegate.name-taken").await;
    window.both("refused-register").await;
    for (field, typed, right, rule) in [
        ("register-name", "fathom", "own1", "delegate.name-taken"),
        (
            "register-operator",
            taken["operator"].as_str().unwrap(),
            SOMEBODY,
            "delegate.operator-taken",
        ),
        ("register-reward", NOBODY, SOMEBODY, "delegate.zero-address"),
        (
            "register-owner",
            taken["owner"].as_str().unwrap(),
            &desk.account,
            "delegate.exists",
        ),
    ] {
        window.write(field, typed).await;
        refused_at_once(desk, rule).await;
        window.write(field, right).await;
    }
    // The curve's arithmetic is the backend's.
    window.write("bls-key", NO_KEY).await;
    reviewed(desk, "delegate.bls-key-invalid").await;
    window.press("review-back").await;
    window.write("bls-key", KEY).await;
    reviewed(desk, "delegate.bls-proof").await;
    window.press("review-back").await;
    window.write("bls-proof", "").await;
    refused_at_once(desk, "delegate.bls-proof-missing").await;
    // Without a key there is nothing to prove.
    window.write("bls-key", "").await;
    // The form's own account pays for what belongs to another: that is said, and may be signed.
    window.write("register-owner", SOMEBODY).await;
    window.press("register-review").await;
    desk.says(
        "warning-delegate.register-for-other",
        &["Caution.", "delegate.register-for-other"],
    )
    .await;
    desk.window.wait_until_able("review-sign").await;
}

/// The form itself says the rule, and there is nothing to review.
async fn refused_at_once(desk: &Desk, rule: &str) {
    desk.says("register-refused", &[rule]).await;
    assert!(!desk.can_press("register-review").await, "{rule}");
}

async fn reviewed(desk: &Desk, rule: &str) {
    desk.window.press("register-review").await;
    desk.blocked(rule).await;
}

/// What the fields themselves say, before anything is asked.
async fn fields(desk: &Desk, folder: &Path) {
    let (window, review) = (&desk.window, "register-review");
    let bad = folder.join("bad.key");
    std::fs::write(&bad, "no key at all").unwrap();
    window.write("register-operator", SOMEBODY).await;
    for (typed, words) in [
        ("Keel", "1 to 12 characters"),
        ("thirteenchars", "1 to 12 characters"),
        ("a b", "a-z and 0-9"),
    ] {
        desk.refuses("register-name", typed, "register-name-error", &[words], review)
            .await;
    }
    window.write("register-name", "own1").await;
    desk.refuses("bls-key", "0x1234", "bls-key-error", &["."], review).await;
    choose(folder, Some(&bad));
    window.press("bls-read").await;
    desk.says("bls-file-error", &["."]).await;
    assert!(!desk.can_press(review).await, "there is half a key");
    window.write("bls-key", KEY).await;
    desk.refuses("bls-proof", "0x1234", "bls-proof-error", &["192 hex digits"], review)
        .await;
    window.write("bls-proof", PROOF).await;
    for (typed, words) in [("1", "nothing or at least 1 200 000 IOTX"), ("x", "."), ("-1", ".")] {
        desk.refuses("register-amount", typed, "register-amount-error", &[words], review)
            .await;
    }
    // Without a self-stake there is nothing that runs.
    window.write("register-amount", "1200000").await;
    for (typed, words) in [("1051", "at most 1 050 days"), ("x", "Enter a whole number of days.")] {
        desk.refuses("register-days", typed, "register-days-error", &[words], review)
            .await;
    }
    window.write("register-days", "91").await;
    window.write("register-amount", "0").await;
    desk.refuses("register-reward", "io1nothing", "register-reward-error", &["."], review)
        .await;
    window.write("register-reward", &desk.account).await;
}
