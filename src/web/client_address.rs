//! Where a request comes from, for as long as it takes to throttle it. Nothing here keeps or prints an address.

use std::{net::IpAddr, str::FromStr};

use actix_web::HttpRequest;

/// The proxies whose `X-Forwarded-For` is believed: addresses and networks, separated by commas
/// (`127.0.0.1, 10.0.0.0/8, fd00::/8`). The empty list believes nobody.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<(IpAddr, u32)>);

impl TrustedProxies {
    fn trust(&self, peer: IpAddr) -> bool {
        self.0.iter().any(|(network, bits)| {
            first_bits(*network, *bits).is_some_and(|bits_of| first_bits(peer, *bits) == Some(bits_of))
        })
    }
}

impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(list: &str) -> Result<Self, String> {
        list.split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .map(network)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn network(entry: &str) -> Result<(IpAddr, u32), String> {
    let (address, bits) = match entry.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (entry, None),
    };
    let address: IpAddr = address
        .parse()
        .map_err(|_| format!("\"{entry}\" is neither an address such as 127.0.0.1 nor a network such as 10.0.0.0/8"))?;
    let width = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.map_or(Ok(width), |bits| {
        bits.parse()
            .ok()
            .filter(|bits| *bits <= width)
            .ok_or_else(|| format!("in \"{entry}\" the number after / must be 0 to {width}"))
    })?;
    Ok((address, bits))
}

/// The address of whoever asks: the peer, or, when the peer is a trusted proxy, what that proxy appended to
/// `X-Forwarded-For`. What stood there before was written by the visitor and is ignored. `None` without a
/// peer, as behind a Unix socket.
pub fn client_address(request: &HttpRequest, trusted: &TrustedProxies) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    if !trusted.trust(peer) {
        return Some(peer);
    }
    let last_hop = request
        .headers()
        .get_all("x-forwarded-for")
        .last()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next())
        .and_then(address_of);
    Some(last_hop.unwrap_or(peer))
}

/// The address in an entry of `X-Forwarded-For`, which some proxies write with the port.
fn address_of(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let bare = entry.strip_prefix('[').and_then(|rest| rest.split(']').next());
    let address: Option<IpAddr> = bare.unwrap_or(entry).parse().ok();
    let with_port = || entry.parse().ok().map(|pair: std::net::SocketAddr| pair.ip());
    address.or_else(with_port).map(|address| address.to_canonical())
}

/// The family and the first bits of an address, the rest zero. `None` for a prefix longer than the address.
pub(super) fn first_bits(address: IpAddr, bits: u32) -> Option<(u8, u128)> {
    let (family, number, width) = match address {
        IpAddr::V4(address) => (4, u128::from(u32::from(address)), 32_u32),
        IpAddr::V6(address) => (6, u128::from(address), 128),
    };
    let dropped = width.checked_sub(bits)?;
    let kept = number.checked_shr(dropped).unwrap_or(0);
    Some((family, kept))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn address(peer: &str, forwarded: &[&str]) -> String {
        let trusted: TrustedProxies = "127.0.0.1, 10.0.0.0/8,fd00::/8".parse().unwrap();
        let mut request = TestRequest::get().peer_addr(peer.parse().unwrap());
        for value in forwarded {
            request = request.append_header(("x-forwarded-for", *value));
        }
        client_address(&request.to_http_request(), &trusted)
            .unwrap()
            .to_string()
    }

    #[test]
    fn only_the_last_hop_of_a_trusted_proxy_is_believed() {
        assert_eq!(address("10.1.2.3:80", &["1.1.1.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(address("10.1.2.3:80", &["1.1.1.1", "203.0.113.9:4711"]), "203.0.113.9");
        assert_eq!(address("[fd00::1]:80", &["[2001:db8::7]:443"]), "2001:db8::7");
        assert_eq!(address("[::ffff:127.0.0.1]:80", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn a_stranger_cannot_choose_his_address() {
        assert_eq!(address("203.0.113.9:80", &["10.0.0.1"]), "203.0.113.9");
        assert_eq!(address("11.0.0.1:80", &["1.1.1.1"]), "11.0.0.1");
    }

    #[test]
    fn a_proxy_that_says_nothing_useful_stands_for_its_visitors() {
        assert_eq!(address("127.0.0.1:80", &[]), "127.0.0.1");
        assert_eq!(address("127.0.0.1:80", &["unknown"]), "127.0.0.1");
    }

    #[test]
    fn a_wrong_list_is_refused_in_plain_words() {
        assert!("10.0.0.0/33".parse::<TrustedProxies>().unwrap_err().contains("0 to 32"));
        assert!(
            "proxy"
                .parse::<TrustedProxies>()
                .unwrap_err()
                .contains("neither an address")
        );
        assert!("0.0.0.0/0, ::/0".parse::<TrustedProxies>().is_ok());
    }
}
