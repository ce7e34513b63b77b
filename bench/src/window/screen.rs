//! The pixels of a screen that lives in memory: Xvfb keeps them in a file (its option `-fbdir`), in the format of `xwd`.

use std::{fmt, fs::File, os::unix::fs::FileExt as _};

use crate::error::{Error, Result};

const BYTES_PER_PIXEL: u64 = 4;
/// Numbers of the header, by their place in it (X11/XWDFile.h); each is 32 bits, the most significant byte first.
const HEADER_SIZE: usize = 0;
const BITS_PER_PIXEL: usize = 11;
const BYTES_PER_LINE: usize = 12;
const COLOURS: usize = 19;
const COLOUR_SIZE: u64 = 12;

/// A part of the screen, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Area {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// To the right.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}+{}+{}", self.width, self.height, self.x, self.y)
    }
}

/// A screen that can be read as fast as it changes.
pub struct Screen {
    file: File,
    start: u64,
    bytes_per_line: u64,
}

impl Screen {
    /// The one that the variable `BALLAST_SCREEN` names.
    ///
    /// # Errors
    /// There is none, or it is not of four bytes a pixel.
    pub fn of_this_desktop() -> Result<Self> {
        let name = std::env::var_os("BALLAST_SCREEN")
            .ok_or_else(|| Error::Unfair("BALLAST_SCREEN does not say where the screen's pixels are".into()))?;
        let file = File::open(&name).map_err(Error::io(name.display()))?;
        let mut header = [0; 100];
        file.read_exact_at(&mut header, 0).map_err(Error::io(name.display()))?;
        let (numbers, _) = header.as_chunks::<4>();
        let number = |at: usize| u64::from(u32::from_be_bytes(numbers[at]));
        if number(BITS_PER_PIXEL) != BYTES_PER_PIXEL * 8 {
            return Err(Error::Unfair("the screen does not have 32 bits a pixel".into()));
        }
        Ok(Self {
            file,
            start: number(HEADER_SIZE) + number(COLOURS) * COLOUR_SIZE,
            bytes_per_line: number(BYTES_PER_LINE),
        })
    }

    /// What an area shows now, line by line.
    ///
    /// # Errors
    /// It reaches past the screen.
    pub fn read(&self, area: &Area) -> Result<Vec<u8>> {
        let line = u64::from(area.width) * BYTES_PER_PIXEL;
        let mut pixels = vec![0; (line * u64::from(area.height)) as usize];
        for (y, line) in (u64::from(area.y)..).zip(pixels.chunks_exact_mut(line as usize)) {
            let at = self.start + y * self.bytes_per_line + u64::from(area.x) * BYTES_PER_PIXEL;
            self.file.read_exact_at(line, at).map_err(Error::io("the screen"))?;
        }
        Ok(pixels)
    }
}
