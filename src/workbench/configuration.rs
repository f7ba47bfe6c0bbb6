//! The user's own policies, forms and days off, beside those that come with the program. A file of the user's own has
//! the same rights as a shipped one, and comes first where both have a name.
//!
//! In the configuration folder: `policies/NAME.toml`, `forms/NAME.toml`, `words/NAME.toml`,
//! `bank-holidays.csv` (`date,name`).

use super::given;
use super::refusal::Refusal;
use crate::practice::answer::Answers;
use crate::practice::form::Form;
use crate::practice::policy::Policy;
use crate::practice::review::WordLists;
use crate::practice::working_days::WorkingDays;
use crate::practice::{closed_days_file, form_file, lens, oversight_form, policy_file};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where the user's own files are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// The folder; `None` for what is shipped and no more.
    pub folder: Option<PathBuf>,
}

/// Where a policy or form comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program.
    Shipped,
    /// It is the user's own.
    Own(PathBuf),
}

/// What kind of data file, and the folder it stands in.
#[derive(Clone, Copy)]
enum Data {
    Policies,
    Forms,
}

impl Data {
    const fn folder(self) -> &'static str {
        match self {
            Self::Policies => "policies",
            Self::Forms => "forms",
        }
    }

    const fn shipped(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Policies => policy_file::shipped(),
            Self::Forms => form_file::shipped(),
        }
    }
}

impl Configuration {
    /// The text of a policy, and the policy.
    pub fn policy(&self, name: &str) -> Result<(String, Policy), Refusal> {
        let (origin, text) = self.find(Data::Policies, name)?.ok_or_else(|| Refusal::NoSuchPolicy(name.to_owned()))?;
        let policy = policy_file::read(name, &text).map_err(|mistakes| mistaken(&origin, name, mistakes))?;
        Ok((text, policy))
    }

    /// A form.
    pub fn form(&self, name: &str) -> Result<Form, Refusal> {
        let (origin, text) = self.find(Data::Forms, name)?.ok_or_else(|| Refusal::NoSuchForm(name.to_owned()))?;
        form_file::read(name, &text).map_err(|mistakes| mistaken(&origin, name, mistakes))
    }

    /// The word lists that findings are read by: each the user's own where there is one, else as it is shipped.
    pub fn word_lists(&self) -> Result<WordLists, Refusal> {
        let Some(folder) = self.folder.as_ref().map(|folder| folder.join("words")) else {
            return Ok(WordLists::shipped());
        };
        let mut own = BTreeMap::new();
        for (name, _) in WordLists::shipped_texts() {
            if let Some(text) = read(&folder.join(format!("{name}.toml")))? {
                own.insert(*name, text);
            }
        }
        WordLists::read(|name| own.get(name).map(String::as_str)).map_err(|mistaken| Refusal::Mistakes {
            file: folder.join(format!("{}.toml", mistaken.name)),
            mistakes: mistaken.mistakes,
        })
    }

    /// The form that something is read in, signed or not: by the name of its form and what is written in it.
    pub fn form_of(&self, form: &str, answers: &Answers) -> Result<Form, Refusal> {
        if form == oversight_form::NAME {
            return self.record_form(answers);
        }
        match self.form(form) {
            Ok(one) => Ok(lens::alone(&one)),
            // Its file is gone: what is written in it is there all the same.
            Err(Refusal::NoSuchForm(name)) => Ok(Form { title: name.clone(), name, lens: true, ..Form::default() }),
            Err(why) => Err(why),
        }
    }

    /// The form that a record of oversight is read in: with the page of the child in supervision where that was written, and
    /// with each lens that was.
    pub fn record_form(&self, answers: &Answers) -> Result<Form, Refusal> {
        let form = self.form(oversight_form::NAME)?;
        if answers.iter().all(|(key, _)| form.field(key).is_some()) {
            return Ok(form);
        }
        let case = self.form(oversight_form::CASE)?;
        let written = case.sections.iter().flat_map(|one| &one.fields).any(|one| answers.get(&one.key).is_some());
        let form = if written { oversight_form::with_case(form, case, false) } else { form };
        self.with_lenses(form, answers)
    }

