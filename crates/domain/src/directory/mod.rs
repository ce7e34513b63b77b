//! The directory of delegates: the order in which nobody is favoured, who stands behind several of them, and how much of the
//! network few of them hold.

mod concentration;
mod control;
mod fair_order;
mod figure;
mod nakamoto;
mod ratio;

pub use self::{
    concentration::{gini, share_of_top},
    control::{
        ControlGroup, ControlRole, DelegateRoles, RoleOf, SharedAddress, common_control, listed, shared_addresses,
    },
    fair_order::{fair_order, lot},
    figure::NetworkFigure,
    nakamoto::{Nakamoto, nakamoto},
    ratio::BasisPoints,
};
