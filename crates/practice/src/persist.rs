//! The state on disk, so that a restart goes on where the last run ended.
//!
//! Three files: `state.json`, all that a block changes, replaced atomically; `blocks.jsonl`, one block a line, appended
//! to; `pool.json`, what waits for a block. Blocks are written before the state: after a crash between the two, the
//! blocks that the state does not know are cut off and made again. What a failed write left behind is cut off before
//! the next, which then writes all blocks that are missing.

use std::{
    fs::{self, File, OpenOptions},
    io::{BufRead, BufReader, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Genesis, PracticeError,
    adopt::adopt,
    chain::{Block, Chain},
    world::World,
};

/// A directory with a chain's state.
#[derive(Debug)]
pub(crate) struct Store {
    dir: PathBuf,
    written: Mutex<Written>,
}

/// What certainly stands in `blocks.jsonl`.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    /// The last block's height.
    height: u64,
    /// Bytes up to the end of its line.
    length: u64,
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
        let written = Mutex::default();
        Ok(Self { dir, written })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The chain that was stored, if one was. Without a genesis of its own it is taken as it is, but that one of the
    /// built-in genesis of before Zanzibar comes to its forks with its next epoch.
    ///
    /// # Errors
    /// The files cannot be read, or belong to a chain with another genesis.
    pub fn load(&self, genesis: Option<&Genesis>) -> Result<Option<Chain>, PracticeError> {
        let path = self.path("state.json");
        if !path.exists() {
            return Ok(None);
        }
        let mut state: StateIn = read(&path)?;
        match genesis {
            Some(genesis) if state.genesis != *genesis => {
                return Err(unusable(&path, "it belongs to a chain with another genesis"));
            }
            Some(_) => {}
            None => adopt(&mut state.genesis, &mut state.world, state.height)?,
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
        self.remember(Written { height, length });
        Ok(blocks)
    }

    fn written(&self) -> Written {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, written: Written) {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = written;
    }

    /// Writes the blocks that are not written yet, the state, and what waits. A failure is logged: the chain goes on in
    /// memory, and the next time writes it all.
    pub fn save(&self, chain: &Chain) {
        self.log(self.try_save(chain), "state");
    }

    /// Logs what was not written. Whose folder somebody removed wants nothing written any more.
    fn log(&self, written: Result<(), PracticeError>, what: &str) {
        match written {
            Ok(()) => {}
            Err(error) if self.is_removed() => tracing::debug!(%error, "the practice network's folder was removed"),
            Err(error) => tracing::error!(%error, "the practice network's {what} was not written"),
        }
    }

    /// Whether the directory is surely not there any more.
    fn is_removed(&self) -> bool {
        matches!(self.dir.try_exists(), Ok(false))
    }

    fn try_save(&self, chain: &Chain) -> Result<(), PracticeError> {
        self.try_save_blocks(chain)?;
        let state = StateOut {
            genesis: &chain.genesis,
            height: chain.tip(),
            world: &chain.world,
        };
        replace(&self.path("state.json"), &state)?;
        self.try_save_pool(chain)
    }

    fn try_save_blocks(&self, chain: &Chain) -> Result<(), PracticeError> {
        let path = self.path("blocks.jsonl");
        let unusable = |error: std::io::Error| unusable(&path, error);
        let file = OpenOptions::new().create(true).write(true).truncate(false).open(&path);
        let mut file = file.map_err(unusable)?;
        let mut written = self.written();
        if file.metadata().map_err(unusable)?.len() < written.length {
            // Somebody took away what stood there.
            written = Written::default();
        }
        let mut lines = Vec::new();
        for block in (written.height + 1..=chain.tip()).filter_map(|height| chain.block(height)) {
            serde_json::to_writer(&mut lines, block).map_err(|error| unusable(error.into()))?;
            lines.push(b'\n');
        }
        let mut write = || -> std::io::Result<()> {
            file.set_len(written.length)?;
            file.seek(SeekFrom::Start(written.length))?;
            file.write_all(&lines)?;
            file.sync_data()
        };
        write().map_err(unusable)?;
        self.remember(Written {
            height: chain.tip(),
            length: written.length + lines.len() as u64,
        });
        Ok(())
    }

    /// Writes what waits.
    pub fn save_pool(&self, chain: &Chain) {
        self.log(self.try_save_pool(chain), "pool");
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
mod tests;
