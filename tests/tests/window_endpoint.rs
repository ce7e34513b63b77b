//! The window and an endpoint that lies about its height: it stays behind the honest one, and is refused when it is added.
//!
//! In a program of its own, since a picture is of the whole desktop, which all tests of a program share.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    programs::{Practice, only, repository},
    proxy::{Fault, Proxy},
    window::Server,
};

/// How long words are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_lies_about_its_height_stays_behind_the_honest_one() {
    let folder = tempfile::tempdir().unwrap();
    let genesis = repository("tests/recordings/genesis.json");
    let node = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "1"]);
    let honest = Proxy::start(node.address(), Fault::None).url();
    let liar = Proxy::start(node.address(), Fault::Ahead(1_000_000)).url();
    only(folder.path(), &[&honest, &liar]);

    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("home-liquid").await;
    window.press("rail-settings").await;
    let (first, second) = (format!("endpoint-{honest}"), format!("endpoint-{liar}"));
    window.find(&first).await;
    for _ in 0..3 {
        window.press("endpoints-measure").await;
        window.says(&second, "ahead", PATIENCE).await;
        window.says(&first, "in use", PATIENCE).await;
    }
    window.both("endpoint-ahead").await;
    // The chip tells the honest one's block.
    let state = window.text("sync-state").await;
    assert!(!state.contains("1,000,"), "{state}");
    window.press(&format!("endpoint-remove-{liar}")).await;
    window.gone(&second).await;
    window.write("endpoint-url", &liar).await;
    window.press("endpoint-add").await;
    window.wait_for("endpoints-error", "data-code", "chain.ahead").await;
    window.quit().await;
}
