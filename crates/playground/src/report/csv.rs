//! The table of sign-ins as CSV (RFC 4180), for spreadsheets.

use vestibule_l10n::{Text, id};

use super::Told;
use super::sign_ins::{account_said, before, decided, expected, why};
use crate::state::State;
use crate::state::scenario::Path;

/// Spreadsheets take a text without it to be of another encoding.
pub(super) const MARK: char = '\u{feff}';

/// The text of a CSV file.
pub fn csv(state: &State, text: &Text, told: &Told) -> String {
    let with_before = told.before.is_some() && state.compared_now().is_some();
    let mut head = vec![
        text.say(id!("report-column-name")).to_string(),
        text.say(id!("report-column-principal")).to_string(),
        text.say(id!("report-column-entry")).to_string(),
        "aws:SourceIp".to_owned(),
        "aws:SourceVpc".to_owned(),
        "aws:SourceVpce".to_owned(),
        "aws:VpcSourceIp".to_owned(),
        "aws:RequestedRegion".to_owned(),
    ];
    if with_before {
        head.push(text.say(id!("report-column-before")).to_string());
    }
    head.extend([
        text.say(id!("report-column-outcome")).to_string(),
        text.say(id!("report-column-why")).to_string(),
        text.say(id!("report-column-expected")).to_string(),
    ]);
    let accounts = state.accounts_said();
    if !accounts.is_empty() {
        head.push(text.say(id!("account-column")).to_string());
    }
    let mut csv = String::from(MARK);
    csv.push_str(&line(&head));
    for scenario in &state.workspace.scenarios {
        let row = state.row(scenario.id).map(|row| &**row);
        let network = &scenario.network;
        let [ip, vpc, endpoint, private] = match network.path {
            Path::Public => [&*network.source_ip, "", "", ""],
            Path::Endpoint => ["", &network.vpc, &network.endpoint, &network.private_ip],
        };
        let mut fields = vec![
            scenario.name.to_string(),
            scenario.principal.to_string(),
            scenario.entry.name().to_owned(),
            ip.to_owned(),
            vpc.to_owned(),
            endpoint.to_owned(),
            private.to_owned(),
            scenario.region.to_string(),
        ];
        if with_before {
            fields.push(before(state, text, scenario.id, row));
        }
        let why = why(state, text, row);
        fields.extend([
            decided(text, row),
            why.iter().map(|piece| &*piece.text).collect(),
            expected(text, scenario, row),
        ]);
        if !accounts.is_empty() {
            let said = account_said(&accounts, scenario, row);
            fields.push(said.into_iter().map(|piece| piece.text).collect());
        }
        csv.push_str(&line(&fields));
    }
    csv
}

pub(super) fn line(fields: &[String]) -> String {
    let fields = fields.iter().map(|text| field(text));
    let mut line = fields.collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// A field in quotes. One that a spreadsheet would take to be a formula begins with an
/// apostrophe, which makes it text.
fn field(text: &str) -> String {
    const FORMULA: [char; 12] = [
        '=', '+', '-', '@', '\t', '\r', '\n', '|', '＝', '＋', '－', '＠',
    ];
    let is_formula = text.trim_start_matches(' ').starts_with(FORMULA);
    let text = text.replace('"', "\"\"");
    let apostrophe = if is_formula { "'" } else { "" };
    format!("\"{apostrophe}{text}\"")
}
