//! What a glance at the bytes tells of a text: a rule that would need more than there is does not run. Claims only take away.

/// Counted once a text.
#[derive(Default)]
pub(super) struct Counts {
    pub digits: usize,
    /// Where each run of digits begins.
    pub numbers: Vec<usize>,
    /// The most digits with nothing but a few signs and spaces between them.
    pub chain: usize,
    /// The most digits with nothing at all between them.
    pub run: usize,
    /// Whether a digit stands beside a letter, or a space away from one on its own: part of a code.
    pub coded: bool,
    pub at_signs: usize,
    pub dots: usize,
    /// `(`, `[`, `{` and `<`.
    pub brackets: usize,
    /// Whether two colons stand as near to each other as in an address of a device.
    pub colons: bool,
    pub dashes: usize,
    /// Whether two dots have four characters between them, as in some addresses of devices.
    pub dotted: bool,
    /// Dots, colons and dashes with a letter, a digit or the like on both sides.
    pub inside: usize,
    /// Whether Chinese may be in it.
    pub wide: bool,
    /// `/`, `?` and `#`: what may follow a host name.
    pub path_signs: usize,
}

/// Bytes from colon to colon in an address of a device, at most.
const GROUP: usize = 5;
/// Signs between the digits of one number, at most.
const BETWEEN: usize = 4;

/// The bytes that count for nothing, which are nearly all.
static PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let (mut at, signs) = (0, b"0123456789@.:-([{</?#");
    while at < signs.len() {
        plain[signs[at] as usize] = false;
        at += 1;
    }
    let mut wide = 0xe3;
    while wide <= 0xe9 {
        plain[wide] = false;
        wide += 1;
    }
    plain
};

impl Counts {
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let bytes = text.as_bytes();
        let (mut chain, mut run, mut digit, mut colon, mut dot) = (0, 0, None, None, None);
        for (at, byte) in bytes.iter().copied().enumerate() {
            if PLAIN[usize::from(byte)] {
                continue;
            }
            match byte {
                b'0'..=b'9' => {
                    counts.digits += 1;
                    chain = match digit {
                        Some(last) if goes_on(&bytes[last + 1..at]) => chain + 1,
                        _ => 1,
                    };
                    counts.chain = counts.chain.max(chain);
                    if digit.is_none_or(|last| last + 1 < at) {
                        counts.numbers.push(at);
                        run = 0;
                    }
                    run += 1;
                    counts.run = counts.run.max(run);
                    counts.coded |= is_coded(bytes, at);
                    digit = Some(at);
                }
                b'@' => counts.at_signs += 1,
                b'.' => {
                    counts.dots += 1;
                    counts.dotted |= dot.is_some_and(|last| at - last == GROUP);
                    counts.inside += usize::from(is_inside(bytes, at));
                    dot = Some(at);
                }
                b':' => {
                    counts.colons |= colon.is_some_and(|last| at - last <= GROUP);
                    counts.inside += usize::from(is_inside(bytes, at));
                    colon = Some(at);
                }
                b'-' => {
                    counts.dashes += 1;
                    counts.inside += usize::from(is_inside(bytes, at));
                }
                b'(' | b'[' | b'{' | b'<' => counts.brackets += 1,
                b'/' | b'?' | b'#' => counts.path_signs += 1,
                _ => counts.wide = true,
            }
        }
        counts
    }
}

fn goes_on(between: &[u8]) -> bool {
    between.len() <= BETWEEN && !between.iter().any(u8::is_ascii_lowercase)
}

fn is_coded(bytes: &[u8], digit: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_lowercase);
    let spaced = bytes.get(digit + 1) == Some(&b' ') && letter(Some(digit + 2));
    letter(digit.checked_sub(1)) || letter(Some(digit + 1)) || spaced
}

fn is_inside(bytes: &[u8], at: usize) -> bool {
    let joins = |other: Option<&u8>| {
        other.is_some_and(|other| other.is_ascii_alphanumeric() || *other >= 0x80 || *other == bytes[at])
    };
    at > 0 && joins(bytes.get(at - 1)) && joins(bytes.get(at + 1))
}
