//! Anonymous tickets against the test vectors of RFC 9497 (appendix A.1.2) and against the browser's half in `static/ticket.js`, run by node.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chorus::domain::hex;
use chorus::privacy::ticket::{Ticket, TicketKey, words};
use chorus::secret::Secret;
use rand_core::{CryptoRng, RngCore};
use voprf::{EvaluationElement, Group, Proof, Ristretto255, VoprfClient, VoprfServer};

use crate::outside::ScratchDir;

// --- the vectors of the standard -------------------------------------------------------------------------------------

const SEED: [u8; 32] = [0xa3; 32];
const KEY_INFO: &[u8] = b"test key";
const PRIVATE: &str = "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909";
const PUBLIC: &str = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e";
const BLIND: &str = "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706";
const PROOF_SCALAR: &str = "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e";

struct Vector {
    input: &'static str,
    blinded: &'static str,
    evaluated: &'static str,
    proof: &'static str,
    output: &'static str,
}

/// A.1.2.1 and A.1.2.2. A.1.2.3 is a batch of two, which tickets do not use.
const VECTORS: [Vector; 2] = [
    Vector {
        input: "00",
        blinded: "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
        evaluated: "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
        proof: "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d",
        output: "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
    },
    Vector {
        input: "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
        blinded: "cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c",
        evaluated: "60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468",
        proof: "401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02",
        output: "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
    },
];

fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).expect("hexadecimal")
}

fn short(text: &str) -> [u8; 32] {
    bytes(text).try_into().expect("32 bytes")
}

fn standard_key() -> TicketKey {
    TicketKey::from_seed(&Secret::new(SEED), KEY_INFO)
}

/// A generator that draws the scalar given: the library reads 64 bytes, lowest first, and reduces them.
struct Draws(&'static str);

impl RngCore for Draws {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        assert_eq!(out.len(), 64);
        out.fill(0);
        out[..32].copy_from_slice(&bytes(self.0));
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(out);
        Ok(())
    }
}

impl CryptoRng for Draws {}

#[test]
fn the_key_pair_of_the_standard_comes_from_its_seed() {
    let library = VoprfServer::<Ristretto255>::new_with_key(&bytes(PRIVATE)).expect("a scalar");
    let public_of_private = Ristretto255::serialize_elem(library.get_public_key());

    let key = standard_key();

    assert_eq!(hex::encode(&key.public()), PUBLIC);
    assert_eq!(hex::encode(&public_of_private), PUBLIC);
}

#[test]
fn every_step_of_the_standard_gives_the_bytes_of_the_standard() {
    let key = standard_key();
    let library = VoprfServer::<Ristretto255>::new_from_seed(&SEED, KEY_INFO).expect("a key");
    let public = Ristretto255::deserialize_elem(&bytes(PUBLIC)).expect("an element");
    for vector in VECTORS {
        let input = bytes(vector.input);

        let begun = VoprfClient::<Ristretto255>::blind(&input, &mut Draws(BLIND)).expect("an input");
        let issued = key.issue(&short(vector.blinded)).expect("an element");
        let fixed = library.blind_evaluate(&mut Draws(PROOF_SCALAR), &begun.message);

        assert_eq!(hex::encode(&begun.message.serialize()), vector.blinded);
        assert_eq!(hex::encode(&issued.evaluated), vector.evaluated);
        assert_eq!(hex::encode(&fixed.proof.serialize()), vector.proof);
        assert_eq!(hex::encode(&library.evaluate(&input).expect("an input")), vector.output);
        let evaluated = EvaluationElement::deserialize(&issued.evaluated).expect("an element");
        for proof in [bytes(vector.proof), issued.proof.to_vec()] {
            let proof = Proof::deserialize(&proof).expect("two scalars");
            let output = begun.state.finalize(&input, &evaluated, &proof, public);
            assert_eq!(hex::encode(&output.expect("a proof that holds")), vector.output);
        }
    }
}

#[test]
fn what_is_no_element_of_the_group_gets_no_answer() {
    let key = standard_key();

    // RFC 9496, A.2: the identity, not canonical, negative, not a square
    for wrong in [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ] {
        assert!(key.issue(&short(wrong)).is_none(), "{wrong}");
    }
}

#[test]
fn one_invitation_swapped_twice_is_answered_by_different_proofs_of_the_same() {
    let key = standard_key();
    let blinded = short(VECTORS[0].blinded);

    let one = key.issue(&blinded).expect("an element");
    let other = key.issue(&blinded).expect("an element");

    assert_eq!(one.evaluated, other.evaluated);
    assert_ne!(one.proof, other.proof, "its scalar is drawn each time");
}

/// A ticket made without a browser, and the pieces a server could have seen of it.
fn swap(key: &TicketKey, input: [u8; 32]) -> (String, [u8; 32]) {
    let begun = VoprfClient::<Ristretto255>::blind(&input, &mut rand_core::OsRng).expect("an input");
    let blinded: [u8; 32] = begun.message.serialize().into();
    let issued = key.issue(&blinded).expect("an element");
    let evaluated = EvaluationElement::deserialize(&issued.evaluated).expect("an element");
    let proof = Proof::deserialize(&issued.proof).expect("two scalars");
    let public = Ristretto255::deserialize_elem(&key.public()).expect("an element");
    let output = begun
        .state
        .finalize(&input, &evaluated, &proof, public)
        .expect("a proof");
    (format!("{}.{}", base64url(&input), base64url(&output)), blinded)
}

fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, at| {
            number << 8 | usize::from(three.get(at).copied().unwrap_or(0))
        });
        text.extend((0..=three.len()).map(|at| char::from(LETTERS[number >> (18 - 6 * at) & 63])));
    }
    text
}

#[test]
fn a_ticket_is_accepted_by_its_own_key_alone_and_only_as_it_was_issued() {
    let key = standard_key();
    let other = TicketKey::from_seed(&Secret::new(SEED), b"another survey");
    let (text, _) = swap(&key, [5; 32]);
    let (another, _) = swap(&key, [6; 32]);

    assert!(key.accepts(&Ticket::read(&text).expect("a ticket")));
    assert!(!other.accepts(&Ticket::read(&text).expect("a ticket")));
    for at in (0..text.len()).filter(|at| ![42, 43, 129].contains(at)) {
        let letter = if &text[at..=at] == "A" { "B" } else { "A" };
        let forged = format!("{}{letter}{}", &text[..at], &text[at + 1..]);
        assert!(!key.accepts(&Ticket::read(&forged).expect("well formed")), "{at}");
    }
    let crossed = format!("{}{}", &text[..43], &another[43..]);
    assert!(!key.accepts(&Ticket::read(&crossed).expect("well formed")));
}

#[test]
fn one_input_blinded_twice_gives_one_ticket_and_one_nonce() {
    let key = standard_key();

    let (one, seen) = swap(&key, [5; 32]);
    let (again, seen_again) = swap(&key, [5; 32]);
    let (other, _) = swap(&key, [6; 32]);

    assert_ne!(seen, seen_again);
    assert_eq!(one, again);
    let nonce = |text: &str| Ticket::read(text).expect("a ticket").nonce();
    assert_eq!(nonce(&one), nonce(&again));
    assert_ne!(nonce(&one), nonce(&other));
}

// --- the browser's half ----------------------------------------------------------------------------------------------

/// Runs the bundle in a world that has only what a page of 2020 has and forbids making code from text, as the content
/// security policy does, and then runs a script there.
const PAGE: &str = r#"
const [bundle, script] = process.argv.slice(1);
const vm = require("node:vm");
const world = { crypto: require("node:crypto").webcrypto, btoa, TextEncoder };
const page = vm.createContext(world, { codeGeneration: { strings: false, wasm: false } });
vm.runInContext(
  `delete Object.hasOwn; delete String.prototype.replaceAll; delete Uint8Array.fromHex; delete Uint8Array.prototype.toHex;
  for (const kind of [Array, String, Object.getPrototypeOf(Uint8Array)])
    for (const name of ["at", "findLast", "toReversed", "toSorted", "with"]) delete kind.prototype[name];`,
  page,
);
vm.runInContext(require("node:fs").readFileSync(bundle, "utf8"), page);
try {
  process.stdout.write(String(vm.runInContext(script, page)));
} catch (error) {
  process.stdout.write(error.message);
  process.exitCode = 3;
}
"#;

fn bundle() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("static/ticket.js")
}

/// True, with a line on standard error, if this machine has no such program.
fn is_missing(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if found.is_ok_and(|status| status.success()) {
        return false;
    }
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    // Not `eprintln!`: the test runner hides that for tests that pass.
    let _ = writeln!(std::io::stderr(), "skipped: {name} ({program} is not installed)");
    true
}

/// What a script gives in a page with the bundle, or the words of the error it throws.
fn in_the_page(script: &str) -> Result<String, String> {
    let ran = Command::new("node")
        .args(["-e", PAGE])
        .arg(bundle())
        .arg(script)
        .output()
        .expect("node runs");
    let said = String::from_utf8(ran.stdout).expect("text");
    match ran.status.code() {
        Some(0) => Ok(said),
        Some(3) => Err(said),
        _ => panic!("{}", String::from_utf8_lossy(&ran.stderr)),
    }
}

/// What `begin()` gave, with the input as numbers between brackets.
struct Begun {
    input: String,
    blind: String,
    blinded: String,
}

fn begin() -> Begun {
    let script = "const { input, blind, blinded } = chorusTicket.begin(); `${input}/${blind}/${blinded}`";
    let said = in_the_page(script).expect("a beginning");
    let parts: Vec<&str> = said.split('/').collect();
    Begun {
        input: format!("[{}]", parts[0]),
        blind: parts[1].to_owned(),
        blinded: parts[2].to_owned(),
    }
}

fn finish(begun: &Begun, evaluated: &[u8], proof: &[u8], public: &[u8]) -> Result<String, String> {
    let mut script = String::new();
    let Begun { input, blind, blinded } = begun;
    let [evaluated, proof, public] = [evaluated, proof, public].map(hex::encode);
    write!(
        script,
        r#"const input = Uint8Array.from({input});
        chorusTicket.finish({{ input, blind: "{blind}", blinded: "{blinded}" }}, "{evaluated}", "{proof}", "{public}")"#
    )
    .expect("a string takes everything");
    in_the_page(&script)
}

