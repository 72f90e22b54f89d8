//! Reports, also of what people write who mean harm.

use std::rc::Rc;

use vestibule_l10n::{Language, Piece};
use vestibule_wire::Layer;

use super::*;
use crate::analysis::engine;
use crate::evaluate::engine::Engine;
use crate::evaluate::orders::Orders;
use crate::state::action::{Action, Incoming, ScenarioEdit, Words};
use crate::state::compare::{Base, Source};
use crate::state::view::Tab;
use crate::state::workspace::Workspace;

const POLICY: &str = "{\"Version\":\"2012-10-17\",\"Statement\":[\n{\"Sid\":\"Office\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\",\n\"Condition\":{\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}}]}";

/// What somebody might call a sign-in to have a report do something.
const HOSTILE: &str =
    "</code><script>alert(1)</script>|`=cmd()`![x](https://evil.example)\n# x\u{202e}\"'&";

struct Page {
    state: Rc<State>,
    orders: Orders,
    engine: Engine,
}

impl Page {
    fn new() -> Self {
        let words = Words {
            language: "en".into(),
            ..Words::default()
        };
        let state = State::new(Workspace::default(), Default::default(), words);
        Self {
            state: Rc::new(state),
            orders: Orders::default(),
            engine: Engine::default(),
        }
    }

    fn act(&mut self, action: Action) {
        self.state = Rc::clone(&self.state).reduce(action);
    }

    fn policy(&mut self, layer: Layer, name: &'static str, text: &str) {
        self.act(Action::AddDocument(Incoming {
            layer,
            name: name.into(),
            target: "".into(),
            text: text.to_owned().into(),
            account: implicit_clone::unsync::IString::default(),
        }));
    }

    fn row(&mut self, name: &'static str, address: &'static str) {
        self.act(Action::AddScenario);
        let id = self.state.workspace.scenarios.last().unwrap().id;
        self.act(Action::Scenario(id, ScenarioEdit::Name(name.into())));
        let principal = "arn:aws:iam::111122223333:user/alice".into();
        self.act(Action::Scenario(id, ScenarioEdit::Principal(principal)));
        let network = crate::state::scenario::Network {
            source_ip: address.into(),
            ..Default::default()
        };
        self.act(Action::Scenario(id, ScenarioEdit::Network(network)));
        self.act(Action::Scenario(
            id,
            ScenarioEdit::Region("eu-west-1".into()),
        ));
    }

    /// Everything that is asked is answered.
    fn settle(&mut self) {
        if let Some(order) = self.orders.next(&self.state) {
            for answer in [self.engine.answer(order), self.engine.rest()] {
                self.act(Action::Answer(Rc::new(answer)));
            }
        }
        while let Some(inquiry) = self.state.inquiry(&String::new) {
            self.act(Action::Told(engine::told(inquiry)));
        }
    }

    fn report(&self, told: &Told) -> Report {
        report(&self.state, &Text::new(Language::En), told)
    }
}

fn told() -> Told {
    Told {
        title: "Perimeter".into(),
        date: "2026-11-29".into(),
        time: None,
        note: "CHG-1".into(),
        before: None,
    }
}

fn with_hostile_names() -> Page {
    let mut page = Page::new();
    page.policy(Layer::ResourceBased, "", POLICY);
    page.policy(Layer::ServiceControl, HOSTILE, "{}");
    page.row("office", "203.0.113.7");
    page.row(HOSTILE, "192.0.2.7");
    page.row("=HYPERLINK(\"x\")", "192.0.2.7");
    page.settle();
    page
}

