//! How a form's sections and fields are laid out: the list of sections, and the section being written with one field open.
//! Not what stands above, below or beside them.

use super::body::Body;
use super::editor::Given;
use super::section::{FieldEdit, Mark, SectionEdit};
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, wrapped, write, write_wrapped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Columns of the list of sections, with the line beside it.
const LEFT: u16 = 23;

/// From this width on the panel stands beside the text, not below it.
const THREE_COLUMNS: u16 = 120;

/// From this many rows on the panel is there from the start; with fewer the text has all the room, until it is asked for.
const PANEL_FROM_ROWS: u16 = 20;

/// Whether the panel stands beside the text without being asked for.
pub(in crate::ui) const fn has_room_for_panel(cx: &Ctx) -> bool {
    cx.size.height >= PANEL_FROM_ROWS
}

/// What a field that is not being edited shows beyond its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Look {
    /// Its words are names of people, which privacy covers.
    pub(in crate::ui) names: bool,
    /// It is a choice that waits to be made.
    pub(in crate::ui) waits: bool,
}

/// Where things were last drawn, for a click.
#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    sections: Rect,
    first_section: usize,
    fields: Rect,
    // Rows that the field being edited takes, its label included.
    open: u16,
}

impl Places {
    /// The section whose line is at a place.
    pub(super) fn section_at(self, at: Position) -> Option<usize> {
        self.sections.contains(at).then(|| self.first_section + usize::from(at.y - self.sections.y))
    }

    /// The field, other than the one being edited, whose line is at a place.
    pub(super) fn field_at(self, at: Position, fields: usize, edited: usize) -> Option<usize> {
        if !self.fields.contains(at) {
            return None;
        }
        let row = usize::from(at.y - self.fields.y);
        let open = usize::from(self.open);
        let field = if row < edited {
            row
        } else if row < edited + open {
            return (row == edited).then_some(edited);
        } else {
            row + 1 - open
        };
        (field < fields).then_some(field)
    }
}

impl Body {
    /// Draws the list of sections between the head and the foot of a form, with the lines that part it; answers where the
    /// fields go and, where it is shown, the panel.
    pub(in crate::ui) fn part(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, with_panel: bool) -> (Rect, Option<Rect>) {
        let (top, foot) = if area.height >= 20 { (3, 2) } else { (2, 1) };
        let body = Rect { y: area.y.saturating_add(top), height: area.height.saturating_sub(top + foot), ..area };
        let mut upright = |x: u16| {
            for row in 0..body.height {
                write(body, buf, x, row, "│", cx.theme.line());
            }
        };
        upright(LEFT - 1);
        let mut middle =
            Rect { x: body.x.saturating_add(LEFT + 1), width: body.width.saturating_sub(LEFT + 1), ..body };
        let panel = if !with_panel {
            None
        } else if area.width >= THREE_COLUMNS {
            let width = middle.width * 2 / 5;
            let panel = Rect { x: middle.right().saturating_sub(width), width, ..middle };
            middle.width = middle.width.saturating_sub(width + 2);
            upright(panel.x.saturating_sub(body.x + 1));
            Some(panel.inner(Margin::new(1, 0)))
        } else {
            let height = (middle.height * 2 / 5).min(10).min(middle.height.saturating_sub(self.comfortable())).max(4);
            let panel = Rect { y: middle.bottom().saturating_sub(height), height, ..middle };
            middle.height = middle.height.saturating_sub(height + u16::from(height > 6));
            Some(panel)
        };
        self.draw_sections(Rect { width: LEFT.min(body.width), ..body }, buf, cx);
        (middle, panel)
    }

    /// How many rows the section needs to be worked in with ease: its title, a row a field, and the field being edited.
    pub(in crate::ui) fn comfortable(&self) -> u16 {
        let fields = self.sections.get(self.at.0).map_or(0, |section| section.fields.len());
        let open = self.field().map_or(0, |field| field.editor.comfortable());
        u16::try_from(2 + fields + open).unwrap_or(u16::MAX)
    }

    /// The list of sections, each with its number and mark; scrolled where there are more than rows.
    pub(in crate::ui) fn draw_sections(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let room = usize::from(area.height);
        let first = (self.at.0 + 1).saturating_sub(room.max(1));
        for (row, (number, section)) in self.sections.iter().enumerate().skip(first).take(room).enumerate() {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            let here = number == self.at.0;
            let number = number + self.numbered_from;
            let style = if here { theme.label_active() } else { theme.text() };
            write(area, buf, 0, row, if here { ">" } else { " " }, style);
            write(area, buf, 1, row, &cut(&format!("{number} {}", section.short), 12), style);
            let mark = match section.mark {
                Mark::Empty => theme.quiet(),
                Mark::Begun => theme.soon(),
                Mark::Complete => theme.good(),
            };
            write(area, buf, 13, row, section.mark.words(), mark);
        }
        let rows = u16::try_from(self.sections.len() - first.min(self.sections.len())).unwrap_or(u16::MAX);
        let drawn = Rect { height: rows.min(area.height), width: area.width.saturating_sub(1), ..area };
        self.places.set(Places { sections: drawn, first_section: first, ..self.places.get() });
    }

