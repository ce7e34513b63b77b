//! Every screen, in the real window: no rule of axe is broken in either theme; and in each window that there can be nothing
//! stands outside, nothing is cut, and the main button can be reached.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::{
    desk::Desk,
    look::Look,
    programs::repository,
    screens::{over, walk},
    window::Window,
};

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_keeps_the_rules_of_axe_and_fits_every_window() {
    let folder = tempfile::tempdir().unwrap();
    let look = Look::new();
    walk(folder.path(), &async |window: &Window, screen: &str| {
        look.at(window, screen).await;
    })
    .await;
    let seen = look.paths();
    let unseen = routes()
        .into_iter()
        .filter(|route| !seen.iter().any(|path| is_at(path, route)));
    let unseen: Vec<_> = unseen.collect();
    assert!(unseen.is_empty(), "never looked at: {unseen:?}");
    let wrong = look.wrong();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_over_a_page_and_the_forms_of_a_bucket_nft_keep_the_rules_too() {
    let folder = tempfile::tempdir().unwrap();
    let look = Look::new();
    let desk = Desk::open(folder.path()).await;
    over(&desk, &async |window: &Window, screen: &str| {
        look.at(window, screen).await;
    })
    .await;
    desk.end().await;
    let wrong = look.wrong();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// The paths of the table of all screens.
fn routes() -> Vec<String> {
    let table = std::fs::read_to_string(repository("ui/src/screens/table.rs")).unwrap();
    let lines = table.lines().map(str::trim);
    let screens = lines.filter(|line| line.starts_with("\"/") && line.contains(" in "));
    let routes: Vec<_> = screens
        .filter_map(|line| line.split('"').nth(1).map(str::to_owned))
        .collect();
    assert!(routes.len() > 20, "{routes:?}");
    routes
}

/// Whether a path is one of this route's.
fn is_at(path: &str, route: &str) -> bool {
    let (path, route): (Vec<_>, Vec<_>) = (path.split('/').collect(), route.split('/').collect());
    let alike = |(part, named): (&&str, &&str)| part == named || named.starts_with(':');
    path.len() == route.len() && path.iter().zip(&route).all(alike)
}

#[test]
fn a_path_is_at_its_route_and_at_no_other() {
    assert!(is_at("/", "/") && is_at("/bucket/7/unlock", "/bucket/:id/:action"));
    assert!(!is_at("/bucket/7", "/bucket") && !is_at("/stake/fathom", "/delegates/:name"));
}
