//! Secrets from people: by prompt, by file descriptor, by standard input. Never from the command line.
//!
//! A secret is read into memory that is wiped when it goes, in one piece: no buffer in between keeps a copy.

use std::{
    fs::File,
    io::{self, IsTerminal, Read},
};

use ballast_api::{Failure, calls};
use ballast_wallet::Wallet;
use zeroize::Zeroizing;

use crate::wrong_usage;

/// Longer than any password or phrase; what is piped in by mistake is not read whole.
const LONGEST: usize = 4096;

/// A secret's text, wiped when it goes.
pub(crate) type Secret = Zeroizing<String>;

/// The vault's password.
pub(crate) fn password(fd: Option<u32>) -> Result<Secret, Failure> {
    match fd {
        None => prompt("Password: "),
        Some(fd) => File::open(format!("/dev/fd/{fd}"))
            .and_then(|file| read(file, true))
            .map_err(|e| wrong_usage(format!("File descriptor {fd} cannot be read: {e}."))),
    }
}

/// The password of a vault that is made or re-keyed now: asked for twice at a terminal, where a weak one needs a yes. One
/// that a script gives is taken, and said to be weak where it is.
pub(crate) async fn new_password(wallet: &Wallet, fd: Option<u32>) -> Result<Secret, Failure> {
    let first = password(fd)?;
    if fd.is_none() {
        let again = prompt("The same again: ")?;
        if *again != *first {
            return Err(wrong_usage("The passwords do not match."));
        }
    }
    let password = first.to_string();
    let view = wallet.call(&calls::EstimatePassword { password }).await?;
    if view.is_weak() {
        eprintln!("This password is weak: guessing it takes about {}.", view.holds);
        view.advice.iter().for_each(|line| eprintln!("{line}"));
        if fd.is_none() && !agreed("Use it all the same?")? {
            return Err(wrong_usage("No password was chosen; nothing was changed."));
        }
    }
    Ok(first)
}

/// Whether the person at the terminal says yes.
pub(crate) fn agreed(question: &str) -> Result<bool, Failure> {
    eprint!("{question} [y/N] ");
    let answer = prompt("")?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Asks at the terminal, without showing what is typed.
fn prompt(question: &str) -> Result<Secret, Failure> {
    rpassword::prompt_password(question)
        .map(Secret::new)
        .map_err(|e| wrong_usage(format!("Nothing can be asked here: {e}.")))
}

/// A secret from standard input: a recovery phrase or a key. At a terminal it is asked for as `what`, and not shown.
pub(crate) fn secret_from_input(what: &str) -> Result<Secret, Failure> {
    if io::stdin().is_terminal() {
        return prompt(&format!("{what}: "));
    }
    read(unbuffered_input()?, false).map_err(|e| wrong_usage(format!("Standard input cannot be read: {e}.")))
}

/// Standard input without the buffer that this process keeps for it.
#[cfg(unix)]
fn unbuffered_input() -> Result<impl Read, Failure> {
    use std::os::fd::AsFd;
    let own = io::stdin().as_fd().try_clone_to_owned();
    own.map(File::from)
        .map_err(|e| wrong_usage(format!("Standard input cannot be read: {e}.")))
}

#[cfg(not(unix))]
fn unbuffered_input() -> Result<impl Read, Failure> {
    Ok(io::stdin())
}

/// Reads a secret, up to the end of the first line or of everything, straight into memory of its final size.
fn read(mut from: impl Read, one_line: bool) -> io::Result<Secret> {
    let mut secret = Zeroizing::new(vec![0; LONGEST]);
    let mut length = 0;
    while length < LONGEST && !(one_line && secret[..length].contains(&b'\n')) {
        match from.read(&mut secret[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let line = secret[..length].iter().position(|byte| one_line && *byte == b'\n');
    secret.truncate(line.unwrap_or(length));
    while secret.last().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
        secret.pop();
    }
    // In place: the text takes over the bytes.
    match String::from_utf8(std::mem::take(&mut *secret)) {
        Ok(text) => Ok(Secret::new(text)),
        Err(error) => {
            drop(Zeroizing::new(error.into_bytes()));
            Err(io::Error::new(io::ErrorKind::InvalidData, "it is not text"))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_secret_is_its_line_or_all_of_it() {
        let text = |bytes: &[u8], one_line| read(bytes, one_line).unwrap().to_string();
        assert_eq!(text(b"correct horse\r\nbattery\n", true), "correct horse");
        assert_eq!(text(b"one two\nthree\n\n", false), "one two\nthree");
        assert_eq!(text(b"no end", true), "no end");
        assert_eq!(text(b"", true), "");
    }

    #[test]
    fn what_is_no_text_or_too_long_is_not_taken_whole() {
        assert_eq!(
            read(&b"\xff\xfe"[..], true).unwrap_err().kind(),
            io::ErrorKind::InvalidData
        );
        assert_eq!(read(io::repeat(b'x'), false).unwrap().len(), LONGEST);
    }

    #[test]
    fn a_secret_never_moves_while_it_is_read() {
        let secret = read(&b"correct horse\n"[..], true).unwrap();
        assert_eq!(
            secret.capacity(),
            LONGEST,
            "grown or shrunk, it would have left a copy behind"
        );
    }
}