    /// The section being written: each field a row, and the one being edited with the room it asks for. Answers where the
    /// cursor stands.
    pub(in crate::ui) fn draw_fields(
        &self,
        area: Rect,
        buf: &mut Buffer,
        cx: &Ctx,
        given: &Given<'_>,
        look: impl Fn(&FieldEdit) -> Look,
    ) -> Option<Position> {
        let section = self.sections.get(self.at.0)?;
        let theme = cx.theme;
        let tall = area.height > u16::try_from(section.fields.len()).unwrap_or(0) + 4;
        let area = if tall {
            write(area, buf, 0, 0, &cut(&section.title, usize::from(area.width)), theme.heading());
            Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
        } else {
            area
        };
        let rows = Rows::of(section, self.at.1, area);
        self.places.set(Places { fields: area, open: 1 + rows.hint + rows.open, ..self.places.get() });
        let labels = section.fields.iter().map(|field| field.label.width()).max().unwrap_or(0);
        let labels = labels.min(usize::from(area.width / 2)).min(26);
        let (mut y, mut cursor) = (0, None);
        for (number, field) in section.fields.iter().enumerate().skip(rows.first) {
            if y >= area.height {
                break;
            }
            if number == self.at.1 {
                let taken = write(area, buf, 0, y, &cut(&field.label, usize::from(area.width)), theme.label_active());
                let room = usize::from(area.width.saturating_sub(taken + 2));
                // Whole beside the label, else below it where there is room, else not at all: never cut.
                if field.hint.width() <= room {
                    write(area, buf, taken + 2, y, &field.hint, theme.quiet());
                } else if rows.hint > 0 {
                    write_wrapped(area, buf, 0, y + 1, &field.hint, theme.quiet());
                }
                y += 1 + rows.hint;
                let place =
                    Rect { y: area.y.saturating_add(y), height: rows.open.min(area.height.saturating_sub(y)), ..area };
                cursor = field.editor.draw(place, buf, cx, given);
                y += rows.open;
            } else {
                let column = u16::try_from(labels + 2).unwrap_or(u16::MAX);
                let room = usize::from(area.width.saturating_sub(column));
                let look = look(field);
                let mut preview = field.editor.preview(room);
                // With nothing beside it, a label has the whole row.
                let width = if preview.is_empty() && !look.waits { usize::from(area.width) } else { labels };
                write(area, buf, 0, y, &cut(&field.label, width), theme.quiet());
                if look.waits {
                    write(area, buf, column, y, &cut("not chosen yet", room), theme.quiet());
                }
                preview = if look.names { cx.name(&preview) } else { cx.prose(&preview).into_owned() };
                write(area, buf, column, y, &cut(&preview, room), theme.text());
                y += 1;
            }
        }
        cursor
    }
}

/// How the rows of a section are shared among its fields.
struct Rows {
    /// The first field in sight.
    first: usize,
    /// Rows of its hint below the label of the field being edited; 0 where it stands beside it, or has no room.
    hint: u16,
    /// Rows of the field being edited, below its label and hint.
    open: u16,
}

impl Rows {
    /// Every field has one row; the one being edited has what it asks for of the rest.
    fn of(section: &SectionEdit, edited: usize, area: Rect) -> Self {
        let hint = section.fields.get(edited).map_or(0, |field| hint_below(section.fields.len(), field, area));
        let height = area.height.saturating_sub(hint);
        let fields = u16::try_from(section.fields.len()).unwrap_or(u16::MAX);
        let wanted = section.fields.get(edited).map_or(1, |field| field.editor.rows());
        let wanted = u16::try_from(wanted).unwrap_or(u16::MAX);
        let rest = height.saturating_sub(fields);
        // Where all do not fit, those furthest from the cursor go.
        let least = wanted.min(4).min(height.saturating_sub(1));
        let open = rest.min(wanted).max(least);
        let shown = height.saturating_sub(1 + open);
        let first = edited.saturating_sub(usize::from(shown));
        Self { first: if fields + open <= height { 0 } else { first }, hint, open }
    }
}

/// How many rows a hint takes below its label: none where it fits beside it, or where the field needs the room.
fn hint_below(fields: usize, field: &FieldEdit, area: Rect) -> u16 {
    let width = usize::from(area.width);
    if field.hint.is_empty() || field.label.width() + 2 + field.hint.width() <= width {
        return 0;
    }
    let hint = wrapped(&field.hint, width).len();
    let fits = fields + field.editor.comfortable() + hint <= usize::from(area.height);
    u16::try_from(hint).ok().filter(|_| fits).unwrap_or(0)
}
