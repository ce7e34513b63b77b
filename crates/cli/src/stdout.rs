//! Standard output that may be closed before all is said, as `ballast-cli delegates | head` closes it.
//!
//! `println!`, `print!` and those of standard error of this crate stand in place of the standard library's, which panic
//! then. What nobody reads is left out, and the command goes on to its end: a transaction is followed whether or not
//! anybody listens.
//!
//! What is written may have words of others in it. None of them moves the cursor, hides a line or changes a colour.

use std::{
    borrow::Cow,
    fmt,
    io::{self, ErrorKind, IsTerminal, Write},
    process,
};

macro_rules! print {
    ($($text:tt)*) => { $crate::stdout::write(format_args!($($text)*)) };
}

macro_rules! println {
    () => { $crate::stdout::write(format_args!("\n")) };
    ($($text:tt)*) => { $crate::stdout::write(format_args!("{}\n", format_args!($($text)*))) };
}

macro_rules! eprint {
    ($($text:tt)*) => { $crate::stdout::write_error(format_args!($($text)*)) };
}

macro_rules! eprintln {
    ($($text:tt)*) => { $crate::stdout::write_error(format_args!("{}\n", format_args!($($text)*))) };
}

/// Writes to standard error, without letters that a terminal would obey; where nobody hears it, nothing is said.
pub(crate) fn write_error(text: fmt::Arguments<'_>) {
    let text = fmt::format(text);
    drop(io::stderr().lock().write_all(obeyed_by_none(&text).as_bytes()));
}

/// Writes to standard output, without letters that a terminal would obey.
pub(crate) fn write(text: fmt::Arguments<'_>) {
    file(&obeyed_by_none(&fmt::format(text)));
}

/// A text without what a terminal obeys, but for the ends of its lines.
fn obeyed_by_none(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    match text.contains(obeyed) {
        true => text.replace(obeyed, "").into(),
        false => text.into(),
    }
}

/// Writes a file to standard output, as it is but at a terminal. Where that fails for another reason than a closed pipe,
/// such as a full disk, the program ends: half a file must not pass for a whole one.
pub(crate) fn file(text: &str) {
    let text = match io::stdout().is_terminal() {
        true => obeyed_by_none(text),
        false => text.into(),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("The answer cannot be written: {error}.");
            process::exit(1);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_is_obeyed() {
        assert_eq!(
            obeyed_by_none("a\u{1b}[2J\rb\u{9b}1A\u{7f}\u{8}c\n\td\n"),
            "a[2Jb1Ac\n\td\n"
        );
        assert_eq!(
            obeyed_by_none("12\u{202f}000 \u{2248} caf\u{e9}"),
            "12\u{202f}000 \u{2248} caf\u{e9}"
        );
    }
}
