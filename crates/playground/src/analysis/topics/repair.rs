//! Changes to the texts of the policies by which something is decided otherwise.

use implicit_clone::unsync::IString;
use vestibule_answers::{
    Giving, RepairFor, Repaired, StandIn, opens_the_internet, repairs_with, values_of, words,
};
use vestibule_l10n::Text;
use vestibule_wire::{
    Case, CaseFile, DocumentText, EditedFile, Finding, LoadError, Loader, NoFiles, Policies,
    Repair, Repairs, Request,
};

use super::super::answer::{Line, Order};
use super::super::engine::{Room, line, sentence};
use super::needed::{BLANK, blanked, known};
use super::{
    Change, ChangedLines, ChangedText, Needed, RepairAsked, RepairOf, RepairTold, SignInRepairs,
};
use crate::analysis::compare::lines::difference;
use crate::evaluate::case;

/// The name of the sign-in that is to be decided otherwise; no row has it.
const ASKED: &str = "\u{1}";

pub(super) fn told(
    text: &Text,
    order: &Order,
    case: &Case,
    asked: &RepairAsked,
) -> Result<RepairTold, Box<Finding>> {
    let mut file = case.file().clone();
    file.policies = in_files(order);
    let mut giving = giving(asked);
    if let RepairOf::SignIn(request) | RepairOf::Example(request) = &asked.of {
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
    if let RepairOf::Example(request) = &asked.of {
        giving.invented.extend(values_of(request));
    }
    let of = match &asked.of {
        RepairOf::SignIn(_) | RepairOf::Example(_) => RepairFor::Request(ASKED),
        RepairOf::Guarantee(name) => RepairFor::Guarantee(name),
        RepairOf::LockedOut => RepairFor::LockedOut,
    };
    let found = repairs_with(&case, of, &giving)?;
    Ok(RepairTold {
        known: known(&case, &giving),
        ..said(text, order, &found, of, &giving)
    })
}

/// What a person gave, as far as it is such a value, and what nobody did.
fn giving(asked: &RepairAsked) -> Giving {
    let given = |needed: Needed| {
        let mut given = asked.given.iter().filter(|(of, _)| *of == needed);
        let value = given.next().map(|(_, value)| value.trim().to_owned());
        value.filter(|value| super::needed::is_value(needed, value))
    };
    Giving {
        invented: asked.invented.iter().map(ToString::to_string).collect(),
        asks: true,
        principal: given(Needed::Principal),
        range: given(Needed::Range),
        vpc: given(Needed::Vpc),
        endpoint: given(Needed::Endpoint),
        region: given(Needed::Region),
    }
}

fn read(file: &CaseFile, documents: &Documents<'_>) -> Option<Case> {
    Case::read(file.to_json()?, documents).ok()
}

fn none(text: &Text, about: &[words::Section]) -> RepairTold {
    let about = about.iter().map(|one| SignInRepairs {
        about: section(text, one.clone()),
        is_done: true,
        changes: Vec::new(),
    });
    RepairTold {
        sign_ins: about.collect(),
        known: Vec::new(),
    }
}

fn section(text: &Text, section: words::Section) -> Line {
    let mut room = Room::default();
    Line {
        below: room.lines(text, section.lines),
        ..sentence(text, line(section.title))
    }
}

fn said(
    text: &Text,
    order: &Order,
    found: &Repaired,
    of: RepairFor<'_>,
    giving: &Giving,
) -> RepairTold {
    if found.sign_ins.is_empty() {
        return none(text, &[words::nothing_to_repair(of)]);
    }
    let mut told = none(text, &[]);
    let all = found
        .sign_ins
        .iter()
        .zip(&found.files)
        .zip(&found.stand_ins);
    for ((sign_in, files), stand_ins) in all {
        let mut changes = Vec::new();
        let each = sign_in.repairs.iter().zip(files).zip(stand_ins);
        let (wide, narrow): (Vec<_>, Vec<_>) =
            each.partition(|((repair, _), _)| opens_the_internet(repair));
        for ((repair, files), stand_ins) in narrow.into_iter().chain(wide) {
            let one = Proposed {
                repair,
                files,
                stand_ins,
            };
            let change = one.said(text, order, changes.len() + 1, giving);
            // The same change may help several sign-ins.
            let mut known = told.sign_ins.iter().flat_map(|of| &of.changes);
            if !known.any(|known| known.shown == change.shown) {
                changes.push(change);
            }
        }
        told.sign_ins.push(SignInRepairs {
            about: section(text, words::repaired(&without_none(sign_in), &|_| None)),
            is_done: sign_in.outcome == sign_in.wanted,
            changes,
        });
    }
    told
}

/// That there is no change is said by the page, which may have left out the same ones.
fn without_none(sign_in: &Repairs) -> Repairs {
    let mut sign_in = sign_in.clone();
    if sign_in.outcome == sign_in.wanted {
        sign_in.decided_by.clear();
    }
    sign_in
}

/// A change that is proposed.
struct Proposed<'a> {
    repair: &'a Repair,
    files: &'a [EditedFile],
    stand_ins: &'a [StandIn],
}

impl Proposed<'_> {
    fn said(&self, text: &Text, order: &Order, number: usize, giving: &Giving) -> Change {
        let mut room = Room::default();
        let section = words::repair(number, self.repair, &|_| None);
        let below = room.lines(text, section.lines);
        let line = Line {
            below,
            ..sentence(text, line(section.title))
        };
        let texts = texts(order, self.files);
        let shown = texts.iter().map(|text| self.lines(text)).collect();
        let open = self.stand_ins.iter().map(|one| (one.needed, false));
        let given = super::needed::written(&self.repair.steps, giving);
        let mut needs: Vec<(Needed, bool)> = Vec::new();
        for need in open.chain(given.into_iter().map(|needed| (needed, true))) {
            if !needs.iter().any(|(needed, _)| *needed == need.0) {
                needs.push(need);
            }
        }
        Change {
            line: blanked(line, self.stand_ins),
            texts: if self.stand_ins.is_empty() {
                texts
            } else {
                Vec::new()
            },
            shown,
            left_out: room.left_out(),
            needs,
            is_wide: opens_the_internet(self.repair),
        }
    }

    /// What changes in a text, with blanks for examples: no policy has their values.
    fn lines(&self, changed: &ChangedText) -> ChangedLines {
        let mut after = changed.after.to_string();
        for stand_in in self.stand_ins {
            let [example, blank] = [&*stand_in.value, BLANK].map(|text| format!("\"{text}\""));
            after = after.replace(&example, &blank);
        }
        let (parts, left_out) = difference(&changed.before, &after);
        ChangedLines {
            document: changed.document,
            parts,
            left_out,
        }
    }
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
