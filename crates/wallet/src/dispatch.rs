//! Requests by name: what the shell's one command calls.

use ballast_api::{Call, Failure, calls::*};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{Error, Result, Wallet};

/// What a wallet answers that only reads a chain.
const READS: &[&str] = &[
    GetChain::NAME,
    GetDelegates::NAME,
    GetBuckets::NAME,
    GetFirstBuckets::NAME,
    GetBucketTable::NAME,
    GetBucketPage::NAME,
    GetQr::NAME,
    Rehearse::NAME,
    GetBucketLife::NAME,
    PlanStake::NAME,
    SplitLadder::NAME,
    WeighLadder::NAME,
    GetCalendar::NAME,
    ExportCalendar::NAME,
    CheckEndpoint::NAME,
    MeasureEndpoints::NAME,
    CheckNetwork::NAME,
    ReadBlsKey::NAME,
    SaveCalendar::NAME,
];
/// A request with a phrase and a password is shorter: it is written without moving about in memory.
const ROOM: usize = 4096;

impl Wallet {
    /// Answers a request of the window: its name and its body as JSON, the answer as JSON.
    ///
    /// # Errors
    /// What went wrong, in words for people.
    pub async fn ask(&self, name: &str, body: &str) -> Result<String, Failure> {
        Ok(self.route(name, body).await?)
    }

    /// Answers a typed request, by the same way as the window's.
    ///
    /// # Errors
    /// What went wrong, in words for people.
    pub async fn call<C: Call>(&self, request: &C) -> Result<C::Answer, Failure> {
        // It may hold a password or a phrase.
        let mut body = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer(&mut *body, request).map_err(|e| Error::Request(e.to_string()))?;
        let body = std::str::from_utf8(&body).map_err(|e| Error::Request(e.to_string()))?;
        let answer = self.ask(C::NAME, body).await?;
        serde_json::from_str(&answer).map_err(|e| Error::Request(e.to_string()).into())
    }

