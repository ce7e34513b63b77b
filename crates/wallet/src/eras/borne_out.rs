//! Whether what one node tells of payouts is borne out by another, and whether it leaves out what another tells: its amounts
//! become the accounts' history.

use std::collections::HashSet;

use ballast_chain::{Error as Chain, Found, LogFilter, MinedLog};
use ballast_domain::{Address, Era, Height};

use super::rows::{concerns, distributed};
use crate::session::Session;

/// What an endpoint tells of a block.
type Told = (String, Result<Vec<MinedLog>, Chain>);

impl Session {
    /// Whether the logs of payouts of an era that `node` told of stand: where several endpoints answer, another one tells the
    /// same.
    pub(super) async fn are_borne_out(&self, node: &str, era: Era, logs: &[(Address, MinedLog)]) -> bool {
        if !self.hears_others() {
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

    /// Whether another endpoint, the first that answers, tells of a payout to one of the accounts in these blocks that is not
    /// among what was found in them, and no third one speaks against it.
    pub(super) async fn is_left_out(&self, era: Era, found: &Found, accounts: &HashSet<Address>) -> bool {
        if !self.hears_others() {
            return false;
        }
        for other in self.client.nodes().iter().filter(|node| **node != found.node) {
            let filter = LogFilter::distributed(era, &[]);
            let mut scan = self.client.scan_logs(filter.clone(), found.first, found.last).at(other);
            while let Ok(Some(told)) = scan.step().await {
                for log in left_out(&found.logs, &told.logs, accounts) {
                    let mut thirds = self.client.logs_of_each(&filter, log.block, log.block).await;
                    thirds.retain(|(third, _)| *third != found.node);
                    if is_borne_out(other, log, &thirds) {
                        return true;
                    }
                }
            }
            if scan.is_done() {
                return false;
            }
        }
        false
    }

    /// Whether there are others to be heard beside the endpoint that told.
    fn hears_others(&self) -> bool {
        !self.runs_its_network() && self.client.nodes().len() > 1
    }
}

/// The logs told of payouts to these accounts that are not among those that were found, one a block at the most.
fn left_out<'a>(found: &[MinedLog], told: &'a [MinedLog], accounts: &HashSet<Address>) -> Vec<&'a MinedLog> {
    let is_own = |log: &&MinedLog| distributed(log).is_some_and(|paid| concerns(&paid, accounts));
    let lacks = |log: &&MinedLog| !found.contains(log);
    let mut left_out: Vec<&MinedLog> = told.iter().filter(is_own).filter(lacks).collect();
    left_out.dedup_by_key(|log| log.block);
    left_out
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
    use ballast_domain::{
        Hash, keccak256,
        word::{address, number},
    };

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

    /// What the protocol logs where it pays one voter of a delegate.
    fn paid(block: u64, voter: Address) -> MinedLog {
        let event =
            b"DelegateVoterRewardsDistributed(uint64,address,uint256,address[],address[],uint256[],uint64[],bool[])";
        let topics = [keccak256(event), number(3), address(Address::from_bytes([9; 20]))];
        // The sum and where each list begins, then each list with its length: its voter, its recipient and so on.
        let sums = [7, 192, 256, 320, 384, 448].map(number);
        let of = |word: [u8; 32]| [number(1), word];
        let lists = [
            of(address(voter)),
            of(address(voter)),
            of(number(7)),
            of(number(0)),
            of(number(0)),
        ];
        let mut paid = log(0);
        paid.block = Height(block);
        paid.log.topics = topics.map(Hash).to_vec();
        paid.log.data = [sums.concat(), lists.concat().concat()].concat();
        paid
    }

    #[test]
    fn what_another_tells_of_own_accounts_and_was_not_found_was_left_out() {
        let [own, other] = [1, 2].map(|number| Address::from_bytes([number; 20]));
        let accounts = HashSet::from([own]);
        let all = [paid(61, own), paid(61, other), paid(62, other), paid(63, own)];
        let left_out = |found: &[MinedLog]| -> Vec<u64> {
            left_out(found, &all, &accounts).iter().map(|log| log.block.0).collect()
        };
        assert_eq!(left_out(&all), Vec::<u64>::new());
        assert_eq!(left_out(&all[..1]), [63], "what others were paid concerns nobody");
        assert_eq!(left_out(&[]), [61, 63]);
        let without_it = paid(63, other);
        assert_eq!(left_out(&[paid(61, own), without_it]), [63], "its row alone");
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
