//! Fields of one line: empty, filled, wrong, hidden; searches and lists.

use leptos::prelude::*;

use super::{
    sample::{ADA, payer},
    section::{Section, State},
};
use crate::kit::components::{
    AccountSelect, Again, AgainField, DelegateSelect, Field, Glyph, Icon, Mistake, MoneyField, PayerField, SearchField,
    Understood,
};

/// What is typed or chosen from a list.
#[component]
pub fn Fields() -> impl IntoView {
    let text = |words: &str| RwSignal::new(words.to_owned());
    let wrong = || Signal::stored(Some("An address has 41 or 42 characters.".to_owned()));
    let again = Again::new(Signal::stored(Some(ADA)));
    view! {
        <Section name="fields" title="Fields">
            <div class="grid2">
                <Field label="Empty" test="gallery-empty" value=text("") help="A word of help stands under it." />
                <Field label="Filled" test="gallery-filled" value=text("New roof") />
                <Field label="With a mistake" test="gallery-wrong" value=text("io1ada") error=wrong() mono=true />
                <Field label="Monospaced" test="gallery-mono" value=text(&ADA.to_io1()) mono=true />
                <Field label="Hidden" test="gallery-secret" value=text("ballast") secret=true />
                <MoneyField label="Money: digits stand in groups once it is left" test="gallery-money" value=text("12000") />
                <State name="how an amount was read">
                    <Understood text=text("1,234.50") test="gallery-understood".to_owned() />
                </State>
                <AgainField again test="gallery-again" what="a bucket" />
                <PayerField payer=RwSignal::new(payer()) test="gallery-payer" />
                <State name="a delegate">
                    <DelegateSelect label="Delegate" test="gallery-delegate" value=text("") />
                </State>
                <State name="an account">
                    <AccountSelect test="gallery-account" value=RwSignal::new(payer()) />
                </State>
            </div>
            <div class="row wraps top-aligned">
                <State name="search">
                    <SearchField text=text("") test="gallery-search" label="Search the gallery" hint="Name or address">
                        <kbd>"/"</kbd>
                    </SearchField>
                </State>
                <State name="search, typed">
                    <SearchField text=text("fathom") test="gallery-searched" label="Search the gallery" hint="Name or address">
                        <button type="button" class="clear" aria-label="Clear the search">
                            <Icon glyph=Glyph::Cross small=true />
                        </button>
                    </SearchField>
                </State>
                <State name="a mistake by itself"><Mistake of=wrong() id="gallery-mistake" /></State>
            </div>
        </Section>
    }
}
