//! Whether what one node tells of payouts is borne out by another: its amounts become the accounts' history.

use ballast_chain::{Error as Chain, LogFilter, MinedLog};
use ballast_domain::{Address, Era, Height};

use crate::session::Session;

/// What an endpoint tells of a block.
type Told = (String, Result<Vec<MinedLog>, Chain>);

impl Session {
    /// Whether the logs of payouts of an era that `node` told of stand: where several endpoints answer, another one tells the
    /// same.
    pub(super) async fn are_borne_out(&self, node: &str, era: Era, logs: &[(Address, MinedLog)]) -> bool {
        if self.runs_its_network() || self.client.nodes().len() < 2 {
            return true;
        }
        let mut blocks: Vec<Height> = logs.iter().map(|(_, log)| log.block).collect();
        blocks.dedup();
        for block in blocks {
            let here: Vec<&(Address, MinedLog)> = logs.iter().filter(|(_, log)| log.block == block).collect();
            let delegates: Vec<Address> = here.iter().map(|(delegate, _)| *delegate).collect();
            let filter = LogFilter::distributed(era, &delegates);
            let told = self.client.logs_of_each(&filter, block, block).await;
            if !here.iter().all(|(_, log)| is_borne_out(node, log, &told)) {
                return false;
            }
        }
        true
    }
}

/// Whether another endpoint tells of a log too, or none but `node` answers.
fn is_borne_out(node: &str, log: &MinedLog, told: &[Told]) -> bool {
    let others = told.iter().filter(|(other, _)| other != node);
    let mut heard = others.filter_map(|(_, logs)| logs.as_ref().ok()).peekable();
    heard.peek().is_none() || heard.any(|logs| logs.contains(log))
}

#[cfg(test)]
mod tests {
    use ballast_chain::Log;
    use ballast_domain::Hash;

    use super::*;

    fn log(data: u8) -> MinedLog {
        MinedLog {
            log: Log {
                address: Address::REWARDING,
                topics: Vec::new(),
                data: vec![data],
            },
            block: Height(61),
            hash: Hash([1; 32]),
            index: 2,
        }
    }

    #[test]
    fn a_second_endpoint_has_to_tell_the_same_where_one_answers() {
        let told = |node: &str, logs: &[MinedLog]| (node.to_owned(), Ok(logs.to_vec()));
        let silent = |node: &str| (node.to_owned(), Err(Chain::NoEndpoint));
        let own = told("a", &[log(1)]);
        let stands = |others: Vec<Told>| {
            let all: Vec<Told> = std::iter::once(own.clone()).chain(others).collect();
            is_borne_out("a", &log(1), &all)
        };
        assert!(stands(vec![]), "nobody else is there");
        assert!(stands(vec![silent("b")]), "nobody else answers");
        assert!(stands(vec![told("b", &[]), told("c", &[log(2), log(1)])]));
        assert!(!stands(vec![told("b", &[])]), "it knows of none");
        assert!(!stands(vec![silent("b"), told("c", &[log(2)])]), "another amount");
    }
}
