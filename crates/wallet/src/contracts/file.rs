//! A person's file of contracts: its form, and whether it is for this network.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use ballast_domain::{ContractVersion, Contracts, NamedContract, Network, shown_text};

use crate::{Error, Result, json};

/// The largest that a file of contracts is, in bytes; what is larger is something else.
const MOST: u64 = 64 << 10;
/// The most addresses that a file names: each of them is asked for.
const MOST_ADDRESSES: usize = 256;
/// Letters of a label.
const MOST_LABEL: usize = 60;
/// Letters of what is wrong with a file: some of them may be the file's.
const MOST_LETTERS: usize = 200;

/// What the file at `path` says.
///
/// # Errors
/// [`Error::Contracts`]: it cannot be read, is too large, or is no file of contracts, such as one with a field that no such
/// file has or one that stands twice.
pub(crate) async fn read(path: PathBuf) -> Result<Contracts> {
    let text = tokio::task::spawn_blocking(move || text_of(&path)).await??;
    parse(&text).map_err(|why| {
        let why = shown_text(why.as_bytes(), MOST_LETTERS).unwrap_or_default();
        wrong("contracts.file", format!("This is no file of contracts: {why}."))
    })
}

/// That a file may be used for a network.
///
/// # Errors
/// [`Error::Contracts`]: mainnet takes none; it is for another chain; or it names others for bucket NFTs than those of a
/// network that the wallet knows.
pub(crate) fn require_fit(contracts: &Contracts, network: Network) -> Result<()> {
    if network == Network::Mainnet {
        let sentence =
            "On mainnet the contracts that Ballast knows are the only ones: a file of them is for other networks.";
        return Err(wrong("contracts.mainnet", sentence.to_owned()));
    }
    let params = network.params();
    if let Some(other) = contracts.chain_id.filter(|id| *id != params.chain_id) {
        let sentence = format!(
            "The file is for chain {other}, and this network is chain {}.",
            params.chain_id
        );
        return Err(wrong("contracts.chain", sentence));
    }
    if network.is_own() {
        return Ok(());
    }
    for (version, given) in ContractVersion::ALL.into_iter().zip(contracts.staking.versions()) {
        let known = params.staking_contract(version);
        if let (Some(given), Some(known)) = (given, known)
            && given != known
        {
            let number = version.number();
            let sentence = format!("staking.v{number} is {given} in the file, and {known} on this network.");
            return Err(wrong("contracts.staking", sentence));
        }
    }
    Ok(())
}

/// What is wrong with a file, under a stable code.
fn wrong(code: &'static str, sentence: String) -> Error {
    Error::Contracts { code, sentence }
}

fn text_of(path: &Path) -> Result<String> {
    let failed = |e: io::Error| wrong("contracts.file", format!("The file of contracts cannot be read: {e}."));
    let no_file = |why: &str| wrong("contracts.file", format!("This is no file of contracts: {why}."));
    // Before it is opened: a pipe would be waited for.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(no_file("it is not a file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST {
        return Err(no_file("it has more than 64 KiB"));
    }
    String::from_utf8(bytes).map_err(|_| no_file("it is no text"))
}

