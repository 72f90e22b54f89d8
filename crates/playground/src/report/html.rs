//! A report as one HTML file that asks for nothing else. All of it is made of escaped text.

use vestibule_l10n::Piece;
use vestibule_syntax::visible::visible;

use super::{Block, CodeLine, Item, Report};

const STYLE: &str = include_str!("report.css");

/// The text of an HTML file.
pub fn html(report: &Report) -> String {
    let body: String = report.blocks.iter().map(block).collect();
    let title = escaped(&report.title);
    let language = escaped(report.language);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(level, text) => format!("<h{level}>{}</h{level}>\n", inline(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", inline(text)),
        Block::Warning(text) => format!("<p class=\"warning\">⚠ {}</p>\n", inline(text)),
        Block::Facts(facts) => {
            let fact = |(name, value): &(Vec<Piece>, Vec<Piece>)| {
                format!("<dt>{}</dt><dd>{}</dd>\n", inline(name), inline(value))
            };
            format!(
                "<dl>\n{}</dl>\n",
                facts.iter().map(fact).collect::<String>()
            )
        }
        Block::List(items) => format!("{}\n", list(items)),
        Block::Table { head, rows } => table(head, rows),
        Block::Code(lines) => code_block(lines),
    }
}

fn list(items: &[Item]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let item = |item: &Item| format!("<li>{}{}</li>", inline(&item.text), list(&item.below));
    format!("<ul>{}</ul>", items.iter().map(item).collect::<String>())
}

fn table(head: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>]) -> String {
    let name = |cell: &Vec<Piece>| format!("<th scope=\"col\">{}</th>", inline(cell));
    let row = |cells: &Vec<Vec<Piece>>| {
        let cells = cells.iter().enumerate().map(|(at, cell)| {
            let (tag, scope) = if at == 0 {
                ("th", " scope=\"row\"")
            } else {
                ("td", "")
            };
            format!("<{tag}{scope}>{}</{tag}>", inline(cell))
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    format!(
        "<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        head.iter().map(name).collect::<String>(),
        rows.iter().map(row).collect::<String>()
    )
}

fn code_block(lines: &[CodeLine]) -> String {
    let line = |line: &CodeLine| {
        let class = match line.sign {
            '-' => " class=\"gone\"",
            '+' => " class=\"new\"",
            _ => "",
        };
        let number = line.number.map(|number| number.to_string());
        format!(
            "<div{class}><span class=\"number\">{}</span><span class=\"sign\">{}</span><code>{}</code></div>\n",
            number.unwrap_or_default(),
            escaped(&line.sign.to_string()),
            escaped(&line.text)
        )
    };
    format!(
        "<div class=\"text\">\n{}</div>\n",
        lines.iter().map(line).collect::<String>()
    )
}

fn inline(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| {
        let text = escaped(&piece.text);
        match (piece.is_code, text.is_empty()) {
            (true, false) => format!("<code>{text}</code>"),
            _ => text,
        }
    };
    pieces.iter().map(piece).collect()
}

/// Text that is no markup, in which nothing is unseen.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
