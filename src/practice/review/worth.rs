//! What is worth a look before signing (`practice/oversight.md`, *Before signing*): advice in a colleague's voice, which
//! the manager may leave. Not what holds up signing. Each finding is a file of its own; here is their order.

use super::naming::Naming;
use super::record::Record;
use super::word_lists::WordLists;
use super::{
    Finding, FindingName, acronym_unexplained, child_not_named, dated_language, long_sentence, long_term_missing,
    open_actions_unmentioned, protective_missing, repeated, review_late, same_action_again, section_empty,
    vague_action, vague_time, voice_missing,
};
use crate::practice::action::Action;
use crate::practice::answer::Answers;
use crate::practice::form::Form;
use crate::practice::part::Part;
use crate::practice::reference::RecordId;
use chrono::NaiveDate;

/// What a draft is read against, beside its own words.
#[derive(Clone, Default)]
pub struct Setting<'a> {
    /// The child's name, where one is known.
    pub name: Option<&'a str>,
    /// The child's reference.
    pub reference: &'a str,
    /// The last day that the policy leaves for a first review; `None` where it asks for none.
    pub review_by: Option<NaiveDate>,
    /// Signed records of brothers and sisters.
    pub siblings: Vec<Earlier<'a>>,
    /// The child's own last signed record.
    pub previous: Option<Earlier<'a>>,
    /// Actions on the child from earlier records that are open.
    pub open: Vec<OpenAction<'a>>,
    /// Every action on the child from before, open and closed.
    pub before: &'a [Action],
    /// Names of people who may stand as initials: workers, the supervisor, the family.
    pub people: Vec<&'a str>,
    /// The form it is written in, for the order of what stands beside the five sections; `None` for those alone. Of a lens on
    /// its own the words are read, and which parts have none: what else a record of oversight must not lack is not asked of it.
    pub form: Option<&'a Form>,
}

/// A signed record to compare with.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// The record.
    pub record: RecordId,
    /// The child it is about.
    pub called: &'a str,
    /// The day of its decision.
    pub decided_on: NaiveDate,
    /// What it says.
    pub answers: &'a Answers,
}

/// An action that is open.
#[derive(Clone, Copy)]
pub struct OpenAction<'a> {
    /// The program's reference: `A45`.
    pub reference: &'a str,
    /// What is to be done.
    pub action: &'a str,
    /// Who does it.
    pub owner: &'a str,
    /// By when.
    pub due_on: NaiveDate,
}

/// What is worth a look in a draft, in the order of the sections and of the words in them.
pub fn worth_a_look(answers: &Answers, setting: &Setting<'_>, lists: &WordLists) -> Vec<Finding> {
    let naming = Naming::of(setting.name, setting.reference, lists);
    let called = first_name(setting);
    let record = Record::read(answers, &naming, lists);
    let lens = setting.form.filter(|form| form.lens);
    if record.texts.is_empty() && lens.is_none() {
        return review_late::find(answers, setting.review_by).into_iter().collect();
    }
    let names = family_names(setting);
    let mut people = setting.people.clone();
    people.extend(setting.name);
    let mut found = Vec::new();
    if let Some(lens) = lens {
        found.extend(section_empty::find(answers, lens));
    } else {
        found.extend(child_not_named::find(&record, &naming, called));
        found.extend(voice_missing::find(&record, lists, called));
        found.extend(protective_missing::find(&record, lists, called));
        found.extend(long_term_missing::find(&record, lists, called));
        found.extend(review_late::find(answers, setting.review_by));
        found.extend(open_actions_unmentioned::find(&record, lists, &setting.open, &names));
    }
    found.extend(vague_action::find(&record, lists));
    found.extend(vague_time::find(&record, answers, lists));
    found.extend(repeated::find(&record, lists, FindingName::RepeatedSibling, &setting.siblings, &names));
    let previous: Vec<Earlier<'_>> = setting.previous.into_iter().collect();
    found.extend(repeated::find(&record, lists, FindingName::RepeatedPrevious, &previous, &names));
    found.extend(same_action_again::find(&record, setting.before));
    found.extend(acronym_unexplained::find(&record, lists, &people));
    found.extend(dated_language::find(&record, lists));
    found.extend(long_sentence::find(&record));
    let place = |one: &Finding| setting.form.and_then(|form| in_form(&one.section, form));
    found.sort_by_cached_key(|one| {
        (one.section.section(), place(one), one.section.clone(), one.start, one.end, one.name)
    });
    // The five sections first, then what stands beside them.
    let beside = found.iter().take_while(|one| one.section.section().is_none()).count();
    found.rotate_left(beside);
    found
}

/// Where a field beside the five sections stands in the form: its section, and its place there.
fn in_form(part: &Part, form: &Form) -> Option<(usize, Option<usize>)> {
    let (place, section) = part.within(form)?;
    Some((place, section.fields.iter().position(|field| field.key == part.code())))
}

/// What the child is called in advice: the first name, or the reference.
fn first_name<'a>(setting: &Setting<'a>) -> &'a str {
    let Some(name) = setting.name.map(str::trim).filter(|name| !name.is_empty()) else { return setting.reference };
    let given = name.split_once(',').map_or(name, |(_, given)| given.trim());
    given.split_whitespace().next().unwrap_or(setting.reference)
}

/// The folded names of the child and of everybody whose records are compared: they differ where all else is the same.
fn family_names(setting: &Setting<'_>) -> Vec<String> {
    let named =
        setting.siblings.iter().map(|one| one.called).chain(setting.name).chain(setting.previous.map(|one| one.called));
    let mut names: Vec<String> = named
        .flat_map(|name| name.split(|one: char| !one.is_alphanumeric()))
        .filter(|part| !part.is_empty())
        .map(super::reading::fold)
        .collect();
    names.sort();
    names.dedup();
    names
}
