// The browser's half of anonymous tickets: RFC 9497 in VOPRF mode with ristretto255-SHA512. src/privacy/ticket.rs is the other half.
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, randomBytes, utf8ToBytes } from "@noble/hashes/utils.js";

const { voprf } = ristretto255_oprf;
const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";

const bytesOf = (hex, length) => {
  const bytes = hexToBytes(hex);
  if (bytes.length !== length) throw new RangeError(`${length} bytes expected`);
  return bytes;
};

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

// A proquint: 16 bits as consonant, vowel, consonant, vowel, consonant (https://arxiv.org/html/0901.4016).
const proquint = (number) =>
  CONSONANTS[number >> 12] +
  VOWELS[(number >> 10) & 3] +
  CONSONANTS[(number >> 6) & 15] +
  VOWELS[(number >> 4) & 3] +
  CONSONANTS[number & 15];

globalThis.chorusTicket = Object.freeze({
  // Draws what the server will never see (input, blind) and makes what it is sent (blinded).
  begin() {
    const input = randomBytes(32);
    const { blind, blinded } = voprf.blind(input);
    return { input, blind: bytesToHex(blind), blinded: bytesToHex(blinded) };
  },

  // The ticket "input.output"; throws unless the proof shows that the key everybody sees was used.
  finish({ input, blind, blinded }, evaluated, proof, publicKey) {
    const output = voprf.finalize(
      input,
      bytesOf(blind, 32),
      bytesOf(evaluated, 32),
      bytesOf(blinded, 32),
      bytesOf(publicKey, 32),
      bytesOf(proof, 64),
    );
    return `${base64url(input)}.${base64url(output)}`;
  },

  // The eight words by which people compare the public key.
  words(publicKey) {
    const digest = sha256(concatBytes(utf8ToBytes("chorus ticket key"), bytesOf(publicKey, 32)));
    const words = [];
    for (let at = 0; at < 16; at += 2) words.push(proquint((digest[at] << 8) | digest[at + 1]));
    return words.join(" ");
  },
});
