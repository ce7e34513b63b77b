//! What a person does with the places where a network is asked: looks at them, adds, leaves out, puts in another order.

use ballast_api::{ChainView, EndpointCheck, Event};
use ballast_chain::{EndpointConfig, Reach, canonical_url, host_of, reach, stands_near};
use ballast_domain::shown_text;

use crate::{Error, Result, Wallet, confirm::Question, remembered::Choice, session::Session, sources::Sources};

const PLAIN: &str = "The connection is not encrypted: whoever stands between sees what you ask, and can change the \
                     answers. Use such an address within your own network only.";
const NEAR: &str = "It leads to this computer or into your own network, where whatever listens may trust whoever asks. Say yes \
                    only if a node of yours runs there.";
const OUT: &str = "Whoever runs it learns what is written in its address, and then what your wallet asks.";
const ALONE: &str = "What one node says nobody confirms: how a payment ended, what stands in a block, what gas costs.";
/// Letters of an address that are shown.
const MOST_LETTERS: usize = 300;

/// An address as typed: without the blanks around it. An empty WebSocket is none.
pub(crate) fn typed(url: &str, ws: Option<&str>) -> EndpointConfig {
    let ws = ws.map(str::trim).filter(|ws| !ws.is_empty());
    EndpointConfig {
        url: url.trim().to_owned(),
        ws: ws.map(str::to_owned),
    }
}

/// What is to be thought of before it is asked.
pub(crate) fn cautions(endpoint: &EndpointConfig) -> Vec<String> {
    let plain = |url: &str| matches!(url.to_lowercase().split(':').next(), Some("http" | "ws"));
    let is_plain = plain(&endpoint.url) || endpoint.ws.as_deref().is_some_and(plain);
    Vec::from_iter(is_plain.then(|| PLAIN.to_owned()))
}

impl Session {
    /// Asks every endpoint for its newest block.
    pub(crate) async fn measure_endpoints(&self) -> ChainView {
        self.client.measure().await;
        self.chain_view()
    }
}

impl Wallet {
    /// Has the person agree outside the page to a node being asked that is not asked yet: else a page could tell the world
    /// what it knows by the very address, or look around in the person's own network. A name that turns out to stand for an
    /// address near by is asked about once more. What was agreed to is so until the wallet ends.
    ///
    /// # Errors
    /// [`Error::NotConfirmed`], [`Error::AskedAlready`].
    pub(crate) async fn agree_on(&self, endpoint: &EndpointConfig) -> Result<()> {
        if !self.asker().asks() {
            return Ok(());
        }
        let addresses = std::iter::once(&endpoint.url).chain(&endpoint.ws);
        let new: Vec<String> = addresses
            .map(|url| canonical_url(url))
            .filter(|url| !self.agreed().contains(url))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        self.asker()
            .ask(of_node(&new, new.iter().any(|url| reach(url) == Reach::Near), None))
            .await?;
        for url in new.iter().filter(|url| reach(url) == Reach::Named) {
            if let Some(at) = stands_near(url).await {
                let question = of_node(std::slice::from_ref(url), true, Some(at.to_string()));
                self.asker().ask(question).await?;
            }
        }
        self.agreed().extend(new);
        Ok(())
    }

    /// Looks whether an endpoint can be used for the open network.
    ///
    /// # Errors
    /// Why not; [`Error::NotConfirmed`].
    pub(crate) async fn check_endpoint(&self, url: &str, ws: Option<&str>) -> Result<EndpointCheck> {
        let session = self.session().await?;
        self.agree_on(&typed(url, ws)).await?;
        session.check_endpoint(url, ws).await
    }

    /// Adds an endpoint to the open network, after looking at it.
    ///
    /// # Errors
    /// Why it cannot be used; [`Error::KnownEndpoint`], [`Error::FixedEndpoints`], [`Error::File`],
    /// [`Error::NotConfirmed`].
    pub(crate) async fn add_endpoint(&self, url: &str, ws: Option<&str>) -> Result<ChainView> {
        let (session, endpoint) = (self.session().await?, typed(url, ws));
        let known = |s: &Sources| known_as(s, &endpoint.url).is_ok();
        self.with_choice(&session, |s| match known(s) {
            true => Err(Error::KnownEndpoint),
            false => Ok(s.choice.clone()),
        })?;
        if !session.sources().built_in.contains(&endpoint) {
            self.agree_on(&endpoint).await?;
        }
        session.check_endpoint(url, ws).await?;
        self.change_endpoints(&session, |s| Ok(s.choice.with(&s.built_in, endpoint)))
    }

    /// Asks an endpoint no more.
    ///
    /// # Errors
    /// [`Error::LastEndpoint`], [`Error::UnknownEndpoint`], [`Error::FixedEndpoints`], [`Error::File`].
    pub(crate) async fn remove_endpoint(&self, url: &str) -> Result<ChainView> {
        let session = self.session().await?;
        let without = |s: &Sources| {
            let choice = s.choice.without(&s.built_in, &known_as(s, url)?);
            match choice.over(&s.built_in).is_empty() {
                true => Err(Error::LastEndpoint),
                false => Ok(choice),
            }
        };
        let rest = self.with_choice(&session, without)?.over(&session.sources().built_in);
        if let [alone] = rest.as_slice() {
            self.asker().ask(alone_from_now_on(&alone.url)).await?;
        }
        self.change_endpoints(&session, without)
    }

