//! IOTX and tokens, sent to somebody.

mod allow_token;
mod send_iotx;
mod send_nft;
mod send_token;
