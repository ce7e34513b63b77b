//! Fields of one line: empty, filled, wrong, hidden; searches and lists.

use leptos::prelude::*;

use super::{
    sample::{ADA, payer},
    section::{Section, State},
};
use crate::{
    flows::delegates::DelegateChooser,
    kit::components::{
        AccountSelect, AddressField, Again, AgainField, Choice, Chooser, DateField, Field, Glyph, Icon, Mistake,
        MoneyField, PayerField, SearchField, Understood, fitting,
    },
};

/// What is typed or chosen from a list.
#[component]
pub fn Fields() -> impl IntoView {
    let text = |words: &str| RwSignal::new(words.to_owned());
    let wrong = || Signal::stored(Some("An address has 41 or 42 characters.".to_owned()));
    let again = Again::new(Signal::stored(Some(ADA)));
    let harbour = text("");
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
                    <DelegateChooser label="Delegate" test="gallery-delegate" value=text("") />
                </State>
                <State name="one of many">
                    <Chooser
                        label="Harbour"
                        test="gallery-chooser"
                        text=harbour
                        choices=Signal::derive(move || harbour.with(|text| fitting(harbours(), text)))
                        settled=Signal::derive(move || harbour.with(|text| harbours().iter().any(|h| h.name == *text)))
                        arrow=true
                    />
                </State>
                <State name="one of many, none of them">
                    <Chooser
                        label="Harbour"
                        test="gallery-chooser-wrong"
                        text=text("Atlantis")
                        choices=Signal::stored(Vec::new())
                        settled=Signal::stored(false)
                        wrong=Signal::stored(true)
                        arrow=true
                    />
                    <Mistake of=Signal::stored(Some("No harbour is called Atlantis.".to_owned())) id="gallery-chooser-wrong-error" />
                </State>
                <AddressField label="An address or a name" test="gallery-address" value=text("") help="Names are offered as one types." />
                <AddressField label="An address, pasted" test="gallery-address-pasted" value=text(&format!(" iotex:{} ", ADA.to_io1())) />
                <AddressField label="An address with a mistake" test="gallery-address-wrong" value=text(&ADA.to_hex()[2..]) />
                <DateField label="A date" test="gallery-date" value=text("2040-06-13") />
                <DateField label="A date, as people write one" test="gallery-date-written" value=text("13.6.2040") help="In UTC" />
                <DateField label="A date that can be two" test="gallery-date-wrong" value=text("3/4/2040") />
                <State name="a date in a line">
                    <DateField label="From this day" word="from" test="gallery-date-small" value=text("") />
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

/// What a chooser chooses from, here.
fn harbours() -> Vec<Choice> {
    let harbour = |name: &str, mark: &str, beside: &str| Choice {
        value: name.to_owned(),
        name: name.to_owned(),
        mark: mark.to_owned(),
        beside: beside.to_owned(),
        also: String::new(),
    };
    vec![
        harbour("Bergen", "Open", "60° 24′ N"),
        harbour("Cadiz", "Open", "36° 32′ N"),
        harbour("Hull", "Full", "53° 44′ N"),
    ]
}
