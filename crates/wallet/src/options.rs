//! How a wallet is run: what differs between the app, the command line and tests.

use std::sync::Arc;

use ballast_domain::Amount;
use ballast_vault::{KdfParams, OsKeyring, SecretStore};

use crate::{Confirmer, FileChooser, Place};

/// How a wallet is run.
pub struct Options {
    /// Where its files are.
    pub place: Place,
    /// The cost of a password.
    pub kdf: KdfParams,
    /// The OS keyring, or its stand-in.
    pub keyring: Arc<dyn SecretStore>,
    /// A node to use in place of the network's own endpoints.
    pub node: Option<String>,
    /// Only read a chain: no profile is opened, so that another program may have it open.
    pub reads_only: bool,
    /// The most that a transaction may cost, in place of what the settings say.
    pub max_fee: Option<Amount>,
    /// Who asks the person for a file; none where there is no window to ask in.
    pub chooser: Option<Arc<dyn FileChooser>>,
    /// Who asks the person outside the page before something is given away, or what guards it is changed; none where what
    /// is asked of the wallet is the person's own word, as at the command line.
    pub confirmer: Option<Arc<dyn Confirmer>>,
}

impl Options {
    /// As an app runs: the system's keyring, the password's full cost, the network's own endpoints.
    pub fn new(place: Place) -> Self {
        Self {
            place,
            kdf: KdfParams::default(),
            keyring: Arc::new(OsKeyring),
            node: None,
            reads_only: false,
            max_fee: None,
            chooser: None,
            confirmer: None,
        }
    }
}
