//! What a person can want, in the order of a menu: what each entry asks for, and the action that the answers become. The
//! one place where a verb becomes an action, whichever screen it is said on.

mod bucket;
mod delegate;
mod selection;
mod step;

pub use self::{
    bucket::{Answers, Ask, BucketAction},
    delegate::{DelegateAction, DelegateAnswers},
    step::Step,
};
