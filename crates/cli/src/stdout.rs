//! Standard output that may be closed before all is said, as `ballast-cli delegates | head` closes it.
//!
//! `println!` and `print!` of this crate stand in place of the standard library's, which panic then. What nobody reads is
//! left out, and the command goes on to its end: a transaction is followed whether or not anybody listens.

use std::{
    fmt,
    io::{self, ErrorKind, Write},
    process,
};

macro_rules! print {
    ($($text:tt)*) => { $crate::stdout::write(format_args!($($text)*)) };
}

macro_rules! println {
    () => { $crate::stdout::write(format_args!("\n")) };
    ($($text:tt)*) => { $crate::stdout::write(format_args!("{}\n", format_args!($($text)*))) };
}

/// Writes to standard output. Where that fails for another reason than a closed pipe, such as a full disk, the program
/// ends: half a file must not pass for a whole one.
pub(crate) fn write(text: fmt::Arguments<'_>) {
    match io::stdout().lock().write_fmt(text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("The answer cannot be written: {error}.");
            process::exit(1);
        }
        _ => {}
    }
}