#[test]
fn a_browser_swaps_an_invitation_and_redeems_the_ticket() {
    if is_missing("node") {
        return;
    }
    let key = TicketKey::from_seed(&Secret::random(), b"survey");
    let begun = begin();

    let issued = key.issue(&short(&begun.blinded)).expect("an element");
    let text = finish(&begun, &issued.evaluated, &issued.proof, &key.public()).expect("a ticket");

    assert!(key.accepts(&Ticket::read(&text).expect("a ticket")));
    assert!(!standard_key().accepts(&Ticket::read(&text).expect("a ticket")));
    assert_ne!(begin().blinded, begun.blinded);
}

#[test]
fn a_browser_refuses_an_answer_that_is_not_proved() {
    if is_missing("node") {
        return;
    }
    let key = TicketKey::from_seed(&Secret::random(), b"survey");
    let marked = TicketKey::from_seed(&Secret::random(), b"only for this person");
    let begun = begin();
    let right = key.issue(&short(&begun.blinded)).expect("an element");
    let wrong = marked.issue(&short(&begun.blinded)).expect("an element");
    let not_proved = Err("proof verification failed".to_owned());

    let with_wrong_key = finish(&begun, &wrong.evaluated, &wrong.proof, &key.public());
    let with_wrong_answer = finish(&begun, &wrong.evaluated, &right.proof, &key.public());
    assert_eq!(with_wrong_key, not_proved);
    assert_eq!(with_wrong_answer, not_proved);
    for at in [0, 16, 32, 48] {
        let mut proof = right.proof;
        proof[at] ^= 1;
        assert_eq!(
            finish(&begun, &right.evaluated, &proof, &key.public()),
            not_proved,
            "{at}"
        );
    }
    for nothing in [[0; 32], [0xff; 32]] {
        assert!(finish(&begun, &nothing, &right.proof, &key.public()).is_err());
        assert!(finish(&begun, &right.evaluated, &right.proof, &nothing).is_err());
    }
    assert!(finish(&begun, &right.evaluated, &right.proof[..63], &key.public()).is_err());
    assert!(finish(&begun, &right.evaluated, &right.proof, &key.public()).is_ok());
}

#[test]
fn a_browser_gives_the_outputs_of_the_standard() {
    if is_missing("node") {
        return;
    }
    for vector in VECTORS {
        let begun = Begun {
            input: format!("{:?}", bytes(vector.input)),
            blind: BLIND.to_owned(),
            blinded: vector.blinded.to_owned(),
        };

        let text = finish(&begun, &bytes(vector.evaluated), &bytes(vector.proof), &bytes(PUBLIC));

        let expected = format!(
            "{}.{}",
            base64url(&bytes(vector.input)),
            base64url(&bytes(vector.output))
        );
        assert_eq!(text.expect("a ticket"), expected);
    }
}

#[test]
fn both_sides_say_the_same_eight_words_for_a_key() {
    let by_us = words(&short(PUBLIC));
    assert_eq!(by_us, "rozap sapun vokid dapam nilub hobuz sutuj bohin");
    assert_ne!(by_us, words(&[0; 32]));
    if is_missing("node") {
        return;
    }

    for public in [short(PUBLIC), [0; 32], [0xff; 32], *Secret::random().expose()] {
        let script = format!("chorusTicket.words(\"{}\")", hex::encode(&public));
        assert_eq!(in_the_page(&script).expect("words"), words(&public));
    }
    assert!(in_the_page("chorusTicket.words(\"00\")").is_err());
}

#[test]
fn the_bundle_is_small_enough_for_a_slow_line() {
    let plain = std::fs::read(bundle()).expect("the bundle");
    let mut packed = Vec::new();

    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut plain.as_slice(), &mut packed, &settings).expect("it packs");

    assert!(packed.len() <= 20 * 1024, "{} bytes", packed.len());
}

/// Needs the network: `npm ci` fetches what the lock file names, and refuses other bytes.
#[test]
fn the_bundle_is_what_its_sources_make() {
    if !std::env::var("CHORUS_TEST_BUNDLE").is_ok_and(|wanted| wanted == "1") || is_missing("npm") {
        return;
    }
    let folder = ScratchDir::new("bundle");
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundle");
    for name in [
        "package.json",
        "package-lock.json",
        "ticket.mjs",
        "older.mjs",
        "build.mjs",
    ] {
        std::fs::copy(sources.join(name), folder.path().join(name)).expect("a source");
    }
    let run = |program: &str, arguments: &[&str]| {
        let ran = Command::new(program)
            .args(arguments)
            .current_dir(folder.path())
            .output();
        let ran = ran.expect("it runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };

    run("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run("node", &["build.mjs", "ticket.js"]);

    let built = std::fs::read(folder.path().join("ticket.js")).expect("a bundle");
    assert!(
        built == std::fs::read(bundle()).expect("the bundle"),
        "build static/ticket.js again, as tests/bundle/README.md says"
    );
}
