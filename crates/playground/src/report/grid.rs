//! People × networks, as tables and as CSV.

use std::rc::Rc;

use vestibule_l10n::{Text, id};

use super::csv::{MARK, line};
use super::sign_ins::{by, outcome};
use super::{Block, Inline, code, plain, title};
use crate::evaluate::squares::{Cut, Part, Square};
use crate::state::State;
use crate::state::grid::Place;
use crate::state::grid_shown::GridShown;
use crate::state::persona::{ACCOUNT, Persona, Site};
use crate::state::scenario::Path;

/// So many networks stand side by side on paper.
const ACROSS: usize = 5;

/// The grid, where it is decided.
pub(super) fn blocks(state: &State, text: &Text) -> Vec<Block> {
    let all = GridShown::of(&state.workspace);
    if !state.workspace.has_own_lists() || state.results.squares.is_empty() || all.squares() == 0 {
        return Vec::new();
    }
    let mut blocks = vec![title(&text.say(id!("report-grid")))];
    for sites in all.sites.chunks(ACROSS) {
        let mut head = vec![plain(&text.say(id!("report-grid-person")))];
        head.extend(sites.iter().map(|site| of_site(state, site)));
        let row = |person: &Rc<Persona>| {
            let mut cells: Vec<Inline> = vec![code(&of_person(state, person))];
            cells.extend(
                sites
                    .iter()
                    .map(|site| plain(&cell(state, text, person, site))),
            );
            cells
        };
        blocks.push(Block::Table {
            head,
            rows: all.people.iter().map(row).collect(),
        });
    }
    let open = all.squares() - state.results.squares.len().min(all.squares());
    if open > 0 {
        let count = [("count", open.into())];
        let said = text.with(id!("report-grid-open-count"), &count);
        blocks.push(Block::Warning(plain(&said)));
    }
    blocks
}

/// What the grid shows, as a CSV file: a line a person, a field a network.
pub fn grid_csv(state: &State, text: &Text) -> String {
    let shown = state.grid_shown();
    let mut head = vec![
        text.say(id!("report-grid-person")).to_string(),
        text.say(id!("report-column-principal")).to_string(),
    ];
    let sites = shown.sites.iter();
    head.extend(sites.map(|site| {
        let pieces = of_site(state, site);
        pieces.iter().map(|piece| &*piece.text).collect()
    }));
    let mut csv = String::from(MARK);
    csv.push_str(&line(&head));
    for person in &shown.people {
        let mut fields = vec![person.name.to_string(), arn(state, person)];
        let sites = shown.sites.iter();
        fields.extend(sites.map(|site| cell(state, text, person, site)));
        csv.push_str(&line(&fields));
    }
    csv
}

fn arn(state: &State, person: &Persona) -> String {
    let account = state.workspace.account_id();
    person.principal.trim().replace(ACCOUNT, account)
}

fn of_person(state: &State, person: &Persona) -> String {
    match person.name.trim() {
        "" => arn(state, person),
        name => name.to_owned(),
    }
}

/// What a network is called, what it is, and in which Regions it is decided.
fn of_site(state: &State, site: &Site) -> Inline {
    let network = &site.network;
    let parts: [&str; 3] = match network.path {
        Path::Public => [&network.source_ip, "", ""],
        Path::Endpoint => [&network.vpc, &network.endpoint, &network.private_ip],
    };
    let mut squares = state.results.squares.values();
    let of_site =
        squares.find(|square| square.site == site.id && !square.regions.list().is_empty());
    let known = of_site.map(|square| square.regions.list().join(", "));
    let region = known.unwrap_or_else(|| site.region.trim().to_owned());
    let all = parts.into_iter().map(str::trim).chain([region.trim()]);
    let all: Vec<&str> = all.filter(|part| !part.is_empty()).collect();
    let told = all.join(", ");
    let name = site.name.trim();
    if name.is_empty() || name == told {
        return code(&told);
    }
    let mut called = code(name);
    called.extend(plain(": "));
    called.extend(code(&told));
    called
}

/// The outcome, with what decides it, or that of each part.
fn cell(state: &State, text: &Text, person: &Persona, site: &Site) -> String {
    let place = Place {
        person: person.id,
        site: site.id,
    };
    let Some(square) = state.square(place) else {
        return text.say(id!("report-grid-open")).to_string();
    };
    let mut said = match square.parts.as_slice() {
        [] => text.say(id!("report-grid-too-many")).to_string(),
        [first, ..] if !square.is_mixed() => one(state, text, first),
        parts => {
            let parts: Vec<String> = parts.iter().map(|part| part_of(text, part)).collect();
            let told = [("parts", parts.join(" / ").into())];
            text.with(id!("report-grid-partly"), &told).to_string()
        }
    };
    if square.cut == Cut::Samples {
        let told = [("outcome", said.as_str().into())];
        said = text.with(id!("report-grid-samples"), &told).to_string();
    }
    if is_provisional(square) {
        let told = [("outcome", said.as_str().into())];
        said = text
            .with(id!("report-provisional-outcome"), &told)
            .to_string();
    }
    said
}

fn is_provisional(square: &Square) -> bool {
    square.parts.iter().any(|part| part.provisional)
}

fn one(state: &State, text: &Text, part: &Part) -> String {
    let word = outcome(text, part.outcome);
    match &part.at {
        Some(at) => {
            let by = by(state, text, at);
            let why = format!("{} {by}", at.action.name());
            format!("{word} ({})", why.trim())
        }
        None => word,
    }
}

fn part_of(text: &Text, part: &Part) -> String {
    let ranges = part.ranges.iter().map(|range| &**range);
    let mut place: Vec<&str> = ranges.chain([&*part.region]).collect();
    place.retain(|part| !part.is_empty());
    let mut place = place.join(", ");
    if part.more > 0 {
        let both = [
            ("first", place.as_str().into()),
            ("count", part.more.into()),
        ];
        place = text.with(id!("report-grid-and-more"), &both).to_string();
    }
    format!("{}: {place}", outcome(text, part.outcome))
}
