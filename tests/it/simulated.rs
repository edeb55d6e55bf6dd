//! Simulated surveys of one question: who answers what, when they come, who withdraws.

use chorus::domain::answer::{Answer, SegmentValues};
use chorus::domain::item::{Item, Shape};
use chorus::domain::release::Release;
use chorus::privacy::protect::{Promise, Segment};
use chorus::privacy::rehearsal::{Rehearsal, Respondent};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, RngExt, SeedableRng};

/// What kind of question it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    One,
    Set,
    /// At most two of the options, or none of them.
    FewOrNone,
    SetOfOne,
    Order,
}

/// A survey to simulate; the same one with the same seed is the same survey.
#[derive(Debug, Clone)]
pub struct Plan {
    pub seed: u64,
    pub kind: Kind,
    /// Options of the question.
    pub options: usize,
    /// Values of each segment.
    pub segments: Vec<usize>,
    /// People of each period.
    pub people: Vec<usize>,
    /// Releases of each period, the close among them.
    pub releases: usize,
    /// Of a hundred, how many leave the question out, and as many each segment.
    pub missing: u32,
    /// Of a hundred, how many withdraw while they can.
    pub withdrawing: u32,
    pub promise: Promise,
}

pub const PROMISE: Promise = Promise {
    group_size: 10,
    colluders: 2,
};

/// Somebody who came.
pub struct Sender {
    pub respondent: Respondent,
    /// The release that counts the submission.
    pub counted_in: Option<u64>,
    /// The period.
    pub period: usize,
}

/// What came of a simulation.
pub struct Simulated {
    pub item: Item,
    pub segments: Vec<Segment>,
    pub senders: Vec<Sender>,
    pub releases: Vec<Release>,
}

impl Plan {
    pub fn item(&self) -> Item {
        let options: Vec<String> = (0..self.options).map(|option| format!("o{option}")).collect();
        let shape = match self.kind {
            Kind::One => Shape::One { values: options },
            Kind::Set => Shape::Set {
                options,
                min: 1,
                fixed_size: false,
            },
            Kind::FewOrNone => Shape::Set {
                options: options.into_iter().chain(["none".to_owned()]).collect(),
                min: 1,
                fixed_size: false,
            },
            Kind::SetOfOne => Shape::Set {
                options,
                min: 1,
                fixed_size: true,
            },
            Kind::Order => Shape::Order { options },
        };
        Item {
            name: "q".to_owned(),
            question: 0,
            shape,
        }
    }

    pub fn segments(&self) -> Vec<Segment> {
        let segment = |(place, size): (usize, &usize)| Segment {
            key: format!("s{place}"),
            values: (0..*size).map(|value| format!("v{value}")).collect(),
        };
        self.segments.iter().enumerate().map(segment).collect()
    }

    /// Runs it; `after` is called with everything published after every release.
    pub fn run(&self, mut after: impl FnMut(&[Release])) -> Simulated {
        let mut rng = StdRng::seed_from_u64(self.seed);
        let (item, segments) = (self.item(), self.segments());
        let mut rehearsal = Rehearsal::new(&item, &segments, self.promise);
        let mut senders: Vec<(usize, Respondent)> = Vec::new();
        let lean = Lean::new(self, &mut rng);
        for (period, people) in self.people.iter().enumerate() {
            for release in 1..=self.releases {
                let before = senders.len();
                let come = people * release / self.releases - people * (release - 1) / self.releases;
                for _ in 0..come {
                    let respondent = lean.draw(self, &mut rng);
                    assert_eq!(rehearsal.send(respondent.clone()), senders.len());
                    senders.push((period, respondent));
                }
                for sender in before..senders.len() {
                    if rng.random_range(0..100) < self.withdrawing {
                        rehearsal.withdraw(sender);
                    }
                }
                rehearsal.release(release == self.releases, || rng.next_u64());
                after(rehearsal.releases());
            }
        }
        let counted: Vec<Option<u64>> = (0..senders.len()).map(|sender| rehearsal.counted_in(sender)).collect();
        let releases = rehearsal.releases().to_vec();
        let senders = senders
            .into_iter()
            .zip(counted)
            .map(|((period, respondent), counted_in)| Sender {
                respondent,
                counted_in,
                period,
            });
        Simulated {
            senders: senders.collect(),
            item,
            segments,
            releases,
        }
    }
}

/// Unequal shares of everything.
struct Lean {
    answers: Vec<f64>,
    segments: Vec<Vec<f64>>,
    /// Of a hundred, how many choose none of the options where they can.
    nothing: u32,
}

impl Lean {
    fn new(plan: &Plan, rng: &mut StdRng) -> Self {
        // some surveys nearly even, some with rare values
        let power = rng.random_range(0.0..3.0);
        let mut shares = |count: usize| {
            (0..count)
                .map(|_| rng.random::<f64>().powf(power) + 0.01)
                .collect::<Vec<f64>>()
        };
        Self {
            answers: shares(plan.options),
            segments: plan.segments.iter().map(|size| shares(*size)).collect(),
            nothing: rng.random_range(0..40),
        }
    }

    fn draw(&self, plan: &Plan, rng: &mut StdRng) -> Respondent {
        let leaves_out = |rng: &mut StdRng| rng.random_range(0..100) < plan.missing;
        let segments = self
            .segments
            .iter()
            .map(|shares| (!leaves_out(rng)).then(|| u8::try_from(pick(shares, rng)).expect("few values")))
            .collect();
        let answer = (!leaves_out(rng)).then(|| self.answer(plan, rng));
        Respondent {
            segments: SegmentValues(segments),
            answer,
        }
    }

    fn answer(&self, plan: &Plan, rng: &mut StdRng) -> Answer {
        match plan.kind {
            Kind::One => Answer::One(u16::try_from(pick(&self.answers, rng)).expect("few values")),
            Kind::SetOfOne => Answer::Set(1 << pick(&self.answers, rng)),
            Kind::FewOrNone if rng.random_range(0..100) < self.nothing => Answer::Set(1 << plan.options),
            Kind::FewOrNone => Answer::Set(1 << pick(&self.answers, rng) | 1 << pick(&self.answers, rng)),
            Kind::Set => {
                let most = self.answers.iter().copied().fold(0.0, f64::max);
                let chosen = |share: &f64, rng: &mut StdRng| rng.random::<f64>() < 0.8 * share / most;
                let mut set = 0;
                for (option, share) in self.answers.iter().enumerate() {
                    set |= u64::from(chosen(share, rng)) << option;
                }
                // nothing chosen is no answer
                Answer::Set(if set == 0 { 1 << pick(&self.answers, rng) } else { set })
            }
            Kind::Order => {
                let mut left: Vec<u8> = (0..u8::try_from(plan.options).expect("few options")).collect();
                left.shuffle(rng);
                // most put the options in nearly the same order
                if rng.random_range(0..100) < 70 {
                    left.sort_by(|a, b| self.answers[usize::from(*b)].total_cmp(&self.answers[usize::from(*a)]));
                    let from = rng.random_range(0..left.len());
                    let to = rng.random_range(0..left.len());
                    left.swap(from, to);
                }
                Answer::Order(left)
            }
        }
    }
}

fn pick(shares: &[f64], rng: &mut impl Rng) -> usize {
    let mut left = rng.random_range(0.0..shares.iter().sum::<f64>());
    let place = shares.iter().position(|share| {
        left -= share;
        left < 0.0
    });
    place.unwrap_or(shares.len() - 1)
}
