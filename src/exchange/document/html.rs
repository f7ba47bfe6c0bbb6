//! A document as one HTML page: everything escaped, no script, nothing loaded from anywhere, fit to print.

use super::text::kept;
use super::{Block, Document, Made, lines_of};
use crate::exchange::outgoing::{Format, html};
use crate::exchange::print::clean;

/// The whole look. Black on white, so that it prints as it shows.
const STYLE: &str = "body{font:16px/1.5 sans-serif;color:#000;background:#fff;max-width:46em;margin:2em auto;padding:0 1em}\
h1{font-size:1.6em}h2{font-size:1.25em;border-bottom:1px solid #000;margin-top:1.6em}h3{font-size:1.05em}\
h1,h2,h3{break-after:avoid;page-break-after:avoid}.notice,.warning{border:2px solid #000;padding:.5em .8em;\
font-weight:bold}.made{color:#333}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}dt{font-weight:bold}\
dd{margin:0}table{border-collapse:collapse;width:100%}th,td{border:1px solid #666;padding:.25em .5em;text-align:left;\
vertical-align:top}thead{display:table-header-group}tr,li{break-inside:avoid;page-break-inside:avoid}\
pre{font:12px/1.35 monospace;overflow-x:auto}@media print{body{margin:0;max-width:none;font-size:11pt}\
pre{font-size:7.5pt;white-space:pre-wrap}@page{margin:2cm}}";

/// The whole page.
pub fn render(document: &Document, made: &Made) -> String {
    let title = one_line(&document.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<p class=\"notice\">{}</p>\n\
         <p class=\"made\">{}</p>\n<h1>{title}</h1>\n",
        html(&made.mark.sentence()),
        html(&made.words()),
    );
    for block in &document.blocks {
        match block {
            Block::Heading(words) => page.push_str(&format!("<h2>{}</h2>\n", one_line(words))),
            Block::Subheading(words) => page.push_str(&format!("<h3>{}</h3>\n", one_line(words))),
            Block::Warning(words) => page.push_str(&format!("<p class=\"warning\">{}</p>\n", one_line(words))),
            Block::Paragraph(words) => {
                for line in &lines_of(words) {
                    page.push_str(&format!("<p>{}</p>\n", one_line(line)));
                }
            }
            Block::Facts(facts) => {
                page.push_str("<dl>\n");
                for (label, value) in facts {
                    page.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", one_line(label), one_line(value)));
                }
                page.push_str("</dl>\n");
            }
            Block::List(lines) => {
                page.push_str("<ul>\n");
                for line in lines {
                    page.push_str(&format!("<li>{}</li>\n", one_line(line)));
                }
                page.push_str("</ul>\n");
            }
            Block::Table { headings, rows } => table(&mut page, headings, rows),
            Block::Picture(lines) => {
                page.push_str("<pre>");
                for line in lines {
                    page.push_str(&format!("{}\n", html(&kept(line))));
                }
                page.push_str("</pre>\n");
            }
        }
    }
    page.push_str("</body>\n</html>\n");
    made.mark.put_on(Format::Html, &page)
}

fn table(page: &mut String, headings: &[String], rows: &[Vec<String>]) {
    page.push_str("<table>\n<thead><tr>");
    for one in headings {
        page.push_str(&format!("<th scope=\"col\">{}</th>", one_line(one)));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        page.push_str("<tr>");
        for cell in row {
            page.push_str(&format!("<td>{}</td>", one_line(cell)));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn one_line(words: &str) -> String {
    html(&clean::line(words))
}
