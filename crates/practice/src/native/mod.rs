//! The native protocols as contracts that have no code: calldata in, state out.

mod abi;
mod call;
mod decode;
mod reads;

pub(crate) use self::{
    call::{Call, NativeCall},
    decode::{decode, is_native},
    reads::{Read, View, read},
};
