//! Where an address leads: to this computer and its neighbours, or out into the world. What listens in one's own network
//! trusts whoever is in it, so nobody but the person sends the wallet there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;
use tokio::net::lookup_host;

/// Endings of names that are looked up within one's own network alone (RFC 6762, RFC 8375, and what routers use).
const LOCAL: [&str; 9] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    concat!("home", ".arpa"),
    "corp",
    "private",
];

/// Where an address leads, as far as it can be told without asking anybody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// To this computer or its neighbours.
    Near,
    /// Out into the world.
    Far,
    /// Its name has to be looked up first ([`stands_near`]).
    Named,
}

/// Where `url` leads, read off its letters. What is no address leads nowhere, and counts as near.
pub fn reach(url: &str) -> Reach {
    let Some(host) = host_of(url) else {
        return Reach::Near;
    };
    match host.parse::<IpAddr>() {
        Ok(ip) if is_near(ip) => Reach::Near,
        Ok(_) => Reach::Far,
        Err(_) if is_local(&host) => Reach::Near,
        Err(_) => Reach::Named,
    }
}

/// The address of this computer or its neighbours that the name in `url` stands for; none where it stands for none, or for
/// nothing.
pub async fn stands_near(url: &str) -> Option<IpAddr> {
    let host = host_of(url)?;
    // The port does not matter for where it is.
    let mut found = lookup_host((host.as_str(), 443)).await.ok()?;
    found.find_map(|at| is_near(at.ip()).then_some(at.ip()))
}

/// The host of an address in small letters, an IP address without its brackets.
pub fn host_of(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']');
    Some(host.trim_end_matches('.').to_lowercase())
}

fn is_local(name: &str) -> bool {
    // A name of one word is looked up in the network that one is in.
    let one_word = !name.contains('.');
    let ends = |ending: &&str| name.strip_suffix(*ending).is_some_and(|rest| rest.ends_with('.'));
    one_word || LOCAL.iter().any(ends)
}

fn is_near(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_near_v4(ip),
        IpAddr::V6(ip) => is_near_v6(ip),
    }
}

/// Addresses that no computer of the world has (RFC 6890).
fn is_near_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    match (a, b) {
        (0 | 10 | 127, _) | (169, 254) | (192, 168) => true,
        (172, b) => (16..32).contains(&b),
        // Shared by the customers of a provider; for measurements.
        (100, b) => (64..128).contains(&b),
        (198, 18 | 19) => true,
        (192, 0) => c == 0,
        // To many at once, and those that nobody has.
        (a, _) => a >= 224,
    }
}

fn is_near_v6(ip: Ipv6Addr) -> bool {
    let words = ip.segments();
    let inside = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_near_v4(Ipv4Addr::new(a, b, c, d))
    };
    match words {
        // Nothing, oneself, and an address of the old kind in the clothes of the new one.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => inside(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inside(high, low),
        [0x2002, high, low, ..] => inside(high, low),
        // One's own network, the cable, many at once.
        [first, ..] => first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80 || first & 0xff00 == 0xff00,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_known_by_whatever_letters_it_is_written() {
        for near in [
            "http://127.0.0.1:8545",
            "http://127.1",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://localhost:1",
            "http://LOCALHOST./",
            "http://a.localhost",
            "https://10.1.2.3",
            "https://172.16.0.1",
            "https://172.31.255.255",
            "https://192.168.1.1/admin",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1",
            "http://0.0.0.0",
            "http://[::1]:80",
            "http://[::]",
            "http://[fe80::1]",
            "http://[fd12::1]",
            "http://[::ffff:192.168.1.1]",
            "http://[64:ff9b::10.0.0.1]",
            "http://[2002:c0a8:101::]",
            "ws://router.local/ws",
            "wss://db.internal",
            "http://router",
            "no address",
        ] {
            assert_eq!(reach(near), Reach::Near, "{near}");
        }
        for far in [
            "https://8.8.8.8",
            "https://172.32.0.1",
            "https://100.128.0.1",
            "http://[2606:4700::1111]",
            "http://[::ffff:8.8.8.8]",
        ] {
            assert_eq!(reach(far), Reach::Far, "{far}");
        }
        for named in [
            "https://babel-api.mainnet.iotex.io",
            "https://localhost.example",
            "http://mylocal.example",
        ] {
            assert_eq!(reach(named), Reach::Named, "{named}");
        }
    }

    #[tokio::test]
    async fn a_name_that_stands_for_a_near_address_is_near() {
        let ip = stands_near("http://localhost:8545").await.unwrap();
        assert!(ip.is_loopback());
        assert_eq!(stands_near("http://8.8.8.8").await, None);
    }
}
