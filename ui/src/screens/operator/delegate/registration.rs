//! What a registration and its change both ask for: a name, an operator, who may claim, the BLS key.

use ballast_domain::{Address, BlsKey, Rule};
use leptos::{children::ViewFn, prelude::*};

use super::fields::{AddressField, AddressText, KeyText};
use crate::kit::{components::Field, state::KeptForm};

/// As typed.
#[derive(Clone, Copy)]
pub struct Registration {
    /// The delegate's name.
    pub name: RwSignal<String>,
    /// Signs its blocks.
    pub operator: AddressText,
    /// May claim what it earns.
    pub reward: AddressText,
    /// Of the node.
    pub key: KeyText,
}

impl Registration {
    /// Begins with these; or as they were left in the form.
    pub fn of(
        form: &KeptForm,
        name: &str,
        operator: Option<Address>,
        reward: Option<Address>,
        key: Option<BlsKey>,
    ) -> Self {
        Self {
            name: form.text("name", name),
            operator: AddressText::of(form, "operator", operator),
            reward: AddressText::of(form, "reward", reward),
            key: KeyText::of(form, key),
        }
    }

    fn mistake(self) -> Option<String> {
        let wrong = self
            .name
            .with(|n| !n.is_empty() && !ballast_domain::Candidate::is_valid_name(n));
        wrong.then(|| Rule::CandidateName.sentence().to_owned())
    }
}

/// Its lines but the key's.
#[component]
pub fn RegistrationFields(
    /// What is typed.
    of: Registration,
    /// What the names for tests begin with.
    test: &'static str,
    /// What is asked for between the name and the addresses.
    #[prop(optional, into)]
    between: ViewFn,
) -> impl IntoView {
    view! {
        <Field
            label="Name"
            test=format!("{test}-name")
            value=of.name
            error=Signal::derive(move || of.mistake())
            help="1 to 12 characters of a-z and 0-9; voters see it"
        />
        {between.run()}
        <AddressField
            label="Operator"
            test=format!("{test}-operator")
            value=of.operator
            help="Signs its blocks: the address of the node's key"
        />
        <AddressField label="Rewards to" test=format!("{test}-reward") value=of.reward help="May claim what it earns" />
    }
}
