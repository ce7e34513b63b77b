//! The state on disk, so that a restart goes on where the last run ended.
//!
//! Three files: `state.json`, all that a block changes, replaced atomically; `blocks.jsonl`, one block a line, only
//! ever appended to; `pool.json`, what waits for a block. Blocks are written before the state: after a crash between
//! the two, the blocks that the state does not know are cut off and made again.

use std::{
    fs::{self, File, OpenOptions},
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Genesis, PracticeError,
    chain::{Block, Chain, World},
};

/// A directory with a chain's state.
#[derive(Debug)]
pub(crate) struct Store {
    dir: PathBuf,
}

#[derive(Serialize)]
struct StateOut<'a> {
    genesis: &'a Genesis,
    height: u64,
    world: &'a World,
}

#[derive(Deserialize)]
struct StateIn {
    genesis: Genesis,
    height: u64,
    world: World,
}

fn unusable(path: &Path, reason: impl ToString) -> PracticeError {
    PracticeError::Data {
        path: path.to_path_buf(),
        reason: reason.to_string(),
    }
}

impl Store {
    /// In this directory, which is made if it is not there.
    pub fn open(dir: PathBuf) -> Result<Self, PracticeError> {
        fs::create_dir_all(&dir).map_err(|error| unusable(&dir, error))?;
        Ok(Self { dir })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The chain that was stored, if one was. Without a genesis of its own it is taken as it is.
    ///
    /// # Errors
    /// The files cannot be read, or belong to a chain with another genesis.
    pub fn load(&self, genesis: Option<&Genesis>) -> Result<Option<Chain>, PracticeError> {
        let path = self.path("state.json");
        if !path.exists() {
            return Ok(None);
        }
        let state: StateIn = read(&path)?;
        if genesis.is_some_and(|genesis| state.genesis != *genesis) {
            return Err(unusable(&path, "it belongs to a chain with another genesis"));
        }
        let blocks = self.blocks(state.height)?;
        let mut chain = Chain::restore(state.genesis, state.world, blocks)?;
        let pool = self.path("pool.json");
        if pool.exists() {
            // What was mined meanwhile is refused here, as it should be.
            for tx in read::<Vec<_>>(&pool)? {
                let _ = chain.take_back(tx);
            }
        }
        Ok(Some(chain))
    }

    fn blocks(&self, height: u64) -> Result<Vec<Block>, PracticeError> {
        let path = self.path("blocks.jsonl");
        let file = File::open(&path).map_err(|error| unusable(&path, error))?;
        let mut blocks = Vec::new();
        let mut length = 0;
        for line in BufReader::new(file)
            .lines()
            .take(usize::try_from(height).unwrap_or(usize::MAX))
        {
            let line = line.map_err(|error| unusable(&path, error))?;
            blocks.push(serde_json::from_str(&line).map_err(|error| unusable(&path, error))?);
            length += line.len() as u64 + 1;
        }
        if blocks.len() as u64 != height {
            return Err(unusable(&path, "blocks are missing"));
        }
        let cut = OpenOptions::new()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_len(length));
        cut.map_err(|error| unusable(&path, error))?;
        Ok(blocks)
    }

    /// Writes the blocks after `before`, the state, and what waits. A failure is logged: the chain goes on in memory.
    pub fn save(&self, chain: &Chain, before: u64) {
        if let Err(error) = self.try_save(chain, before) {
            tracing::error!(%error, "the practice network's state was not written");
        }
    }

    fn try_save(&self, chain: &Chain, before: u64) -> Result<(), PracticeError> {
        let path = self.path("blocks.jsonl");
        let mut lines = Vec::new();
        for block in (before + 1..=chain.tip()).filter_map(|height| chain.block(height)) {
            serde_json::to_writer(&mut lines, block).map_err(|error| unusable(&path, error))?;
            lines.push(b'\n');
        }
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(&lines).and_then(|()| file.sync_data()));
        written.map_err(|error| unusable(&path, error))?;
        let state = StateOut {
            genesis: &chain.genesis,
            height: chain.tip(),
            world: &chain.world,
        };
        replace(&self.path("state.json"), &state)?;
        self.try_save_pool(chain)
    }

    /// Writes what waits.
    pub fn save_pool(&self, chain: &Chain) {
        if let Err(error) = self.try_save_pool(chain) {
            tracing::error!(%error, "the practice network's pool was not written");
        }
    }

    fn try_save_pool(&self, chain: &Chain) -> Result<(), PracticeError> {
        replace(&self.path("pool.json"), &chain.pool.all().collect::<Vec<_>>())
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, PracticeError> {
    let text = fs::read(path).map_err(|error| unusable(path, error))?;
    serde_json::from_slice(&text).map_err(|error| unusable(path, error))
}

/// Writes beside the file, then puts it in its place: a reader sees the old or the new, never a part.
fn replace(path: &Path, value: &impl Serialize) -> Result<(), PracticeError> {
    let beside = path.with_extension("new");
    let text = serde_json::to_vec(value).map_err(|error| unusable(path, error))?;
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(&text)?;
        file.sync_data()?;
        fs::rename(&beside, path)
    };
    write().map_err(|error| unusable(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Person, STEP, Send, genesis};

    #[test]
    fn a_restart_finds_the_same_chain_and_what_waits() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().to_owned()).unwrap();
        assert!(store.load(Some(&genesis())).unwrap().is_none());
        let mut chain = Chain::new(genesis()).unwrap();
        chain.mine(STEP).unwrap();
        let alice = Person::new(1);
        let mined = chain.submit(&alice.sign(Send::default())).unwrap();
        chain.mine(STEP).unwrap();
        store.save(&chain, 0);
        let waiting = chain
            .submit(&alice.sign(Send {
                nonce: 1,
                ..Send::default()
            }))
            .unwrap();
        store.save_pool(&chain);

        let mut again = store.load(Some(&genesis())).unwrap().unwrap();
        assert_eq!((again.tip(), again.blocks()), (2, chain.blocks()));
        assert!(again.find(&mined).is_some() && again.pool.contains(&waiting));
        assert_eq!(again.mine(STEP).unwrap(), chain.mine(STEP).unwrap());
    }

    #[test]
    fn blocks_that_the_state_does_not_know_are_made_again() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().to_owned()).unwrap();
        let mut chain = Chain::new(genesis()).unwrap();
        chain.mine(STEP).unwrap();
        store.save(&chain, 0);
        let state = fs::read(store.path("state.json")).unwrap();
        chain.mine(STEP).unwrap();
        store.save(&chain, 1);
        // As after a crash between the two writes.
        fs::write(store.path("state.json"), state).unwrap();
        let mut again = store.load(Some(&genesis())).unwrap().unwrap();
        assert_eq!(again.tip(), 1);
        again.mine(STEP).unwrap();
        store.save(&again, 1);
        assert_eq!(store.load(Some(&genesis())).unwrap().unwrap().blocks(), chain.blocks());
    }

    #[test]
    fn another_genesis_and_a_damaged_file_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().to_owned()).unwrap();
        let mut chain = Chain::new(genesis()).unwrap();
        chain.mine(STEP).unwrap();
        store.save(&chain, 0);
        let other = Genesis {
            evm_chain_id: 1,
            ..genesis()
        };
        assert!(
            store
                .load(Some(&other))
                .unwrap_err()
                .to_string()
                .contains("another genesis")
        );
        fs::write(store.path("state.json"), "{").unwrap();
        assert!(matches!(store.load(Some(&genesis())), Err(PracticeError::Data { .. })));
    }
}
