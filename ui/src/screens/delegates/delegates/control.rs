//! Who stands behind the delegate and others, as far as their addresses tell.

use ballast_api::{CommonControl, ControlGroupView, ControlMember, calls};
use ballast_domain::{Address, Snapshot};
use leptos::prelude::*;

use crate::{
    flows::delegates::place,
    kit::{
        backend::{Failure, ask},
        components::Skeleton,
        format::{UNKNOWN, grouped},
        state::app,
    },
};

/// With which others the delegate counts as one party. Asked once: addresses seldom change, and it takes a look at all delegates.
#[component]
pub fn Control(id: Address) -> impl IntoView {
    let read = RwSignal::new(None::<Result<Snapshot<CommonControl>, Failure>>);
    leptos::task::spawn_local(async move {
        let _ = read.try_set(Some(ask(&calls::GetCommonControl {}).await));
    });
    let shown = move || match read.get() {
        None => view! { <Skeleton size="short" /> }.into_any(),
        Some(Err(failure)) => {
            view! { <p class="dim" data-test="control-unknown" title=failure.sentence>{UNKNOWN}</p> }.into_any()
        }
        Some(Ok(found)) => {
            let is_of = |group: &&ControlGroupView| group.members.iter().any(|member| member.id == id);
            match found.value.groups.iter().find(is_of) {
                Some(group) => of_group(group, id).into_any(),
                None => of_nobody(&found.value).into_any(),
            }
        }
    };
    view! {
        <section class="card stack-m" data-test="delegate-control">
            <h2>"Common control"</h2>
            {shown}
        </section>
    }
}

/// The others of its group, how many places they hold together, and what joins them.
fn of_group(group: &ControlGroupView, id: Address) -> impl IntoView {
    let app = app();
    let others = group.members.iter().filter(|member| member.id != id);
    let link = |member: &ControlMember| {
        view! { <a class="link" href=place::page(&member.name)>{member.name.clone()}</a> }
    };
    let together = group.members.len();
    let held = match group.elected {
        Some(elected) => format!(
            "{} delegates, {} of them in the pool.",
            grouped(together as u64),
            grouped(elected)
        ),
        None => format!(
            "{} delegates; how many are in the pool is not known.",
            grouped(together as u64)
        ),
    };
    let basis = group.basis().into_iter().map(|sentence| {
        let short = app.in_names(&sentence);
        view! { <li title=sentence>{short}</li> }
    });
    view! {
        <p data-test="control-held">{held}</p>
        <p class="row tight wraps">{others.map(link).collect_view()}</p>
        <ul class="sm mid" data-test="control-basis">{basis.collect_view()}</ul>
        <p class="sm dim">"A sign, and no proof: anybody may name a stranger's address for rewards."</p>
    }
}

fn of_nobody(found: &CommonControl) -> impl IntoView + use<> {
    view! {
        <p class="mid" data-test="control-none">
            "Nothing that is known joins it with another delegate. Addresses of payout services are not counted."
        </p>
        {(!found.endorsers_known).then(|| view! { <p class="sm dim">"The node did not say who endorses delegates."</p> })}
        {(!found.unread.is_empty())
            .then(|| view! { <p class="sm dim">"Of some reward addresses that several delegates share it is not known whether they are contracts: they join none."</p> })}
    }
}
