//! Money and what it weighs: IOTX to the Rau, tokens by their contract's decimals, votes.

mod amount;
mod token;
mod weight;
mod written;

pub(crate) use self::weight::multiply;
pub use self::{
    amount::{Amount, AmountError, RAU_PER_IOTX, Votes, grouped},
    token::{Token, TokenAmount, TokenAmountError, TokenForm, Units, shown_text},
    weight::{vote_weight, vote_weight_of},
    written::{NumberError, understood, whole_number},
};