fn parse(text: &str) -> Result<Contracts, String> {
    let written = json::parse(text)?;
    // Of what is something else altogether, nothing is repeated.
    if !written.is_object() {
        return Err("it is no object, { … }".to_owned());
    }
    let contracts: Contracts = json::read(written)?;
    let all = contracts.all();
    if all.len() > MOST_ADDRESSES {
        return Err(format!("it names more than {MOST_ADDRESSES} addresses"));
    }
    // A plain account may stand in some places, so that not all of them are looked for code.
    let is_none = |one: &&NamedContract| one.address.is_zero() || one.address.is_protocol();
    if let Some(NamedContract { field, address, .. }) = all.iter().find(is_none) {
        return Err(format!("{field} is {address}, nobody's or a protocol's"));
    }
    let odd = |label: &String| shown_text(label.as_bytes(), MOST_LABEL).as_ref() != Some(label);
    match contracts
        .claims
        .iter()
        .position(|claim| claim.label.as_ref().is_some_and(odd))
    {
        Some(place) => Err(format!(
            "the label of claims[{place}] has more than {MOST_LABEL} letters, or some that nobody sees"
        )),
        None => Ok(contracts),
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::Address;
    use serde_json::json;

    use super::*;

    fn own(chain_id: u64) -> Network {
        Network::Own(serde_json::from_value(json!({ "chainId": chain_id })).unwrap())
    }

    fn code(result: Result<()>) -> &'static str {
        match result {
            Ok(()) => "fits",
            Err(Error::Contracts { code, .. }) => code,
            Err(_) => "another",
        }
    }

    #[test]
    fn a_field_that_nobody_knows_or_that_stands_twice_is_named() {
        let at = Address::from_bytes([7; 20]);
        for (text, named) in [
            (
                json!({ "delegateProfil": at }).to_string(),
                "it has no field `delegateProfil`",
            ),
            (json!({ "staking": { "v4": at } }).to_string(), "it has no field `v4`"),
            (
                json!({ "claims": [{ "kind": "pool", "address": at, "amount": 1 }] }).to_string(),
                "it has no field `amount`",
            ),
            (
                format!(r#"{{"governor": "{at}", "governor": "{at}"}}"#),
                "the field `governor` stands twice",
            ),
            (
                format!(r#"{{"staking": {{"v1": "{at}", "v1": "{at}"}}}}"#),
                "the field `v1` stands twice",
            ),
            (
                json!({ "claims": [{ "kind": "lottery", "address": at }] }).to_string(),
                "`lottery`",
            ),
            (json!({ "deviceBindings": [{ "address": at }] }).to_string(), "`idKind`"),
            ("\"a phrase of twelve words\"".to_owned(), "it is no object"),
            ("not JSON".to_owned(), "expected"),
        ] {
            let why = parse(&text).unwrap_err();
            assert!(why.contains(named), "{text}: {why}");
            assert!(!why.contains("twelve"), "{why}");
        }
        assert_eq!(parse("{}"), Ok(Contracts::default()));
    }

    #[test]
    fn a_file_has_an_end_and_its_labels_are_what_they_look_like() {
        let at = Address::from_bytes([7; 20]);
        let many = |count: usize| json!({ "msp": { "erc20": vec![at; count] } }).to_string();
        assert!(parse(&many(MOST_ADDRESSES)).is_ok());
        assert!(parse(&many(MOST_ADDRESSES + 1)).unwrap_err().contains("more than 256"));
        let label = |label: &str| {
            let claim = json!({ "kind": "merkle", "address": at, "label": label });
            parse(&json!({ "claims": [claim] }).to_string())
        };
        assert!(label("Walk & earn").is_ok());
        for odd in ["x".repeat(MOST_LABEL + 1).as_str(), "turned \u{202e} round", ""] {
            assert!(label(odd).unwrap_err().contains("claims[0]"), "{odd:?}");
        }
    }

    #[test]
    fn nobodys_address_and_a_protocols_are_refused_by_the_fields_name() {
        for none in [Address::ZERO, Address::STAKING, Address::REWARDING] {
            let why = parse(&json!({ "hermes": { "vaults": [none] } }).to_string()).unwrap_err();
            assert!(why.contains("hermes.vaults[0]"), "{why}");
        }
    }

    #[tokio::test]
    async fn what_is_too_large_or_no_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let said = |result: Result<Contracts>| match result {
            Err(Error::Contracts { code, sentence }) => {
                assert_eq!(code, "contracts.file");
                sentence
            }
            other => panic!("{other:?}"),
        };
        let large = folder.path().join("large.json");
        std::fs::write(&large, format!("{{}}{}", " ".repeat(64 << 10))).unwrap();
        assert!(said(read(large).await).contains("64 KiB"));
        assert!(said(read(folder.path().to_owned()).await).contains("not a file"));
        assert!(said(read(folder.path().join("none.json")).await).contains("cannot be read"));
        let binary = folder.path().join("binary");
        std::fs::write(&binary, [0xff, 0xfe]).unwrap();
        assert!(said(read(binary).await).contains("no text"));
    }

    #[test]
    fn a_file_is_for_its_own_network_and_never_for_mainnet() {
        let of = |chain_id| Contracts {
            chain_id,
            ..Contracts::default()
        };
        assert_eq!(code(require_fit(&of(Some(4711)), own(4711))), "fits");
        assert_eq!(code(require_fit(&of(None), own(4711))), "fits");
        assert_eq!(code(require_fit(&of(Some(4690)), own(4711))), "contracts.chain");
        assert_eq!(code(require_fit(&of(Some(4690)), Network::Testnet)), "fits");
        for id in [None, Some(4689)] {
            assert_eq!(code(require_fit(&of(id), Network::Mainnet)), "contracts.mainnet");
        }
    }

    #[test]
    fn what_issues_bucket_nfts_of_a_known_network_stays_and_of_ones_own_is_given() {
        let mut file = Contracts::default();
        file.staking.v2 = Some(Address::from_bytes([7; 20]));
        assert_eq!(code(require_fit(&file, Network::Testnet)), "contracts.staking");
        assert_eq!(code(require_fit(&file, own(4711))), "fits");
        file.staking.v2 = Network::Testnet.params().staking_contract(ContractVersion::V2);
        assert_eq!(code(require_fit(&file, Network::Testnet)), "fits");
    }
}
