//! Requests of `ballast_api::calls::keys`.

use ballast_api::calls::{
    AddAccount, AskWordCheck, CheckWords, CreateVault, EstimatePassword, GetPhrases, ImportKey, ImportPhrase, Lock,
    LookAtReset, RenameAccount, ResetPassword, RevealPhrase, SearchPhrase, Touch, Unlock, UnlockWithKeyring,
    UnwatchAddress, UseKeyring, WatchAddress,
};

use super::serve;

serve! { wallet =>
    CreateVault(req) => wallet.session().await?.create_vault(req).await?;
    RevealPhrase(req) => wallet.session().await?.reveal_phrase(req).await?;
    AskWordCheck(req) => wallet.session().await?.ask_word_check(req.which)?;
    CheckWords(req) => wallet.session().await?.check_words(req).await?;
    ImportPhrase(req) => wallet.session().await?.import_phrase(req).await?;
    ImportKey(req) => wallet.session().await?.import_key(req).await?;
    GetPhrases(_) => wallet.session().await?.phrase_views().await?;
    SearchPhrase(req) => wallet.session().await?.search_again(req.which).await?;
    AddAccount(req) => wallet.session().await?.add_account(req).await?;
    WatchAddress(req) => wallet.session().await?.watch_address(req).await?;
    UnwatchAddress(req) => {
        wallet.session().await?.unwatch(req.address).await?;
        wallet.status().await?
    };
    RenameAccount(req) => {
        wallet.session().await?.rename_account(req.address, req.label).await?;
        wallet.status().await?
    };
    EstimatePassword(req) => crate::keys::estimate(&req);
    LookAtReset(req) => wallet.session().await?.look_at_reset(req).await?;
    ResetPassword(req) => wallet.session().await?.reset_password(req).await?;
    Unlock(req) => wallet.session().await?.unlock(req).await?;
    UnlockWithKeyring(_) => wallet.session().await?.unlock_with_keyring().await?;
    UseKeyring(req) => {
        wallet.session().await?.use_keyring(req).await?;
        wallet.status().await?
    };
    Lock(_) => wallet.session().await?.lock_vault();
    Touch(_) => {
        let session = wallet.session().await?;
        session.vault().touch();
        session.vault_state()
    };
}