    async fn route(&self, name: &str, body: &str) -> Result<String> {
        if self.reads_only() && !READS.contains(&name) {
            return Err(Error::ReadsOnly);
        }
        macro_rules! routes {
            ($($call:ident($req:pat) => $answer:expr;)*) => {
                match name {
                    $(<$call as Call>::NAME => {
                        let $req: $call = serde_json::from_str(body).map_err(|e| unreadable(name, &e))?;
                        let answer: <$call as Call>::Answer = $answer;
                        json(&answer)
                    })*
                    _ => Err(Error::Request(name.into())),
                }
            };
        }
        routes! {
            GetStatus(_) => {
                self.reopen().await?;
                self.status().await?
            };
            GetStart(_) => {
                self.reopen().await?;
                self.start_of_window().await?
            };
            OpenNetwork(req) => {
                self.choose(req.network).await?;
                self.status().await?
            };
            SetSettings(req) => self.set_settings(req.settings).await?;
            CreateVault(req) => self.session().await?.create_vault(req).await?;
            RevealPhrase(req) => self.session().await?.reveal_phrase(req).await?;
            AskWordCheck(_) => self.session().await?.ask_word_check()?;
            CheckWords(req) => self.session().await?.check_words(req).await?;
            ImportPhrase(req) => self.session().await?.import_phrase(req).await?;
            ImportKey(req) => self.session().await?.import_key(req).await?;
            AddAccount(_) => self.session().await?.add_account().await?;
            WatchAddress(req) => self.session().await?.watch_address(req).await?;
            RenameAccount(req) => {
                self.session().await?.rename_account(req.address, req.label).await?;
                self.status().await?
            };
            Unlock(req) => self.session().await?.unlock(req).await?;
            UnlockWithKeyring(_) => self.session().await?.unlock_with_keyring().await?;
            UseKeyring(req) => {
                self.session().await?.use_keyring(req).await?;
                self.status().await?
            };
            Lock(_) => self.session().await?.lock_vault();
            Touch(_) => {
                let session = self.session().await?;
                session.vault().touch();
                session.vault_state()
            };
            GetChain(_) => {
                let session = self.session().await?;
                if session.known().head.is_none() {
                    session.refresh_head().await?;
                }
                session.chain_view()
            };
            CheckEndpoint(req) => self.session().await?.check_endpoint(&req.url, req.ws.as_deref()).await?;
            AddEndpoint(req) => self.add_endpoint(&req.url, req.ws.as_deref()).await?;
            RemoveEndpoint(req) => self.remove_endpoint(&req.url).await?;
            MoveEndpoint(req) => self.move_endpoint(&req.url, req.to).await?;
            ResetEndpoints(_) => self.reset_endpoints().await?;
            MeasureEndpoints(_) => self.session().await?.measure_endpoints().await;
            CheckNetwork(req) => self.check_network(&req.url, req.ws.as_deref()).await?;
            AddNetwork(req) => {
                self.add_network(&req.url, req.ws.as_deref(), &req.name).await?;
                self.status().await?
            };
            RemoveNetwork(req) => {
                self.remove_network(req.chain_id).await?;
                self.status().await?
            };
            GetOwnDelegates(_) => self.session().await?.own_delegates().await?;
            ReadBlsKey(req) => crate::views::read_bls_key(req.path).await?;
            GetDelegates(_) => self.session().await?.delegates().await?;
            GetHome(req) => self.session().await?.home(req.account).await?;
            GetFirstBuckets(req) => self.session().await?.first_buckets(req.account).await?;
            GetBucketTable(req) => self.session().await?.bucket_table(req.account).await?;
            GetBucketPage(req) => self.session().await?.bucket_page(req.page, req.mark);
            GetBuckets(req) => self.session().await?.buckets(req.account).await?;
            GetQr(req) => crate::qr::svg(req.address);
            GetGround(req) => self.session().await?.ground_view(req.account, req.touches).await?;
            Propose(req) => self.session().await?.propose(req.intent).await?;
            ProposeReplacement(req) => self.session().await?.propose_replacement(&req.id, req.how).await?;
            Approve(req) => self.session().await?.approve(&req.id).await?;
            ProposeBatch(req) => self.session().await?.propose_batch(req.intents).await?;
            ApproveBatch(req) => self.session().await?.approve_batch(&req.id).await?;
            GetBatch(req) => self.session().await?.batch(&req.id).await?;
            GetDrafts(_) => self.session().await?.drafts().await?;
            SaveDraft(req) => self.session().await?.save_draft(req.id, req.name, req.intents).await?;
            DeleteDraft(req) => self.session().await?.delete_draft(req.id).await?;
            ResumeSubmission(req) => self.session().await?.resume_submission(&req.id).await?;
            DropSubmission(req) => self.session().await?.drop_submission(&req.id).await?;
            GetSubmissions(req) => self.session().await?.submissions(req.account).await?;
            Rehearse(req) => self.session().await?.rehearse(&req.plan, req.until).await?;
            GetBucketLife(req) => self.session().await?.bucket_life(req.bucket, req.leave_at).await?;
            SetBucketNote(req) => self.session().await?.set_bucket_note(req).await?;
            GetBucketNotes(_) => self.session().await?.written_notes().await?;
            GetRecipient(req) => self.session().await?.recipient(req.address).await?;
            PlanStake(req) => self.session().await?.plan_stake(req.amount, req.needed).await?;
            SplitLadder(req) => self.session().await?.split_ladder(&req.spec).await?;
            WeighLadder(req) => self.session().await?.weigh_ladder(req.rungs).await?;
            GetCalendar(req) => self.session().await?.calendar(req.account).await?;
            ExportCalendar(req) => self.session().await?.calendar_file(req.account).await?;
            SaveCalendar(req) => self.session().await?.save_calendar(req.account).await?;
            GetHistory(req) => self.session().await?.history(req.filter).await?;
            ExportHistory(req) => self.session().await?.history_file(req.filter, req.form).await?;
            SaveHistory(req) => self.session().await?.save_history(req.filter, req.form).await?;
            SetNote(req) => self.session().await?.set_note(req.id, req.note).await?;
            GetContacts(_) => self.session().await?.contacts().await?;
            SetContact(req) => self.session().await?.set_contact(req.address, &req.name, &req.note).await?;
            RemoveContact(req) => self.session().await?.remove_contact(req.address).await?;
            GetMostToSend(req) => self.session().await?.most_to_send(req.account, req.to).await?;
            GetTokens(req) => self.session().await?.tokens(req.account).await?;
            AddToken(req) => self.session().await?.add_token(req.contract).await?;
            RemoveToken(req) => self.session().await?.remove_token(req.contract).await?;
            PassPracticeTime(req) => {
                let session = self.session().await?;
                session.pass_practice_time(req.seconds).await?;
                session.refresh_head().await?;
                session.chain_view()
            };
            AskPracticeMoney(req) => {
                let session = self.session().await?;
                session.ask_practice_money(req.account).await?;
                session.chain_view()
            };
        }
    }
}

/// Where a body went wrong, without quoting it: it may hold a password.
fn unreadable(name: &str, error: &serde_json::Error) -> Error {
    Error::Request(format!(
        "{name}, {:?} error at character {}",
        error.classify(),
        error.column()
    ))
}

fn json<T: Serialize>(answer: &T) -> Result<String> {
    serde_json::to_string(answer).map_err(|e| Error::Request(e.to_string()))
}
