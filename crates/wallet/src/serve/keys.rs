//! Requests of `ballast_api::calls::keys`.

use ballast_api::calls::{
    AddAccount, AskWordCheck, CheckWords, CreateVault, ImportKey, ImportPhrase, Lock, RenameAccount, RevealPhrase,
    Touch, Unlock, UnlockWithKeyring, UseKeyring, WatchAddress,
};

use super::serve;

serve! { wallet =>
    CreateVault(req) => wallet.session().await?.create_vault(req).await?;
    RevealPhrase(req) => wallet.session().await?.reveal_phrase(req).await?;
    AskWordCheck(_) => wallet.session().await?.ask_word_check()?;
    CheckWords(req) => wallet.session().await?.check_words(req).await?;
    ImportPhrase(req) => wallet.session().await?.import_phrase(req).await?;
    ImportKey(req) => wallet.session().await?.import_key(req).await?;
    AddAccount(_) => wallet.session().await?.add_account().await?;
    WatchAddress(req) => wallet.session().await?.watch_address(req).await?;
    RenameAccount(req) => {
        wallet.session().await?.rename_account(req.address, req.label).await?;
        wallet.status().await?
    };
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
