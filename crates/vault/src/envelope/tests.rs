//! Bad files: every length, every bit, with and without a checksum that was made to fit.

use super::*;

const PASSWORD: &str = "correct horse battery";

fn small() -> KdfParams {
    KdfParams::new(8, 1, 1).unwrap()
}

fn sealed(kdf: KdfParams) -> Vec<u8> {
    let data_key = random_key();
    let mut envelope = Envelope::new([7; 16], kdf, PASSWORD, &data_key).unwrap();
    envelope.set_keyring(Some(&random_key()), &data_key).unwrap();
    envelope.put(&Content::default(), &data_key).unwrap();
    envelope.to_bytes()
}

fn random_key() -> Key {
    seal::random_key().unwrap()
}

/// What unlocking a file with these bytes comes to.
fn unlock(bytes: &[u8], password: &str) -> Result<Content> {
    let envelope = Envelope::parse(bytes)?;
    envelope.content(&envelope.data_key(password)?)
}

/// A forger's work: the change is followed by a fitting checksum.
fn mend(bytes: &mut [u8]) {
    let (sealed, checksum) = bytes.split_at_mut(bytes.len() - CHECKSUM);
    checksum.copy_from_slice(&keccak256(sealed));
}

#[test]
fn the_header_has_the_size_that_the_table_states() {
    assert_eq!(HEADER, 227);
    let bytes = sealed(small());
    assert_eq!(bytes.len(), 227 + 1024 + 16 + 32);
    assert_eq!(Envelope::parse(&bytes).unwrap().to_bytes(), bytes);
    assert!(unlock(&bytes, PASSWORD).is_ok());
}

#[test]
fn a_file_cut_at_any_length_is_said_to_be_cut() {
    let bytes = sealed(small());
    for length in 0..bytes.len() {
        assert_eq!(
            unlock(&bytes[..length], PASSWORD).unwrap_err(),
            Error::Truncated,
            "{length}"
        );
    }
    let longer = [&bytes[..], b"\0"].concat();
    assert_eq!(unlock(&longer, PASSWORD).unwrap_err(), Error::Damaged);
}

#[test]
fn a_flip_of_any_bit_is_damage_and_never_a_wrong_password() {
    let bytes = sealed(small());
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            let error = unlock(&flipped, PASSWORD).unwrap_err();
            let fits = match at {
                0..8 => error == Error::NotAVault,
                10..14 => matches!(error, Error::Truncated | Error::Damaged),
                _ => error == Error::Damaged,
            };
            assert!(fits, "byte {at} bit {bit}: {error:?}");
        }
    }
}

#[test]
fn a_flip_with_a_fitting_checksum_is_caught_by_the_authentication() {
    let bytes = sealed(small());
    for at in 0..bytes.len() - CHECKSUM {
        let mut forged = bytes.clone();
        forged[at] ^= 1 << (at % 8);
        mend(&mut forged);
        let error = unlock(&forged, PASSWORD).unwrap_err();
        let fits = match at {
            0..8 => error == Error::NotAVault,
            8..10 => matches!(error, Error::Newer { .. } | Error::Damaged),
            10..14 => matches!(error, Error::Truncated | Error::Damaged),
            30..42 => matches!(error, Error::KdfRange | Error::WrongPassword),
            14..30 | 42..130 => error == Error::WrongPassword,
            _ => error == Error::Damaged,
        };
        assert!(fits, "byte {at}: {error:?}");
    }
}

#[test]
fn ten_flips_are_caught_with_the_parameters_of_real_vaults() {
    let bytes = sealed(KdfParams::DEFAULT);
    assert!(unlock(&bytes, PASSWORD).is_ok());
    // One in each field, the first and the last byte of the content among them.
    for at in [15, 36, 45, 60, 100, 131, 190, 210, 227, 227 + 1024 + 15] {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        assert_eq!(unlock(&flipped, PASSWORD).unwrap_err(), Error::Damaged, "{at}");
        mend(&mut flipped);
        let error = unlock(&flipped, PASSWORD).unwrap_err();
        assert!(
            matches!(error, Error::Damaged | Error::WrongPassword | Error::KdfRange),
            "{at}: {error:?}"
        );
    }
}

#[test]
fn a_wrong_password_and_a_damaged_file_are_told_apart() {
    let mut bytes = sealed(small());
    for wrong in [
        "",
        "correct horse batter",
        "Correct horse battery",
        "correct horse battery ",
    ] {
        assert_eq!(unlock(&bytes, wrong).unwrap_err(), Error::WrongPassword, "{wrong}");
    }
    bytes[300] ^= 1;
    assert_eq!(unlock(&bytes, "wrong").unwrap_err(), Error::Damaged);
}

#[test]
fn a_hostile_file_cannot_ask_for_a_hundred_gigabytes() {
    let mut bytes = sealed(small());
    bytes[30..34].copy_from_slice(&(100 * 1024 * 1024u32).to_be_bytes());
    mend(&mut bytes);
    assert_eq!(unlock(&bytes, PASSWORD).unwrap_err(), Error::KdfRange);
}

#[test]
fn a_newer_format_is_named_and_other_files_are_no_vaults() {
    let mut bytes = sealed(small());
    bytes[9] = 2;
    mend(&mut bytes);
    assert_eq!(unlock(&bytes, PASSWORD).unwrap_err(), Error::Newer { found: 2 });
    for other in [&b"{\"version\":3}"[..], b"BALLASTX", b"SQLite format 3\0", &[0; 4096]] {
        assert_eq!(unlock(other, PASSWORD).unwrap_err(), Error::NotAVault);
    }
}

#[test]
fn slots_of_one_vault_do_not_open_another() {
    let (one, two) = (sealed(small()), sealed(small()));
    let mut mixed = one.clone();
    mixed[58..130].copy_from_slice(&two[58..130]);
    mixed[42..58].copy_from_slice(&two[42..58]);
    mend(&mut mixed);
    // Same id, same password: the slot opens, and its key does not fit the content.
    assert_eq!(unlock(&mixed, PASSWORD).unwrap_err(), Error::Damaged);
    mixed[14] ^= 1;
    mend(&mut mixed);
    assert_eq!(unlock(&mixed, PASSWORD).unwrap_err(), Error::WrongPassword);
}

proptest::proptest! {
    #[test]
    fn no_file_however_made_is_opened_or_makes_a_panic(rest in proptest::collection::vec(0u8.., 0..600), fits: bool) {
        let mut bytes = [&MAGIC[..], &FORMAT.to_be_bytes(), &[0; 4], &rest, &[0; CHECKSUM]].concat();
        if fits {
            let length = u32::try_from(bytes.len()).unwrap();
            bytes[10..14].copy_from_slice(&length.to_be_bytes());
            mend(&mut bytes);
        }
        proptest::prop_assert!(unlock(&bytes, PASSWORD).is_err());
    }
}
