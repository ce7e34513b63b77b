//! What is being decided: who pays, who gets it, what, how much; and what is wrong with any of it.

use ballast_api::{Home, TokenView, calls};
use ballast_domain::{
    Action, Address, Amount, Refusal, Rule, TokenAmount, TokenForm, Units,
    actions::{Send, SendNft, SendToken},
};
use leptos::prelude::*;

use crate::kit::{
    components::Again,
    format::{explain, sentence},
    state::{Ground, KeptForm, Remote, app, read},
};

/// The rules that stand under the recipient.
const OF_RECIPIENT: [Rule; 4] = [
    Rule::ZeroRecipient,
    Rule::TokenLost,
    Rule::SendToProtocol,
    Rule::ProtocolRecipient,
];
/// The rules that stand under the amount.
const OF_AMOUNT: [Rule; 4] = [Rule::AmountZero, Rule::Balance, Rule::SendBalance, Rule::TokenBalance];

/// The form's content.
#[derive(Clone, Copy)]
pub struct Terms {
    /// Who pays.
    pub payer: RwSignal<Option<Address>>,
    /// As typed: an address, or a name of the address book.
    pub to_text: RwSignal<String>,
    /// The token's contract; none for IOTX.
    pub what: RwSignal<Option<Address>>,
    /// As typed.
    pub amount_text: RwSignal<String>,
    /// As typed: which one of a token whose contract numbers them.
    pub number_text: RwSignal<String>,
    /// The end of the address, typed again before a token with a number is given away.
    pub again: Again,
    /// What the payer holds beside IOTX.
    pub tokens: Remote<Vec<TokenView>>,
    /// Goes up when tokens may have come or gone: they are not read for every block.
    pub tokens_again: RwSignal<u64>,
    home: Remote<Home>,
    ground: Ground,
    refusal: RwSignal<Option<Refusal>>,
}

impl Terms {
    /// From the account that is looked at, to nobody yet; or as the form was left.
    pub fn new(form: &KeptForm) -> Self {
        let linked = linked(form);
        let payer = form.payer(|_| true);
        let (tokens, tokens_again) = (Remote::new(), RwSignal::new(0));
        tokens.follow(
            move || payer.get().map(|account| calls::GetTokens { account: Some(account) }),
            tokens_again,
        );
        let (to_text, what) = (form.text("to", ""), form.keep("what", None));
        if let Some(to) = linked {
            to_text.set(to);
        }
        let touched = RwSignal::new(Vec::new());
        let ground = Ground::new(payer.into(), move || touched.get());
        let terms = Self {
            payer,
            to_text,
            what,
            again: Again::new(Signal::derive(move || recipient(to_text))),
            amount_text: form.text("amount", ""),
            number_text: form.text("number", ""),
            tokens,
            tokens_again,
            home: read(move || payer.get().map(|account| calls::GetHome { account: Some(account) })),
            ground,
            refusal: RwSignal::new(None),
        };
        Effect::new(move |_| {
            let wish = terms.payer.get().zip(terms.probe());
            let touches = wish.map(|(payer, action)| action.touches(payer));
            touched.set(touches.unwrap_or_default());
        });
        // The rules themselves answer each key, on the part of the chain that is touched.
        Effect::new(move |_| {
            terms
                .refusal
                .set(terms.probe().and_then(|action| ground.refusal(&action)))
        });
        // Another payer may not hold what was chosen.
        Effect::new(move |_| {
            let chosen = terms.what.get();
            let held = |contract| {
                let of_all = |all: &Option<Vec<TokenView>>| Some(all.as_ref()?.iter().any(|t| t.contract == contract));
                terms.tokens.value.with(of_all)
            };
            if chosen.and_then(held) == Some(false) {
                terms.choose(None);
            }
        });
        terms
    }

    /// Takes a token, or IOTX; how much or which of it was written for something else.
    pub fn choose(self, what: Option<Address>) {
        self.amount_text.set(String::new());
        self.number_text.set(String::new());
        self.what.set(what);
    }

    /// What the payer has in IOTX; none while that is not known.
    pub fn liquid(self) -> Option<Amount> {
        self.home.value.with(|h| h.as_ref()?.liquid.as_ref().map(|l| l.value))
    }

    /// The chosen token; none for IOTX.
    pub fn token(self) -> Option<TokenView> {
        let what = self.what.get()?;
        self.tokens
            .value
            .with(|all| all.as_ref()?.iter().find(|token| token.contract == what).cloned())
    }

    /// Whether what is sent has a number, not an amount.
    pub fn is_numbered(self) -> bool {
        self.token().is_some_and(|token| token.form == TokenForm::Erc721)
    }

    /// Who gets it; none while nobody is meant, or a rule forbids it.
    pub fn to(self) -> Option<Address> {
        let to = recipient(self.to_text)?;
        self.of_recipient().is_none().then_some(to)
    }

    /// The rule about who gets it, as a sentence under the field.
    pub fn of_recipient(self) -> Option<String> {
        self.refused(&OF_RECIPIENT)
    }