    /// Asks an endpoint earlier or later.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`], [`Error::FixedEndpoints`], [`Error::File`].
    pub(crate) async fn move_endpoint(&self, url: &str, to: usize) -> Result<ChainView> {
        let session = self.session().await?;
        self.change_endpoints(&session, |s| Ok(s.choice.moved(&s.built_in, &known_as(s, url)?, to)))
    }

    /// Asks the built-in endpoints alone.
    ///
    /// # Errors
    /// [`Error::FixedEndpoints`], [`Error::File`].
    pub(crate) async fn reset_endpoints(&self) -> Result<ChainView> {
        let session = self.session().await?;
        let built_in = |s: &Sources| match s.built_in.is_empty() {
            true => Err(Error::LastEndpoint),
            false => Ok(Choice::default()),
        };
        self.with_choice(&session, built_in)?;
        let (rest, before) = {
            let sources = session.sources();
            (sources.built_in.clone(), sources.endpoints().len())
        };
        if let [alone] = rest.as_slice()
            && before > 1
        {
            self.asker().ask(alone_from_now_on(&alone.url)).await?;
        }
        self.change_endpoints(&session, built_in)
    }

    fn with_choice(&self, session: &Session, choose: impl FnOnce(&Sources) -> Result<Choice>) -> Result<Choice> {
        let sources = session.sources();
        if let Some(why) = sources.fixed {
            return Err(Error::FixedEndpoints(why));
        }
        choose(&sources)
    }

    /// Keeps what was chosen, then asks there: who asks after a crash asks where was chosen.
    fn change_endpoints(
        &self,
        session: &Session,
        choose: impl FnOnce(&Sources) -> Result<Choice>,
    ) -> Result<ChainView> {
        let choice = self.with_choice(session, choose)?;
        let endpoints = choice.over(&session.sources().built_in);
        self.remember_endpoints(session.network, choice.clone())?;
        session.client.set_endpoints(&endpoints)?;
        session.sources().choice = choice;
        let view = session.chain_view();
        session.tell(Event::Chain(Box::new(view.clone())));
        Ok(view)
    }
}

/// The hosts of addresses, a line each: in a long address the host may stand where nobody looks.
fn hosts(urls: &[String]) -> impl Iterator<Item = String> {
    let mut hosts: Vec<String> = urls.iter().filter_map(|url| host_of(url)).collect();
    hosts.dedup();
    hosts.into_iter().map(|host| format!("Host: {host}"))
}

/// The question whether one node is to be asked alone.
fn alone_from_now_on(url: &str) -> Question {
    let lines = hosts(&[url.to_owned()]).chain([ALONE.to_owned()]).collect();
    Question::new("Ask one node alone from now on?", lines)
}

/// The question whether a node may be asked, with the address that its name turned out to stand for.
fn of_node(urls: &[String], near: bool, stands_for: Option<String>) -> Question {
    let shown = |url: &String| shown_text(url.as_bytes(), MOST_LETTERS).unwrap_or_default();
    let mut lines: Vec<String> = hosts(urls).collect();
    lines.extend(urls.iter().map(shown));
    lines.extend(stands_for.map(|at| format!("Its name stands for {at}.")));
    lines.extend([String::new(), if near { NEAR } else { OUT }.to_owned()]);
    let title = match near {
        true => "Ask a node in your own network?",
        false => "Ask this node?",
    };
    Question::new(title, lines)
}

/// How the endpoint at `url` is written in the list, whichever way it is written here.
fn known_as(sources: &Sources, url: &str) -> Result<String> {
    let wanted = canonical_url(url);
    let mut all = sources.endpoints().into_iter();
    let found = all.find(|e| canonical_url(&e.url) == wanted);
    found.map(|e| e.url).ok_or(Error::UnknownEndpoint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_one_however_it_is_written_and_plain_in_capitals_too() {
        let sources = Sources::named("http://127.0.0.1:8545");
        for same in [
            "http://127.0.0.1:8545/",
            "HTTP://127.0.0.1:8545",
            " http://127.0.0.1:8545",
        ] {
            assert_eq!(known_as(&sources, same).unwrap(), "http://127.0.0.1:8545");
        }
        for other in [
            "https://127.0.0.1:8545",
            "http://127.0.0.1:8546",
            "http://127.0.0.1:8545/x",
        ] {
            assert!(known_as(&sources, other).is_err());
        }
        let cautions_of = |url, ws| cautions(&typed(url, ws)).len();
        assert_eq!(
            (cautions_of("HTTP://a", None), cautions_of("https://a", Some("WS://a"))),
            (1, 1)
        );
        assert_eq!(cautions_of("https://http.example", Some("wss://a")), 0);
    }
}
