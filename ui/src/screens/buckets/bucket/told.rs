//! What the person has entered for an action on a bucket, and what is wrong with it.

use ballast_api::{AccountView, BucketLife, Home, calls};
use ballast_domain::{
    Address, Amount, AmountError, Rule,
    actions::nft::Term,
    menu::{Answers, Ask, BucketAction},
};
use leptos::prelude::*;

use crate::kit::{
    components::Again,
    format::{sentence, typed_days},
    state::{Ground, KeptForm, Remote, app, read},
};

/// The content of a form.
#[derive(Clone, Copy)]
pub struct Told {
    /// The action.
    pub action: BucketAction,
    /// Who signs and pays: the bucket's owner, or who adds to another's bucket.
    pub payer: Option<Address>,
    /// Its duration counts in blocks.
    pub in_blocks: bool,
    /// Of a contract.
    pub nft: bool,
    /// As typed.
    pub amount: RwSignal<String>,
    /// Days or blocks, as typed.
    pub time: RwSignal<String>,
    /// The delegate's permanent id and name.
    pub delegate: RwSignal<Option<(Address, String)>>,
    /// Its name alone, as it was chosen.
    pub delegate_name: RwSignal<String>,
    /// As typed.
    pub to: RwSignal<String>,
    /// The address's last characters, typed again.
    pub again: Again,
    /// Buckets to merge in.
    pub others: RwSignal<Vec<u64>>,
    /// What the payer can spend.
    pub ground: Ground,
    home: Remote<Home>,
}

impl Told {
    /// The form of an action on a bucket, whose content is kept.
    pub fn form(life: &BucketLife, action: BucketAction) -> KeptForm {
        KeptForm::of(format_args!("bucket/{}/{}", life.bucket.id, action.word()))
    }

    /// A new form, whose time is the bucket's own; or as it was left.
    pub fn new(form: &KeptForm, life: &BucketLife, action: BucketAction) -> Self {
        let accounts = app().accounts();
        let owner = accounts.iter().find(|a| a.address == life.bucket.owner && a.can_sign());
        let giver = accounts.iter().find(|a| a.can_sign());
        let payer = match (owner, action) {
            (Some(owner), _) => Some(owner.address),
            (None, BucketAction::Deposit) => {
                let acting = app().acting().filter(AccountView::can_sign);
                acting.map(|a| a.address).or(giver.map(|a| a.address))
            }
            (None, _) => None,
        };
        let (in_blocks, time) = match Term::of(&life.bucket) {
            Term::Days(days) => (false, days.0.to_string()),
            Term::Blocks(blocks) => (true, blocks.to_string()),
        };
        let to = form.text("to", "");
        Self {
            action,
            payer,
            in_blocks,
            nft: life.bucket.id.contract.is_some(),
            amount: form.text("amount", ""),
            time: form.text("time", time),
            delegate: RwSignal::new(None),
            delegate_name: form.text("delegate", ""),
            to,
            again: Again::new(Signal::derive(move || meant(to))),
            others: form.keep("others", Vec::new()),
            ground: Ground::new(Signal::derive(move || payer), Vec::new),
            home: read(move || {
                let account = payer?;
                Some(calls::GetHome { account: Some(account) })
            }),
        }
    }

    /// What the action asks for.
    pub fn asks(self) -> &'static [Ask] {
        self.action.asks(self.nft)
    }

    /// What the payer has; none while that is not known.
    pub fn liquid(self) -> Option<Amount> {
        self.home.value.with(|h| h.as_ref()?.liquid.as_ref().map(|l| l.value))
    }

    /// The amount, or what is wrong with it. A bucket NFT may be made longer without adding to it.
    ///
    /// # Errors
    /// A sentence for people, ready to stand under the field.
    pub fn amount(self) -> Result<Amount, String> {
        let text = self.amount.get();
        if text.trim().is_empty() && self.action == BucketAction::Expand {
            return Ok(Amount::ZERO);
        }
        if text.trim().is_empty() {
            return Err(Rule::AmountZero.help().to_owned());
        }
        text.parse().map_err(|e: AmountError| sentence(&e.to_string()))
    }

    /// The time, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence for people, ready to stand under the field.
    pub fn term(self) -> Result<Term, String> {
        let text = self.time.get();
        let text = text.trim();
        match self.in_blocks {
            true => text
                .parse()
                .map(Term::Blocks)
                .map_err(|_| "Enter a whole number of blocks.".to_owned()),
            false => typed_days(text).map(Term::Days),
        }
    }

    /// The days for drawing: 0 while what is typed is no number.
    pub fn days_shown(self) -> u32 {
        self.time.with(|text| typed_days(text)).map_or(0, |days| days.0)
    }

    /// Whose the bucket will be; none while nobody is meant.
    pub fn recipient(self) -> Option<Address> {
        meant(self.to)
    }

    /// All that was asked for; none while something is missing or wrong.
    pub fn answers(self) -> Option<Answers> {
        let mut answers = Answers::default();
        for ask in self.asks() {
            match ask {
                Ask::Amount => answers.amount = Some(self.amount().ok()?),
                Ask::Term => answers.term = Some(self.term().ok()?),
                Ask::Delegate => answers.delegate = Some(self.delegate.get()?),
                Ask::Recipient => answers.to = Some(self.recipient()?),
                Ask::Others => answers.others = self.others.get(),
            }
        }
        (!self.asks().contains(&Ask::Others) || !answers.others.is_empty()).then_some(answers)
    }
}

/// The address that is meant by an address or a name.
fn meant(text: RwSignal<String>) -> Option<Address> {
    text.with(|text| app().whom(text)).ok()
}
