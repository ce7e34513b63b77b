//! Files: those that the backend writes for the person, and those that the person chooses.

use serde::{Deserialize, Serialize};

/// Where a file was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedFile {
    /// Its whole path, as the system writes it.
    pub path: String,
    /// How many rows or dates it has.
    pub rows: u64,
}

/// What a file is chosen for. One that was chosen for one thing is read for no other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    /// The key of a delegate's node.
    BlsKey,
    /// The contracts of a network.
    Contracts,
}

impl FileKind {
    /// The heading of the dialog that asks for it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::BlsKey => "Choose the file of the BLS key",
            Self::Contracts => "Choose a file of contract addresses",
        }
    }
}

/// The handle of a chosen file, which stands for it once. It says nothing of where the file is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileHandle(pub String);

/// A file that the person chose, as far as the page knows it: never its folder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChosenFile {
    /// What the page names it by, once.
    pub handle: FileHandle,
    /// Its name without its folder, made fit to be shown.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_knows_a_chosen_file_by_its_handle_and_its_name_alone() {
        let chosen = ChosenFile {
            handle: FileHandle("7f".into()),
            name: "bls.key".into(),
        };
        assert_eq!(
            serde_json::to_string(&chosen).unwrap(),
            r#"{"handle":"7f","name":"bls.key"}"#
        );
    }
}
