//! The liar's end of a connection: what is answered, in whole, in half, without end or not at all.

use std::{io::Write, net::TcpStream};

use super::Shared;
use crate::proxy::{answer, read_request};

/// What is sent at once of an answer without end.
const CHUNK: usize = 1 << 16;
/// After so many bytes even the flood ends, so that a wallet which reads on is told by its silence.
const FLOOD: usize = 64 << 20;

/// What becomes of one request.
pub(super) enum Fate {
    /// The connection ends without an answer.
    Silence,
    /// This is answered.
    Answer(Vec<u8>),
    /// Half of this is.
    Half(Vec<u8>),
    /// There is no end to the answer.
    Flood,
}

/// Serves one request of a connection; none when it is over.
pub(super) fn serve(mut client: &TcpStream, shared: &Shared) -> Option<()> {
    let body = read_request(client)?;
    match shared.fate(&body)? {
        Fate::Silence => None,
        Fate::Answer(text) => answer(client, &text),
        Fate::Half(text) => {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", text.len());
            client.write_all(head.as_bytes()).ok()?;
            client.write_all(&text[..text.len() / 2]).ok()?;
            None
        }
        Fate::Flood => {
            let head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x";
            client.write_all(head).ok()?;
            let chunk = [b'0'; CHUNK];
            (0..FLOOD / CHUNK).try_for_each(|_| client.write_all(&chunk)).ok()?;
            None
        }
    }
}