    /// A form with each lens that something is written in. One whose file is gone is left out: a reader shows what is written
    /// there without its questions.
    pub fn with_lenses(&self, mut form: Form, answers: &Answers) -> Result<Form, Refusal> {
        for name in lens::written_in(answers) {
            match self.form(name) {
                Ok(one) => form = lens::with_lens(form, &one),
                Err(Refusal::NoSuchForm(_)) => {}
                Err(why) => return Err(why),
            }
        }
        Ok(form)
    }

    /// Every lens, those that come with the program and the user's own. One with mistakes is left out: `form list` names it.
    pub fn lenses(&self) -> Vec<Form> {
        let own: Vec<String> = self
            .own_files(Data::Forms)
            .iter()
            .filter_map(|file| file.file_stem()?.to_str().map(str::to_owned))
            .collect();
        let shipped = form_file::shipped_lenses().iter().filter(|one| !own.contains(&one.name)).cloned();
        shipped.chain(own.iter().filter_map(|name| self.form(name).ok()).filter(|form| form.lens)).collect()
    }

    /// Every policy by name.
    pub fn policy_names(&self) -> Vec<(String, Origin)> {
        self.names(Data::Policies)
    }

    /// Every form by name.
    pub fn form_names(&self) -> Vec<(String, Origin)> {
        self.names(Data::Forms)
    }

    /// The published days off, with the user's own one-off days.
    pub fn days_off(&self) -> Result<WorkingDays, Refusal> {
        let Some(file) = self.folder.as_ref().map(|folder| folder.join("bank-holidays.csv")) else {
            return Ok(WorkingDays::published());
        };
        let Some(text) = read(&file)? else { return Ok(WorkingDays::published()) };
        let closed = closed_days_file::read(&text).map_err(|mistakes| Refusal::Mistakes { file, mistakes })?;
        Ok(WorkingDays::published().with_extra(closed))
    }

    fn names(&self, data: Data) -> Vec<(String, Origin)> {
        let mut names: Vec<(String, Origin)> =
            data.shipped().iter().map(|(name, _)| ((*name).to_owned(), Origin::Shipped)).collect();
        for file in self.own_files(data) {
            let Some(name) = file.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned) else { continue };
            names.retain(|(one, _)| *one != name);
            names.push((name, Origin::Own(file)));
        }
        names
    }

    #[expect(clippy::disallowed_methods, reason = "the user's own files are listed here and nowhere else")]
    fn own_files(&self, data: Data) -> Vec<PathBuf> {
        let Some(folder) = self.folder.as_ref().map(|folder| folder.join(data.folder())) else { return Vec::new() };
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .collect();
        files.sort();
        files
    }

    fn find(&self, data: Data, name: &str) -> Result<Option<(Origin, String)>, Refusal> {
        let own = self.own_files(data).into_iter().find(|file| file.file_stem().is_some_and(|stem| stem == name));
        if let Some(file) = own
            && let Some(text) = read(&file)?
        {
            return Ok(Some((Origin::Own(file), text)));
        }
        let shipped = data.shipped().iter().find(|(one, _)| *one == name);
        Ok(shipped.map(|(_, text)| (Origin::Shipped, (*text).to_owned())))
    }
}

fn mistaken(origin: &Origin, name: &str, mistakes: Vec<crate::practice::mistake::Mistake>) -> Refusal {
    let file = match origin {
        Origin::Shipped => PathBuf::from(format!("{name}.toml")),
        Origin::Own(file) => file.clone(),
    };
    Refusal::Mistakes { file, mistakes }
}

/// The text of a file; `None` where there is none.
pub fn read(file: &Path) -> Result<Option<String>, Refusal> {
    match given::bytes(file) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| Refusal::NotText(file.to_owned())),
        Err(Refusal::Unreadable { why: ErrorKind::NotFound, .. }) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}
