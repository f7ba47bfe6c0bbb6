//! Reads a form file (`assets/forms/*.toml`, or an authority's own) and explains every mistake in it by line and column.
//!
//! The shipped forms are here too. It opens no file: the text is given to it.

use super::form::{ChoiceOption, Field, FieldKind, Form, FormSection, FormStatement, Function};
use super::mistake::Mistake;
use super::oversight_form::{self, Place};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The forms that come with the program, as name and text. To add a lens: its file, and one line here.
const SHIPPED: &[(&str, &str)] = &[
    (oversight_form::NAME, include_str!("../../assets/forms/oversight.toml")),
    ("supervision", include_str!("../../assets/forms/supervision.toml")),
    ("supervision-case", include_str!("../../assets/forms/supervision-case.toml")),
    ("supervision-agreement", include_str!("../../assets/forms/supervision-agreement.toml")),
    ("practice-observation", include_str!("../../assets/forms/practice-observation.toml")),
    ("appraisal", include_str!("../../assets/forms/appraisal.toml")),
    ("development-plan", include_str!("../../assets/forms/development-plan.toml")),
    ("anchor", include_str!("../../assets/forms/anchor.toml")),
    ("purposeful-visiting", include_str!("../../assets/forms/purposeful-visiting.toml")),
    ("visit-record", include_str!("../../assets/forms/visit-record.toml")),
    ("risk-assessment", include_str!("../../assets/forms/risk-assessment.toml")),
    ("risk-review", include_str!("../../assets/forms/risk-review.toml")),
    ("plan", include_str!("../../assets/forms/plan.toml")),
    ("plan-review", include_str!("../../assets/forms/plan-review.toml")),
    ("c-smart", include_str!("../../assets/forms/c-smart.toml")),
];

/// The names and the texts of the forms that come with the program.
pub const fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}

/// A shipped form by its name; `None` where there is none of that name.
pub fn shipped_form(name: &str) -> Option<Form> {
    let (name, text) = SHIPPED.iter().find(|(one, _)| *one == name)?;
    read(name, text).ok()
}

/// The lenses that come with the program, read once.
pub fn shipped_lenses() -> &'static [Form] {
    static LENSES: LazyLock<Vec<Form>> = LazyLock::new(|| {
        SHIPPED.iter().filter_map(|(name, text)| read(name, text).ok()).filter(|form| form.lens).collect()
    });
    &LENSES
}

/// The form of management oversight that comes with the program. (A test proves that it reads.)
pub fn oversight() -> Form {
    shipped_form(oversight_form::NAME).unwrap_or_default()
}

/// Reads a form. `name` is the file's name without its ending; a form named `oversight` must keep what the program
/// relies on. Every mistake found is given, in the order of the file.
pub fn read(name: &str, text: &str) -> Result<Form, Vec<Mistake>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let unreadable = |error: &toml::de::Error| {
            let what = format!("this cannot be read as TOML: {}", error.message().replace('\n', ", "));
            Mistake::over(text, error.span().as_ref(), what, "")
        };
        return Err(errors.iter().map(unreadable).collect());
    }
    let mut reader = Reader { text, mistakes: Vec::new(), places: BTreeMap::new() };
    let form = reader.form(name, &Table { entries: document.get_ref(), span: 0..0 });
    if name == oversight_form::NAME && reader.mistakes.is_empty() {
        for (place, what, expected) in oversight_form::faults(&form) {
            let span = reader.places.get(&place).cloned();
            reader.mistakes.push(Mistake::over(text, span.as_ref(), what, expected));
        }
    }
    reader.mistakes.sort();
    if reader.mistakes.is_empty() { Ok(form) } else { Err(reader.mistakes) }
}

/// A table of the file and where it stands.
struct Table<'t> {
    entries: &'t DeTable<'t>,
    span: Range<usize>,
}

/// Reads on after a mistake, so that all of them are found at once; what could not be read is left empty.
struct Reader<'t> {
    text: &'t str,
    mistakes: Vec<Mistake>,
    /// Where each section and field begins.
    places: BTreeMap<Place, Range<usize>>,
}

