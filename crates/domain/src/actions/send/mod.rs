//! IOTX and tokens, sent to somebody.

mod send_iotx;
mod send_nft;
mod send_token;

pub use self::{send_iotx::Send, send_nft::SendNft, send_token::SendToken};