    /// How much IOTX, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn amount(self) -> Result<Amount, String> {
        let amount = self.typed_amount()?;
        self.refused(&OF_AMOUNT).map_or(Ok(()), Err)?;
        // Also before anybody is named who gets it: the fee has to fit beside the amount.
        let fits = |(balance, fee): (Amount, Amount)| amount.checked_add(fee).is_some_and(|needed| needed <= balance);
        match self.ground.money().is_none_or(fits) {
            true => Ok(amount),
            false => Err(explain(Rule::SendBalance)),
        }
    }

    /// How much of a token, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn quantity(self, token: &TokenView) -> Result<TokenAmount, String> {
        let quantity = self.typed_quantity(token)?;
        self.refused(&OF_AMOUNT).map_or(Ok(quantity), Err)
    }

    /// The rule that forbids it and stands under no field.
    pub fn refused_otherwise(self) -> Option<Refusal> {
        let elsewhere = |r: &Refusal| !OF_RECIPIENT.contains(&r.rule) && !OF_AMOUNT.contains(&r.rule);
        // What is not typed yet breaks no rule.
        self.refusal.get().filter(|r| elsewhere(r) && self.action().is_some())
    }

    fn refused(self, of: &[Rule]) -> Option<String> {
        let refusal = self.refusal.get().filter(|r| of.contains(&r.rule));
        refusal.map(|r| explain(r.rule))
    }

    fn typed_amount(self) -> Result<Amount, String> {
        let text = self.amount_text.get();
        if text.trim().is_empty() {
            return Err(Rule::AmountZero.help().to_owned());
        }
        let amount: Amount = text
            .parse()
            .map_err(|e: ballast_domain::AmountError| sentence(&e.to_string()))?;
        match amount.is_zero() {
            true => Err(explain(Rule::AmountZero)),
            false => Ok(amount),
        }
    }

    fn typed_quantity(self, token: &TokenView) -> Result<TokenAmount, String> {
        let text = self.amount_text.get();
        if text.trim().is_empty() {
            return Err(Rule::AmountZero.help().to_owned());
        }
        let decimals = token.counted_with().ok_or("How this token counts is not known now.")?;
        let quantity = TokenAmount::parse(&text, decimals).map_err(|e| sentence(&e.to_string()))?;
        match quantity.units.is_zero() {
            true => Err(explain(Rule::AmountZero)),
            false => Ok(quantity),
        }
    }

    /// Which one of a token, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn number(self) -> Result<Units, String> {
        let text = self.number_text.get();
        text.trim().parse().map_err(|_| "Enter the token's number.".to_owned())
    }

    /// What is wrong with how much or which, if something is.
    pub fn wrong_amount(self) -> Option<String> {
        match (self.what.get(), self.token()) {
            (None, _) => self.amount().err(),
            (Some(_), Some(token)) => self.quantity(&token).err(),
            // A token that is not read yet: nothing is known of it.
            (Some(_), None) => None,
        }
    }

    /// What is wanted, once all of it is right.
    pub fn action(self) -> Option<Action> {
        self.to()?;
        match self.token().map(|token| token.form) {
            _ if self.what.get().is_none() => drop(self.amount().ok()?),
            Some(TokenForm::Erc20) => drop(self.quantity(&self.token()?).ok()?),
            Some(TokenForm::Erc721) if self.again.is_done() => drop(self.number().ok()?),
            _ => return None,
        }
        self.probe()
    }

    /// What is wanted as far as it is typed: the least of what is not.
    fn probe(self) -> Option<Action> {
        let to = recipient(self.to_text)?;
        let Some(token) = self.what.get() else {
            let amount = self.typed_amount().unwrap_or(Amount::from_rau(1));
            let payload = Vec::new();
            return Some(Send { to, amount, payload }.into());
        };
        let held = self.token()?;
        match held.form {
            TokenForm::Erc20 => {
                let least = TokenAmount::new(Units::default(), held.counted_with()?);
                let quantity = self.typed_quantity(&held).unwrap_or(least);
                Some(SendToken { token, to, quantity }.into())
            }
            TokenForm::Erc721 => {
                let (id, from) = (self.number().ok()?, self.payer.get()?);
                Some(SendNft { token, id, from, to }.into())
            }
        }
    }
}

/// Who is named by the link that led here; none where none is, where the form was left for the same, or where the window was
/// loaded anew since. Who is named is meant, and not what was left in the form for somebody else.
fn linked(form: &KeptForm) -> Option<String> {
    const LINK: &str = "link";
    let to = leptos_router::hooks::use_query_map().with_untracked(|q| q.get("to"));
    let to = to.filter(|to| !to.is_empty())?;
    let left = form.clone();
    on_cleanup(move || left.forget_one(LINK));
    if form.kept::<String>(LINK).as_ref() == Some(&to) {
        return None;
    }
    if form.kept::<String>("to").as_ref() == Some(&to) {
        form.write(LINK, &to);
        return None;
    }
    form.forget();
    form.write(LINK, &to);
    Some(to)
}

fn recipient(to_text: RwSignal<String>) -> Option<Address> {
    to_text.with(|text| app().whom(text)).ok()
}