const SECTION_KEYS: &[&str] = &["key", "title", "aim", "prompts", "strong", "weak", "functions", "field"];
const FIELD_KEYS: &[&str] = &["key", "label", "hint", "kind", "choices", "steps", "required", "carry_to"];

impl<'t> Reader<'t> {
    fn form(&mut self, name: &str, table: &Table<'t>) -> Form {
        self.only(table, &["title", "purpose", "lens", "section", "statement"]);
        let title = self.words(table, "title");
        let purpose = self.words(table, "purpose");
        let mut sections: Vec<FormSection> = Vec::new();
        let mut fields = Vec::new();
        for section in self.tables(table, "section") {
            let section = self.section(&section, &mut fields);
            sections.push(section);
        }
        if sections.is_empty() && !table.entries.contains_key("section") {
            self.mistake(&table.span, "the form has no section", "at least one [[section]]");
        }
        let mut statements: Vec<FormStatement> = Vec::new();
        for one in self.tables(table, "statement") {
            self.only(&one, &["key", "text"]);
            let taken: Vec<String> = statements.iter().map(|statement| statement.key.clone()).collect();
            let key = self.key(&one, "key", &taken);
            statements.push(FormStatement { key, text: self.words(&one, "text") });
        }
        self.same_section_key_twice(table, &sections);
        let lens = self.yes_or_no(table, "lens");
        if lens && name == oversight_form::NAME {
            self.mistake(&value_span(table, "lens"), "management oversight is no lens", "no lens here");
        } else if lens && !statements.is_empty() {
            let span = value_span(table, "statement");
            self.mistake(&span, "a lens has no statements of a standard", "statements in the oversight form only");
        }
        if lens {
            self.carries_nowhere(&sections);
        }
        Form { name: name.to_owned(), title, purpose, sections, statements, lens }
    }

    fn section(&mut self, table: &Table<'t>, taken_fields: &mut Vec<String>) -> FormSection {
        self.only(table, SECTION_KEYS);
        let key = self.key(table, "key", &[]);
        self.places.insert(Place::Section(key.clone()), table.span.clone());
        let mut fields = Vec::new();
        for field in self.tables(table, "field") {
            let field = self.field(&field, taken_fields);
            taken_fields.push(field.key.clone());
            fields.push(field);
        }
        if fields.is_empty() && !table.entries.contains_key("field") {
            self.mistake(&table.span, "the section has no field", "at least one [[section.field]]");
        }
        FormSection {
            title: self.words(table, "title"),
            aim: self.words(table, "aim"),
            prompts: self.list(table, "prompts"),
            strong: self.words(table, "strong"),
            weak: self.words(table, "weak"),
            functions: self.functions(table),
            key,
            fields,
        }
    }

    fn field(&mut self, table: &Table<'t>, taken: &[String]) -> Field {
        self.only(table, FIELD_KEYS);
        let key = self.key(table, "key", taken);
        self.places.insert(Place::Field(key.clone()), table.span.clone());
        let label = self.words(table, "label");
        let hint = if table.entries.contains_key("hint") { self.words(table, "hint") } else { String::new() };
        let kind_name = self.words(table, "kind");
        let kind = match kind_name.as_str() {
            "text" | "" => FieldKind::Text,
            "line" => FieldKind::Line,
            "lines" => FieldKind::Lines,
            "choice" => FieldKind::Choice(self.choices(table)),
            "tags" => FieldKind::Tags(self.choices(table)),
            "scale" => FieldKind::Scale(self.steps(table)),
            "day" => FieldKind::Day,
            "actions" => FieldKind::Actions,
            other => {
                let span = value_span(table, "kind");
                self.mistake(&span, &format!("\"{other}\" is no kind of field"), &FieldKind::NAMES.join(", "));
                FieldKind::Text
            }
        };
        for (owned, by, or) in [("choices", "choice", "tags"), ("steps", "scale", "scale")] {
            if kind_name != by
                && kind_name != or
                && table.entries.contains_key(owned)
                && FieldKind::NAMES.contains(&kind_name.as_str())
            {
                let span = value_span(table, owned);
                let what = format!("a field of kind \"{kind_name}\" has no {owned}");
                self.mistake(&span, &what, &format!("kind = \"{by}\", or no {owned}"));
            }
        }
        let required = self.yes_or_no(table, "required");
        let carry_to = table.entries.contains_key("carry_to").then(|| self.words(table, "carry_to"));
        Field { key, label, hint, kind, required, carry_to }
    }