#[test]
fn a_report_has_all_that_a_ticket_needs() {
    let mut page = Page::new();
    page.policy(Layer::ResourceBased, "", POLICY);
    page.row("office", "203.0.113.7");
    page.row("home", "192.0.2.7");
    page.settle();
    let text = markdown(&page.report(&told()));
    let digest = {
        let file = crate::state::case_file::export(&page.state.workspace);
        let bytes = hmac_sha256::Hash::hash(file.as_bytes());
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    for expected in [
        "# Console access policies: Perimeter\n",
        "- Date: `2026-11-29`",
        "- Change: `CHG-1`",
        "- Account: not set; results are for `111122223333`",
        "- Console authorization: on for the account and for its organization",
        &digest,
        "## Verdict",
        "cannot sign in to the console",
        "| `office` | `arn:aws:iam::111122223333:user/alice` | `203.0.113.7, eu-west-1` | Allowed |  |  |",
        "| Denied | `signin:Authenticate`: `Resource-based policy Office` |  |",
        "## What this answer assumes",
        "## Findings",
        "### Resource-based policy\n\n```text\n1   {\"Version\"",
        "\n3   \"Condition\"",
    ] {
        assert!(text.contains(expected), "{expected}\n\n{text}");
    }
    // Without errors nothing is provisional.
    assert!(!text.contains("provisional"), "{text}");
}

#[test]
fn while_a_policy_has_errors_the_report_says_so() {
    let mut page = Page::new();
    page.policy(
        Layer::ResourceBased,
        "",
        &POLICY.replace("NotIpAddress", "NotIpAdress"),
    );
    page.row("office", "203.0.113.7");
    page.settle();
    let report = page.report(&told());
    let warned = report
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Warning(_)));
    assert!(warned);
    let text = markdown(&report);
    assert!(text.contains("(provisional)"), "{text}");
    assert!(text.contains("- Error: "), "{text}");
    // The last letter was not decided yet.
    page.policy(Layer::ServiceControl, "scp", "{");
    let text = markdown(&page.report(&told()));
    assert!(text.contains("before the last change"), "{text}");
}

#[test]
fn a_comparison_stands_before_the_table_and_in_it() {
    let mut page = Page::new();
    page.policy(Layer::ResourceBased, "", POLICY);
    page.row("office", "203.0.113.7");
    page.settle();
    let base = Rc::clone(&page.state.workspace);
    page.act(Action::Tab(Tab::Compare));
    page.act(Action::Compare(Some(Box::new(Base {
        source: Source::Link,
        workspace: base,
    }))));
    let crate::state::view::Open::Document(id) = page.state.open else {
        panic!("a policy is open");
    };
    let moved = POLICY.replace("203.0.113.0/24", "192.0.2.0/24").into();
    let edit = crate::state::action::DocumentEdit::Text(moved);
    page.act(Action::Document(id, edit));
    let compared = Told {
        before: Some("version 1".into()),
        ..told()
    };
    let text = markdown(&page.report(&compared));
    assert!(text.contains("The comparison is not finished."), "{text}");
    page.settle();
    let text = markdown(&page.report(&compared));
    for expected in [
        "## What changes\n\nBefore: version 1.",
        "Sign-ins of the table that change: 1 of 1.",
        "| Allowed | Denied |",
        "3 - \"Condition\":{\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}}]}",
        "3 + \"Condition\":{\"NotIpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}}]}",
    ] {
        assert!(text.contains(expected), "{expected}\n\n{text}");
    }
    let csv = csv(&page.state, &Text::new(Language::En), &compared);
    assert!(csv.contains("\"Allowed\",\"Denied\""), "{csv}");
    assert!(!markdown(&page.report(&told())).contains("What changes"));
}

#[test]
fn what_people_write_stays_text_in_html() {
    let page = with_hostile_names();
    let Told { title, .. } = told();
    let told = Told {
        title: format!("{title}{HOSTILE}"),
        note: HOSTILE.into(),
        date: "\"><img src=x onerror=alert(1)>".into(),
        time: None,
        before: None,
    };
    let text = html(&page.report(&told));
    let tags = text.split('<').skip(1).map(|rest| {
        let end = rest.find(['>', ' ', '\n']).unwrap_or(rest.len());
        rest[..end].trim_start_matches('/').to_owned()
    });
    const KNOWN: &str = "!doctype html head meta title style body main h1 h2 h3 p dl dt dd ul li table thead tbody tr th td div span code";
    for tag in tags {
        assert!(KNOWN.split(' ').any(|known| known == tag), "<{tag}>");
    }
    assert!(!text.contains('\u{202e}'));
    assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(text.contains("default-src 'none'"));
}

