//! The lines of a review that tell of tokens.

use ballast_domain::{Address, Change, Figure, Ledger, Phrase, TokenAmount, TokenForm, phrase};

/// What differs in the tokens that an action names.
pub(super) fn token_lines(account: Address, before: &Ledger, after: &Ledger) -> Vec<Change> {
    let mut lines = Vec::new();
    for (at, new) in &after.tokens {
        let Some(old) = before.tokens.get(at) else { continue };
        let word = new
            .symbol
            .clone()
            .filter(|_| new.listed)
            .unwrap_or_else(|| "Unlisted token".into());
        if new.form == TokenForm::Erc20 && old.balance(account) != new.balance(account) {
            let held = |token: &ballast_domain::Token| Figure::Text(token.balance(account).for_people());
            lines.push(line(word.clone(), held(old), held(new)));
        }
        for (spender, allowed) in new.allowances.get(&account).into_iter().flatten() {
            let was = old.allowance(account, *spender);
            let now = TokenAmount::new(allowed.clone(), new.counted_with());
            if was.as_ref() != Some(&now) {
                let amount = |amount: Option<TokenAmount>| {
                    amount.map_or(Figure::Unknown, |amount| Figure::Text(amount.for_people()))
                };
                let says = phrase!("{} that {} may take", &word, *spender);
                lines.push(line(says, amount(was), amount(Some(now))));
            }
        }
        for (id, holder) in &new.holders {
            let was = old.holders.get(id);
            if was != Some(holder) {
                let owner = |holder: Option<&Address>| match holder {
                    Some(holder) if *holder == account => Figure::Text("you".into()),
                    Some(holder) => Figure::Text(holder.to_string()),
                    None => Figure::Unknown,
                };
                lines.push(line(format!("{word} {id}, holder"), owner(was), owner(Some(holder))));
            }
        }
    }
    lines
}

fn line(says: impl Into<Phrase>, before: Figure, after: Figure) -> Change {
    Change::new(says, before, after)
}