    /// A `true` or `false` that may be left out.
    fn yes_or_no(&mut self, table: &Table<'t>, name: &str) -> bool {
        match table.entries.get(name).map(Spanned::get_ref) {
            None => false,
            Some(DeValue::Boolean(yes)) => *yes,
            Some(_) => {
                let span = value_span(table, name);
                self.mistake(&span, &format!("\"{name}\" is neither yes nor no"), "true or false");
                false
            }
        }
    }

    /// The functions of supervision that a section serves; may be left out.
    fn functions(&mut self, table: &Table<'t>) -> Vec<Function> {
        if !table.entries.contains_key("functions") {
            return Vec::new();
        }
        let mut functions = Vec::new();
        for code in self.list(table, "functions") {
            match Function::from_code(&code) {
                Some(function) => functions.push(function),
                None => {
                    let span = value_span(table, "functions");
                    self.mistake(&span, &format!("\"{code}\" is no function of supervision"), &Function::expected());
                }
            }
        }
        functions
    }

    fn choices(&mut self, table: &Table<'t>) -> Vec<ChoiceOption> {
        let mut options: Vec<ChoiceOption> = Vec::new();
        let mut taken = Vec::new();
        for one in self.tables(table, "choices") {
            self.only(&one, &["code", "words"]);
            let code = self.key(&one, "code", &taken);
            taken.push(code.clone());
            options.push(ChoiceOption { code, words: self.words(&one, "words") });
        }
        if options.len() < 2 {
            let span = value_span(table, "choices");
            self.mistake(
                &span,
                "a choice needs at least two options",
                "choices = [{ code = \"…\", words = \"…\" }, …]",
            );
        }
        options
    }

    fn steps(&mut self, table: &Table<'t>) -> [String; 4] {
        let steps = self.list(table, "steps");
        let count = steps.len();
        <[String; 4]>::try_from(steps).unwrap_or_else(|_| {
            if count > 0 {
                let span = value_span(table, "steps");
                self.mistake(
                    &span,
                    &format!("the scale has {count} {}", if count == 1 { "step" } else { "steps" }),
                    "four, the least first",
                );
            }
            <[String; 4]>::default()
        })
    }

    /// What a lens carries on goes to a field of management oversight.
    fn carries_nowhere(&mut self, sections: &[FormSection]) {
        let known = |key: &str| oversight_form::FIELDS.iter().any(|(_, field, _)| *field == key);
        for field in sections.iter().flat_map(|section| &section.fields) {
            let Some(to) = field.carry_to.as_deref().filter(|to| !to.is_empty() && !known(to)) else { continue };
            let span = self.places.get(&Place::Field(field.key.clone())).cloned().unwrap_or_default();
            let fields: Vec<&str> = oversight_form::FIELDS.iter().map(|(_, field, _)| *field).collect();
            let what = format!("\"{to}\" is no field of management oversight that words could be carried to");
            self.mistake(&span, &what, &fields.join(", "));
        }
    }

    /// Two sections may not share a key: answers and JSON are told apart by it.
    fn same_section_key_twice(&mut self, table: &Table<'t>, sections: &[FormSection]) {
        let spans: Vec<Range<usize>> = match table.entries.get("section").map(Spanned::get_ref) {
            Some(DeValue::Array(items)) => items.iter().map(Spanned::span).collect(),
            _ => return,
        };
        for (index, section) in sections.iter().enumerate() {
            if !section.key.is_empty() && sections[..index].iter().any(|earlier| earlier.key == section.key) {
                let span = spans.get(index).cloned().unwrap_or_default();
                self.mistake(
                    &span,
                    &format!("the key \"{}\" is used by two sections", section.key),
                    "a key of its own",
                );
            }
        }
    }