#[test]
fn what_people_write_stays_text_in_markdown() {
    let page = with_hostile_names();
    let text = markdown(&page.report(&told()));
    // A bar or a line break would make other cells.
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let cells = rows.map(|row| {
        let without = row.replace("\\|", "");
        (without.matches('|').count(), row.to_owned())
    });
    let cells: Vec<_> = cells.collect();
    assert_eq!(cells.len(), 5, "{cells:?}");
    assert!(cells.iter().all(|(count, _)| *count == 7), "{cells:?}");
    assert!(!text.contains('\u{202e}'));
    assert!(!text.lines().any(|line| line.starts_with("# x")));
    // The fence is longer than what is in it.
    let mut page = Page::new();
    page.policy(Layer::ResourceBased, "", "{\n```\n# out\n");
    page.settle();
    let text = markdown(&page.report(&told()));
    assert!(
        text.contains("````text\n1   {\n2   ```\n3   # out\n````"),
        "{text}"
    );
}

#[test]
fn words_of_a_sentence_mean_nothing_in_markdown() {
    let said = |text: &str, is_code| {
        let pieces = vec![Piece {
            text: text.to_owned(),
            is_code,
        }];
        let report = Report {
            language: "en",
            title: String::new(),
            blocks: vec![Block::Paragraph(pieces)],
        };
        markdown(&report).trim_end().to_owned()
    };
    for (text, expected) in [
        ("a *b* [c](d)", "a \\*b\\* \\[c\\](d)"),
        ("- no list", "\\- no list"),
        ("1. no list", "\u{2060}1. no list"),
        ("12 rows", "12 rows"),
        ("@team <b>", "\\@team \\<b\\>"),
    ] {
        assert_eq!(said(text, false), expected);
    }
    for (text, expected) in [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("", ""),
    ] {
        assert_eq!(said(text, true), expected);
    }
}

#[test]
fn no_field_of_the_csv_is_a_formula_and_each_line_has_all_fields() {
    let page = with_hostile_names();
    let text = csv(&page.state, &Text::new(Language::En), &told());
    let text = text.strip_prefix('\u{feff}').expect("a mark");
    assert!(text.ends_with("\r\n"));
    let records = records(text);
    assert_eq!(records.len(), 4);
    assert!(
        records.iter().all(|record| record.len() == 11),
        "{records:?}"
    );
    assert_eq!(records[2][0], HOSTILE);
    assert_eq!(records[3][0], "'=HYPERLINK(\"x\")");
    assert_eq!(records[1][3], "203.0.113.7");
    assert_eq!(records[1][8], "Unknown (provisional)");
}

/// The records of a CSV file, by the grammar of RFC 4180.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let record = records.last_mut().unwrap();
        match (c, quoted) {
            ('"', true) if rest.peek() == Some(&'"') => {
                rest.next();
                record.last_mut().unwrap().push('"');
            }
            ('"', _) => quoted = !quoted,
            (',', false) => record.push(String::new()),
            ('\r', false) => {
                assert_eq!(rest.next(), Some('\n'));
                if rest.peek().is_some() {
                    records.push(vec![String::new()]);
                }
            }
            (c, _) => record.last_mut().unwrap().push(c),
        }
    }
    records
}

#[test]
fn a_report_is_said_in_japanese() {
    let page = with_hostile_names();
    let text = Text::new(Language::Ja);
    let said = html(&report(&page.state, &text, &told()));
    assert!(said.contains("<html lang=\"ja\">") && said.contains("ポリシー"));
}
