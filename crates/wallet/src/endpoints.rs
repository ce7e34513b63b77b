//! What a person does with the places where a network is asked: looks at them, adds, leaves out, puts in another order.

use ballast_api::{ChainView, EndpointCheck, Event};
use ballast_chain::{EndpointConfig, Reach, canonical_url, host_of, reach, stands_near};
use ballast_domain::{Network, shown_text};

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
    /// address near by is asked about once more. What was agreed to is so until the wallet ends, and for this network alone:
    /// who looks after another knows nothing of it. None is a network that is to be added.
    ///
    /// # Errors
    /// [`Error::NotConfirmed`], [`Error::AskedAlready`].
    pub(crate) async fn agree_on(&self, endpoint: &EndpointConfig, network: Option<Network>) -> Result<()> {
        if !self.asker().asks() {
            return Ok(());
        }
        let chain = network.map(|network| network.params().chain_id);
        let addresses = std::iter::once(&endpoint.url).chain(&endpoint.ws);
        let new: Vec<String> = addresses
            .map(|url| canonical_url(url))
            .filter(|url| !self.agreed().contains(&(chain, url.clone())))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let near = new.iter().any(|url| reach(url) == Reach::Near);
        self.asker().ask(of_node(&new, network, near, None)).await?;
        for url in new.iter().filter(|url| reach(url) == Reach::Named) {
            if let Some(at) = stands_near(url).await {
                let question = of_node(std::slice::from_ref(url), network, true, Some(at.to_string()));
                self.asker().ask(question).await?;
            }
        }
        self.agreed().extend(new.into_iter().map(|url| (chain, url)));
        Ok(())
    }

    /// Looks whether an endpoint can be used for the open network.
    ///
    /// # Errors
    /// Why not; [`Error::NotConfirmed`].
    pub(crate) async fn check_endpoint(&self, url: &str, ws: Option<&str>) -> Result<EndpointCheck> {
        let session = self.session().await?;
        self.agree_on(&typed(url, ws), Some(session.network)).await?;
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
            self.agree_on(&endpoint, Some(session.network)).await?;
        }
        session.check_endpoint(url, ws).await?;
        self.change_endpoints(&session, None, |s| Ok(s.choice.with(&s.built_in, endpoint)))
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
        let alone = self.agree_on_alone(&session, without).await?;
        self.change_endpoints(&session, alone, without)
    }

    /// Asks an endpoint earlier or later.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`], [`Error::FixedEndpoints`], [`Error::File`].
    pub(crate) async fn move_endpoint(&self, url: &str, to: usize) -> Result<ChainView> {
        let session = self.session().await?;
        self.change_endpoints(&session, None, |s| {
            Ok(s.choice.moved(&s.built_in, &known_as(s, url)?, to))
        })
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
        let alone = self.agree_on_alone(&session, built_in).await?;
        self.change_endpoints(&session, alone, built_in)
    }

    fn with_choice(&self, session: &Session, choose: impl FnOnce(&Sources) -> Result<Choice>) -> Result<Choice> {
        chosen(&session.sources(), choose)
    }

    /// Has the person agree where a choice would leave one node alone; gives that one.
    async fn agree_on_alone(
        &self,
        session: &Session,
        choose: impl FnOnce(&Sources) -> Result<Choice>,
    ) -> Result<Option<String>> {
        let alone = {
            let sources = session.sources();
            let rest = chosen(&sources, choose)?.over(&sources.built_in);
            newly_alone(&sources.endpoints(), &rest)
        };
        if let Some(url) = &alone {
            self.asker().ask(alone_from_now_on(url)).await?;
        }
        Ok(alone)
    }

    /// Keeps what was chosen, then asks there: who asks after a crash asks where was chosen. `alone` is the node that the
    /// person agreed may be asked alone.
    ///
    /// # Errors
    /// [`Error::Entry`] where another would be alone: what is left may have changed since the question.
    fn change_endpoints(
        &self,
        session: &Session,
        alone: Option<String>,
        choose: impl FnOnce(&Sources) -> Result<Choice>,
    ) -> Result<ChainView> {
        {
            // Held until it is done: two at once would each see what the other takes away.
            let mut sources = session.sources();
            let choice = chosen(&sources, choose)?;
            let endpoints = choice.over(&sources.built_in);
            let unasked = newly_alone(&sources.endpoints(), &endpoints).filter(|url| alone.as_ref() != Some(url));
            if unasked.is_some() && self.asker().asks() {
                return Err(Error::Entry {
                    code: "endpoint.changed",
                    sentence: "The endpoints changed meanwhile, and another one would be asked alone now. Choose again.",
                });
            }
            self.remember_endpoints(session.network, choice.clone())?;
            session.client.set_endpoints(&endpoints)?;
            sources.choice = choice;
        }
        let view = session.chain_view();
        session.tell(Event::Chain(Box::new(view.clone())));
        Ok(view)
    }
}

/// What somebody chooses, where there is a choice.
fn chosen(sources: &Sources, choose: impl FnOnce(&Sources) -> Result<Choice>) -> Result<Choice> {
    match sources.fixed {
        Some(why) => Err(Error::FixedEndpoints(why)),
        None => choose(sources),
    }
}

/// The one that is asked alone from now on, and was not before.
fn newly_alone(before: &[EndpointConfig], after: &[EndpointConfig]) -> Option<String> {
    match after {
        [alone] if before.len() > 1 => Some(alone.url.clone()),
        _ => None,
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

/// The question whether a node may be asked for a network, with the address that its name turned out to stand for.
fn of_node(urls: &[String], network: Option<Network>, near: bool, stands_for: Option<String>) -> Question {
    let shown = |url: &String| shown_text(url.as_bytes(), MOST_LETTERS).unwrap_or_default();
    let mut lines: Vec<String> = hosts(urls).collect();
    lines.extend(urls.iter().map(shown));
    lines.extend(stands_for.map(|at| format!("Its name stands for {at}.")));
    lines.push(match network {
        Some(network) => format!(
            "It is asked for: {}, chain {}",
            network.name(),
            network.params().chain_id
        ),
        None => "It is asked for a network that is to be added.".to_owned(),
    });
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
    fn one_alone_is_asked_about_where_it_was_not_alone_before() {
        let all: Vec<EndpointConfig> = ["https://a", "https://b", "https://c"]
            .map(|url| typed(url, None))
            .into();
        let alone = Some("https://a".to_owned());
        assert_eq!(newly_alone(&all, &all[..1]), alone);
        assert_eq!(newly_alone(&all[1..], &all[..1]), alone, "another than both");
        for (before, after) in [(&all[..], &all[..2]), (&all[..1], &all[..1]), (&all[..1], &all[1..2])] {
            assert_eq!(newly_alone(before, after), None);
        }
    }

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
