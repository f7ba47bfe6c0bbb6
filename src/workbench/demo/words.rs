//! The words of the made-up team, read from `assets/demo`: names, story lines, and what is written between their turns.
//! Which of them are used for whom is not known here.

use crate::practice::child::ChildStatus;
use crate::practice::oversight::{KnownReason, Threshold};
use serde::Deserialize;

/// The story lines, each by its file.
const STORIES: &[&str] = &[
    include_str!("../../../assets/demo/stories/front-door.toml"),
    include_str!("../../../assets/demo/stories/cold-flat.toml"),
    include_str!("../../../assets/demo/stories/phone-calls.toml"),
    include_str!("../../../assets/demo/stories/own-key.toml"),
    include_str!("../../../assets/demo/stories/aunt-in-name.toml"),
    include_str!("../../../assets/demo/stories/good-days.toml"),
    include_str!("../../../assets/demo/stories/placement.toml"),
    include_str!("../../../assets/demo/stories/new-baby.toml"),
    include_str!("../../../assets/demo/stories/nights.toml"),
    include_str!("../../../assets/demo/stories/bottles.toml"),
    include_str!("../../../assets/demo/stories/quiet-room.toml"),
];
const NAMES: &str = include_str!("../../../assets/demo/names.toml");
const BETWEEN: &str = include_str!("../../../assets/demo/between.toml");

/// All words.
pub struct Words {
    /// Names, by origin.
    pub origins: Vec<Origin>,
    /// Story lines.
    pub stories: Vec<Story>,
    /// What is written between their turns.
    pub between: Between,
}

/// Names of one origin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Where the names are from.
    pub of: String,
    /// How often they are drawn.
    pub weight: usize,
    /// Girls' names.
    pub girls: Vec<String>,
    /// Boys' names.
    pub boys: Vec<String>,
    /// Women's names.
    pub women: Vec<String>,
    /// Men's names.
    pub men: Vec<String>,
    /// Surnames.
    pub surnames: Vec<String>,
    /// What children call a grandmother.
    pub gran: Vec<String>,
}

/// One story line: what happens to a child over the months, turn by turn.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Its name.
    pub key: String,
    /// The youngest and the oldest it is told of, in years.
    pub ages: [i64; 2],
    /// The fewest and the most children of the family.
    pub children: [i64; 2],
    /// The turns.
    pub step: Vec<Step>,
}

/// One turn of a story, as one record says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The child's status from then on.
    pub status: ChildStatus,
    /// Weeks since the turn before.
    pub weeks: i64,
    /// Why it is written.
    pub reason: KnownReason,
    /// The turn as a tired manager notes it.
    pub thin: String,
    /// What is happening.
    pub situation: String,
    /// What life is like.
    pub impact: String,
    /// The child's own words, or what was seen.
    pub words: String,
    /// What protects.
    pub protects: Vec<String>,
    /// Risks now.
    pub risks: Vec<String>,
    /// What follows in the long run.
    pub long_term: Vec<String>,
    /// What is decided, and why.
    pub decision: String,
    /// The threshold.
    pub threshold: Threshold,
    /// Likelihood, significance, imminence.
    pub harm: [u8; 3],
    /// What else was thought of.
    pub considered: String,
    /// What is asked for.
    pub actions: Vec<Ask>,
    /// How it will be looked at again.
    pub review: String,
    /// The code of how.
    pub how: String,
}

/// One thing asked for.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// What needs to change.
    pub change: String,
    /// What is to be done.
    pub action: String,
    /// Who: `worker`, `me`, `teacher`, `visitor`, `mother`.
    pub who: String,
    /// Days to do it in.
    pub days: i64,
    /// What came of it, where it was done.
    pub made: String,
}

/// What is written between the turns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Between {
    /// By the good manager.
    pub good: Good,
    /// By the tired one.
    pub tired: Tired,
    /// By the new one.
    pub new: New,
    /// At the checkpoints of an assessment.
    pub checkpoint: Vec<Checkpoint>,
    /// Why sessions and actions did not go as planned.
    pub sessions: Reasons,
}

