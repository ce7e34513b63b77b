//! IOTX and tokens, sent to somebody.

mod allow_token;
mod send_iotx;
mod send_nft;
mod send_token;
mod tokens;

pub use self::{allow_token::AllowToken, send_iotx::Send, send_nft::SendNft, send_token::SendToken};
