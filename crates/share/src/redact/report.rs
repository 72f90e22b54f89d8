//! What a redaction says of itself: what was renamed, and what was not.

use super::plan::{Chosen, Level, Plan, parts};
use super::{Kind, Renamed, Stays};

impl Plan {
    /// What was renamed, in the order of appearance.
    pub(super) fn renamed(&self, chosen: &Chosen) -> Vec<Renamed> {
        let to = |kind: Kind, from: &str| match kind {
            Kind::Policy | Kind::Request | Kind::Sid => self.found.numbered(kind, from),
            Kind::Address => self.address(from).filter(|_| chosen.addresses).cloned(),
            Kind::Account | Kind::Word => Some(self.word(from, chosen)),
        };
        let entries = self.found.iter();
        entries
            .filter_map(|(kind, from)| {
                let to = to(kind, from).filter(|to| to != from)?;
                Some(Renamed {
                    kind,
                    from: from.to_owned(),
                    to,
                })
            })
            .collect()
    }

    /// What was not renamed, because a decision would change.
    pub(super) fn kept(&self, chosen: &Chosen) -> Vec<String> {
        let addresses = |address: &str| {
            !chosen.addresses && self.address(address).is_some_and(|to| to != address)
        };
        self.of_level(addresses, |part, as_typed| {
            // Single letters that stay give nothing away.
            part.len() > 1 && self.code(part, as_typed, chosen).is_none()
        })
    }

    /// What was renamed and has the length, the case and the digits of before.
    pub(super) fn shaped(&self, chosen: &Chosen) -> Vec<String> {
        self.of_level(
            |_| false,
            |part, _| {
                let place = self.atoms.parts().place(part);
                let level = place.and_then(|place| chosen.parts.get(place));
                level == Some(&Level::Shaped)
            },
        )
    }

    /// The addresses that `addresses` holds for, and the words that have a part for which
    /// `of_part` holds.
    fn of_level(
        &self,
        addresses: impl Fn(&str) -> bool,
        of_part: impl Fn(&str, &str) -> bool,
    ) -> Vec<String> {
        let holds = |kind: Kind, text: &str| match kind {
            Kind::Policy | Kind::Request | Kind::Sid => false,
            Kind::Address => addresses(text),
            Kind::Account | Kind::Word => parts(&self.atoms, text)
                .iter()
                .any(|(part, as_typed)| of_part(part, as_typed)),
        };
        let entries = self.found.iter().filter(|(kind, text)| holds(*kind, text));
        entries.map(|(_, text)| text.to_owned()).collect()
    }

    /// What is never renamed.
    pub(super) fn stays(&self) -> Vec<(Stays, String)> {
        let all = Stays::ALL.into_iter().zip(&self.stays);
        all.flat_map(|(sort, texts)| texts.iter().map(move |text| (sort, text.to_owned())))
            .collect()
    }
}
