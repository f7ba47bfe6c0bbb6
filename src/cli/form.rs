//! `form`: the forms there are, what each asks, and mistakes in a form file.

use super::failure::Failure;
use super::output::Output;
use super::policy::{own_file, report, where_from};
use super::setting::Setting;
use crate::exchange::print::clean;
use crate::exchange::print::table::{Side, Table};
use crate::practice::form::{Field, FieldKind};
use crate::practice::form_file;
use clap::Subcommand;
use std::fmt::Write as _;
use std::path::PathBuf;

/// See and check the forms that records are written in
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  footprint form list\n  footprint form show oversight")]
pub(super) enum Form {
    /// Name every form, those that come with the program and your own
    #[command(after_help = "Example:\n  footprint form list")]
    List,
    /// Show what a form asks: its sections, prompts, examples and fields
    #[command(after_help = "Example:\n  footprint form show oversight")]
    Show {
        /// Its name
        name: String,
    },
    /// Check a form file and explain every mistake in it
    ///
    /// A file of your own is picked up from the folder `forms` of your configuration folder, and its name is the form's
    /// name.
    #[command(after_help = "Example:\n  footprint form check ~/.config/footprint/forms/oversight.toml")]
    Check {
        /// The file
        #[arg(value_name = "FILE")]
        checked: PathBuf,
    },
}

impl Form {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        match self {
            Self::List => list(setting, out),
            Self::Show { name } => out.print(&clean::text(&shown(&setting.configuration.form(&name)?))),
            Self::Check { checked: file } => {
                let (name, text) = own_file(&file)?;
                let checked = form_file::read(&name, &text);
                report(&file, checked.map(|form| format!("is a form, {}", form.title)), out)
            }
        }
    }
}

fn list(setting: &Setting, out: &mut Output) -> Result<(), Failure> {
    let mut table = Table::new(&[("Name", Side::Left), ("Title", Side::Left), ("From", Side::Left)]);
    for (name, origin) in setting.configuration.form_names() {
        let title = match setting.configuration.form(&name) {
            Ok(form) => form.title,
            Err(_) => "has mistakes; `footprint form check` explains them".to_owned(),
        };
        table.row([name, title, where_from(&origin)]);
    }
    out.print(&table.render(setting.layout()))
}

/// A form as plain text.
fn shown(form: &crate::practice::form::Form) -> String {
    let mut text = format!("{}\n{}\n", form.title, form.purpose);
    // Writing to a string cannot fail.
    for (number, section) in form.sections.iter().enumerate() {
        let _ = writeln!(text, "\n{}. {}\n   {}", number + 1, section.title, section.aim);
        for prompt in &section.prompts {
            let _ = writeln!(text, "   - {prompt}");
        }
        let _ = writeln!(text, "   Helps: {}\n   Does not help: {}", section.strong, section.weak);
        for field in &section.fields {
            let _ = writeln!(text, "   [{}] {}: {}", field.key, field.label, answered(field));
        }
    }
    if !form.statements.is_empty() {
        text.push_str("\nBefore signing:\n");
        for statement in &form.statements {
            let _ = writeln!(text, "   - {}", statement.text);
        }
    }
    text
}

fn answered(field: &Field) -> String {
    match &field.kind {
        FieldKind::Text => "text".to_owned(),
        FieldKind::Line => "one line".to_owned(),
        FieldKind::Lines => "a list of short lines".to_owned(),
        FieldKind::Choice(options) => {
            let words: Vec<&str> = options.iter().map(|option| option.words.as_str()).collect();
            format!("one of: {}", words.join("; "))
        }
        FieldKind::Tags(options) => {
            let words: Vec<&str> = options.iter().map(|option| option.words.as_str()).collect();
            format!("any of: {}", words.join("; "))
        }
        FieldKind::Scale(steps) => format!("1 to 4: {}", steps.join("; ")),
        FieldKind::Day => "a day".to_owned(),
        FieldKind::Actions => "actions: what needs to change, what is done, by whom, by when".to_owned(),
    }
}