    /// A key or code: lower case letters, digits and underscores, beginning with a letter, and not taken already.
    fn key(&mut self, table: &Table<'t>, name: &str, taken: &[String]) -> String {
        let key = self.words(table, name);
        if key.is_empty() {
            return key;
        }
        let span = value_span(table, name);
        let sound = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !sound {
            let expected = "lower case letters, digits and underscores, beginning with a letter";
            self.mistake(&span, &format!("\"{key}\" cannot be a {name}"), expected);
        } else if taken.contains(&key) {
            self.mistake(&span, &format!("\"{key}\" is used twice"), &format!("a {name} of its own"));
        }
        key
    }

    /// Words that must be there and say something.
    fn words(&mut self, table: &Table<'t>, name: &str) -> String {
        if let Some(value) = table.entries.get(name) {
            self.string(value, name)
        } else {
            self.mistake(&table.span, &format!("{name} is missing"), &format!("{name} = \"…\""));
            String::new()
        }
    }

    fn string(&mut self, value: &Spanned<DeValue<'t>>, name: &str) -> String {
        let DeValue::String(words) = value.get_ref() else {
            let found = value.get_ref().type_str();
            self.mistake(&value.span(), &format!("{name} is {} {found}", article(found)), "text in quotation marks");
            return String::new();
        };
        let words = words.trim().replace("\r\n", "\n");
        if words.is_empty() {
            self.mistake(&value.span(), &format!("{name} says nothing"), "a few words");
        } else if words.chars().any(|c| c.is_control() && c != '\n') {
            // It would be drawn on the terminal.
            self.mistake(&value.span(), &format!("{name} holds a control character"), "letters, signs and line ends");
        }
        words
    }

    /// A list of words that must be there; one mistake where it is not.
    fn list(&mut self, table: &Table<'t>, name: &str) -> Vec<String> {
        let expected = format!("{name} = [\"…\", \"…\"]");
        match table.entries.get(name).map(|value| (value, value.get_ref())) {
            None => self.mistake(&table.span, &format!("{name} is missing"), &expected),
            Some((_, DeValue::Array(items))) if !items.is_empty() => {
                return items.iter().map(|item| self.string(item, name)).collect();
            }
            Some((value, _)) => self.mistake(&value.span(), &format!("{name} must be a list of texts"), &expected),
        }
        Vec::new()
    }

    /// The tables of a list such as `[[section]]`; none where the key is absent.
    fn tables(&mut self, table: &Table<'t>, name: &str) -> Vec<Table<'t>> {
        let Some(value) = table.entries.get(name) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.mistake(&value.span(), &format!("{name} must be a list of tables"), &format!("[[{name}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            if let DeValue::Table(entries) = item.get_ref() {
                tables.push(Table { entries, span: item.span() });
            } else {
                self.mistake(&item.span(), &format!("{name} holds something that is not a table"), "{ key = \"…\" }");
            }
        }
        tables
    }

    /// A key that nobody reads is most often a misspelt one.
    fn only(&mut self, table: &Table<'t>, known: &[&str]) {
        for key in table.entries.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            self.mistake(&key.span(), &format!("\"{}\" is not known here", key.get_ref()), &known.join(", "));
        }
    }

    fn mistake(&mut self, span: &Range<usize>, what: &str, expected: &str) {
        self.mistakes.push(Mistake::over(self.text, Some(span), what, expected));
    }
}

/// Where the value of a key stands; the table's own place where it is missing.
fn value_span(table: &Table<'_>, name: &str) -> Range<usize> {
    table.entries.get(name).map_or_else(|| table.span.clone(), Spanned::span)
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

#[cfg(test)]
#[path = "form_file_tests.rs"]
mod tests;