/// The good manager's pools.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Good {
    /// First sentences.
    pub opening: Vec<String>,
    /// An action that was done.
    pub done: Vec<String>,
    /// One of her own that was done.
    pub done_mine: Vec<String>,
    /// An action that is open.
    pub open: Vec<String>,
    /// One of her own that is open.
    pub open_mine: Vec<String>,
    /// An action that drifts.
    pub drifted: Vec<String>,
    /// First sentences on a record that somebody tired kept before.
    pub inherited: Vec<String>,
    /// The weeks at home and at school, by status.
    pub home: Vec<Home>,
    /// Decisions, by status.
    pub plan: Vec<Plan>,
    /// Moments with the child, by age.
    pub moment: Vec<Moment>,
    /// Reviews.
    pub review: Texts,
    /// Roads not taken.
    pub considered: Texts,
    /// An ending.
    pub closing: Closing,
}

/// A list of texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The texts.
    pub text: Vec<String>,
}

/// The weeks at home, for some statuses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Which statuses.
    #[serde(rename = "for")]
    pub statuses: Vec<ChildStatus>,
    /// Sentences.
    pub text: Vec<String>,
}

/// Decisions for some statuses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Which statuses.
    #[serde(rename = "for")]
    pub statuses: Vec<ChildStatus>,
    /// Decisions.
    pub decision: Vec<String>,
    /// What is asked for.
    pub actions: Vec<Ask>,
}

/// Moments with a child of an age.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// `baby`, `young`, `older` or `teen`.
    pub band: String,
    /// What was seen.
    pub seen: Vec<String>,
    /// What was said.
    pub words: Vec<String>,
    /// What protects.
    pub protects: Vec<String>,
    /// What puts at risk.
    pub risks: Vec<String>,
    /// What follows.
    pub long_term: Vec<String>,
}

/// How a child's record ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// What is happening.
    pub situation: Vec<String>,
    /// What is decided.
    pub decision: Vec<String>,
    /// What is asked for.
    pub actions: Vec<Ask>,
    /// How it will be looked at again.
    pub review: Vec<String>,
}

/// The tired manager's pools.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tired {
    /// Situations.
    pub situation: Vec<String>,
    /// Impacts, some of them nothing.
    pub impact: Vec<String>,
    /// Decisions.
    pub decision: Vec<String>,
    /// What is asked for.
    pub actions: Vec<Ask>,
    /// Reviews.
    pub review: Vec<String>,
    /// What came of actions.
    pub difference: Vec<String>,
}

/// What the new manager adds, careful and unsure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct New {
    /// First sentences.
    pub opening: Vec<String>,
    /// On the situation.
    pub situation: Vec<String>,
    /// On the impact.
    pub impact: Vec<String>,
    /// On the decision.
    pub decision: Vec<String>,
    /// On the review.
    pub review: Vec<String>,
    /// On what else was thought of.
    pub considered: Vec<String>,
}

/// First sentences at a checkpoint.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// Its working day.
    pub day: u16,
    /// By the good manager.
    pub good: Vec<String>,
    /// By the tired one.
    pub tired: Vec<String>,
}

/// Reasons.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    /// Why the supervisor called a session off.
    pub supervisor: Vec<String>,
    /// Why the worker did.
    pub supervisee: Vec<String>,
    /// Why the service did.
    pub service: Vec<String>,
    /// Why one was missed.
    pub missed: Vec<String>,
    /// Why an action got another date.
    pub redated: Vec<String>,
    /// Why one was not done.
    pub not_done: Vec<String>,
}

#[derive(Deserialize)]
struct Names {
    origin: Vec<Origin>,
}

impl Words {
    /// The words that the program was built with.
    pub fn shipped() -> Result<Self, toml::de::Error> {
        let names: Names = toml::from_str(NAMES)?;
        let stories = STORIES.iter().map(|text| toml::from_str(text)).collect::<Result<_, _>>()?;
        Ok(Self { origins: names.origin, stories, between: toml::from_str(BETWEEN)? })
    }
}
