//! The screens that are not there at the start. They are a part of their own of the compiled interface, which the window
//! loads when one of them is first wanted: Home is up sooner when only Home's code has to be read and compiled.

use leptos::prelude::*;

use super::{
    activity::{Activity, ReplaceSubmission, SubmissionPage},
    batch::{BatchPage, ReviewWish},
    book::AddressBook,
    bucket::{BucketAct, BucketPage, FindBucket},
    buckets::Buckets,
    calendar::Calendar,
    delegates::Delegates,
    drafts::Drafts,
    ladder::LadderPlanner,
    onboarding::Onboarding,
    operator::{DelegateDeed, Operator, RegisterDelegate},
    plan::Plan,
    receive::Receive,
    send::Send,
    settings::Settings,
    stake::{ChooseDelegate, Stake},
};

/// A screen that is loaded later.
#[derive(Clone, Copy)]
pub enum Later {
    /// [`Onboarding`].
    Onboarding,
    /// [`Delegates`].
    Delegates,
    /// [`Buckets`].
    Buckets,
    /// [`BucketPage`].
    BucketPage,
    /// [`BucketAct`].
    BucketAct,
    /// [`FindBucket`].
    FindBucket,
    /// [`ChooseDelegate`].
    ChooseDelegate,
    /// [`Stake`].
    Stake,
    /// [`Activity`].
    Activity,
    /// [`SubmissionPage`].
    SubmissionPage,
    /// [`ReplaceSubmission`].
    ReplaceSubmission,
    /// [`Settings`].
    Settings,
    /// [`Send`].
    Send,
    /// [`Receive`].
    Receive,
    /// [`AddressBook`].
    AddressBook,
    /// [`Operator`].
    Operator,
    /// [`RegisterDelegate`].
    RegisterDelegate,
    /// [`DelegateDeed`].
    DelegateDeed,
    /// [`ReviewWish`].
    ReviewWish,
    /// [`BatchPage`].
    BatchPage,
    /// [`Drafts`].
    Drafts,
    /// [`Plan`].
    Plan,
    /// [`LadderPlanner`].
    LadderPlanner,
    /// [`Calendar`].
    Calendar,
}

impl Later {
    /// The screen, once its code is there.
    pub fn view(self) -> impl IntoView {
        Suspend::new(show(self))
    }
}

#[lazy]
fn show(screen: Later) -> AnyView {
    match screen {
        Later::Onboarding => view! { <Onboarding /> }.into_any(),
        Later::Delegates => view! { <Delegates /> }.into_any(),
        Later::Buckets => view! { <Buckets /> }.into_any(),
        Later::BucketPage => view! { <BucketPage /> }.into_any(),
        Later::BucketAct => view! { <BucketAct /> }.into_any(),
        Later::FindBucket => view! { <FindBucket /> }.into_any(),
        Later::ChooseDelegate => view! { <ChooseDelegate /> }.into_any(),
        Later::Stake => view! { <Stake /> }.into_any(),
        Later::Activity => view! { <Activity /> }.into_any(),
        Later::SubmissionPage => view! { <SubmissionPage /> }.into_any(),
        Later::ReplaceSubmission => view! { <ReplaceSubmission /> }.into_any(),
        Later::Settings => view! { <Settings /> }.into_any(),
        Later::Send => view! { <Send /> }.into_any(),
        Later::Receive => view! { <Receive /> }.into_any(),
        Later::AddressBook => view! { <AddressBook /> }.into_any(),
        Later::Operator => view! { <Operator /> }.into_any(),
        Later::RegisterDelegate => view! { <RegisterDelegate /> }.into_any(),
        Later::DelegateDeed => view! { <DelegateDeed /> }.into_any(),
        Later::ReviewWish => view! { <ReviewWish /> }.into_any(),
        Later::BatchPage => view! { <BatchPage /> }.into_any(),
        Later::Drafts => view! { <Drafts /> }.into_any(),
        Later::Plan => view! { <Plan /> }.into_any(),
        Later::LadderPlanner => view! { <LadderPlanner /> }.into_any(),
        Later::Calendar => view! { <Calendar /> }.into_any(),
    }
}
