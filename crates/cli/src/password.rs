//! Secrets from people: by prompt, by file descriptor, by standard input. Never from the command line.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
};

use ballast_api::Failure;
use zeroize::Zeroizing;

use crate::wrong_usage;

/// The vault's password.
pub(crate) fn password(fd: Option<u32>) -> Result<Zeroizing<String>, Failure> {
    let text = match fd {
        None => rpassword::prompt_password("Password: ").map_err(|e| wrong_usage(format!("No password: {e}.")))?,
        Some(fd) => {
            let file = File::open(format!("/dev/fd/{fd}"));
            let mut line = String::new();
            file.and_then(|f| BufReader::new(f).read_line(&mut line))
                .map_err(|e| wrong_usage(format!("File descriptor {fd} cannot be read: {e}.")))?;
            line
        }
    };
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// A secret from standard input: a recovery phrase or a key.
pub(crate) fn secret_from_input() -> Result<Zeroizing<String>, Failure> {
    let mut text = Zeroizing::new(String::new());
    // Longer than any phrase; what is piped in by mistake is not read whole.
    let read = std::io::stdin().take(4096).read_to_string(&mut text);
    read.map_err(|e| wrong_usage(format!("Standard input cannot be read: {e}.")))?;
    Ok(text)
}
