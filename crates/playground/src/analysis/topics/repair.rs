//! Changes to the texts of the policies by which something is decided otherwise.

use implicit_clone::unsync::IString;
use vestibule_answers::{RepairFor, Repaired, repairs, words};
use vestibule_l10n::Text;
use vestibule_wire::{
    Case, CaseFile, DocumentText, EditedFile, Finding, LoadError, Loader, NoFiles, Policies,
    Request,
};

use super::super::answer::{Line, Order};
use super::super::engine::{Room, line, sentence};
use super::{Change, ChangedText, RepairOf, RepairTold};
use crate::evaluate::case;

/// The name of the sign-in that is to be decided otherwise; no row has it.
const ASKED: &str = "\u{1}";

pub(super) fn told(
    text: &Text,
    order: &Order,
    case: &Case,
    of: &RepairOf,
) -> Result<RepairTold, Box<Finding>> {
    let mut file = case.file().clone();
    file.policies = in_files(order);
    if let RepairOf::SignIn(request) = of {
        file.requests.push(Request {
            name: Some(ASKED.to_owned()),
            expect: None,
            ..(**request).clone()
        });
    }
    let documents = Documents(order);
    let Some(case) = read(&file, &documents) else {
        return Ok(none(text, &[]));
    };
    let of = match of {
        RepairOf::SignIn(_) => RepairFor::Request(ASKED),
        RepairOf::Guarantee(name) => RepairFor::Guarantee(name),
        RepairOf::LockedOut => RepairFor::LockedOut,
    };
    let found = repairs(&case, of)?;
    Ok(said(text, order, &found, of))
}

fn read(file: &CaseFile, documents: &Documents<'_>) -> Option<Case> {
    Case::read(file.to_json()?, documents).ok()
}

fn none(text: &Text, about: &[words::Section]) -> RepairTold {
    RepairTold {
        about: about.iter().map(|one| section(text, one.clone())).collect(),
        changes: Vec::new(),
    }
}

fn section(text: &Text, section: words::Section) -> Line {
    let mut room = Room::default();
    Line {
        below: room.lines(text, section.lines),
        ..sentence(text, line(section.title))
    }
}

fn said(text: &Text, order: &Order, found: &Repaired, of: RepairFor<'_>) -> RepairTold {
    if found.sign_ins.is_empty() {
        return none(text, &[words::nothing_to_repair(of)]);
    }
    let mut told = none(text, &[]);
    for (sign_in, files) in found.sign_ins.iter().zip(&found.files) {
        told.about
            .push(section(text, words::repaired(sign_in, &|_| None)));
        for (index, (repair, files)) in sign_in.repairs.iter().zip(files).enumerate() {
            let mut room = Room::default();
            let section = words::repair(index + 1, repair, &|_| None);
            let change = Change {
                line: Line {
                    below: room.lines(text, section.lines),
                    ..sentence(text, line(section.title))
                },
                texts: texts(order, files),
                left_out: room.left_out(),
            };
            told.changes.push(change);
        }
    }
    told
}

fn texts(order: &Order, files: &[EditedFile]) -> Vec<ChangedText> {
    let changed = |file: &EditedFile| {
        let place = file.file.as_deref().and_then(place_of)?;
        let document = order.rules.documents.get(place)?;
        Some(ChangedText {
            document: document.id,
            before: document.text.clone(),
            after: IString::from(file.after.clone()),
        })
    };
    files.iter().filter_map(changed).collect()
}

/// The policies, each in a file of its own, so that its text is edited as it stands.
fn in_files(order: &Order) -> Policies {
    let mut policies = Policies::default();
    for (place, document) in order.rules.documents.iter().enumerate() {
        if !document.is_blank() {
            let path = DocumentText::from_path(format!("{place}.json"));
            case::put(&mut policies, document, path);
        }
    }
    if order.rules.no_identity && policies.identity.is_none() {
        policies.identity = Some(Vec::new());
    }
    policies
}

fn place_of(path: &str) -> Option<usize> {
    path.strip_suffix(".json")?.parse().ok()
}

/// The documents as files.
struct Documents<'o>(&'o Order);

impl Loader for Documents<'_> {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        let place = place_of(path).filter(|place| *place < self.0.rules.documents.len());
        place.map_or_else(|| NoFiles.find(path), Ok)
    }

    fn read(&self, file: usize) -> Result<Vec<u8>, LoadError> {
        let document = self.0.rules.documents.get(file);
        let text = document.map(|document| document.text.as_bytes().to_vec());
        text.map_or_else(|| NoFiles.read(file), Ok)
    }
}
