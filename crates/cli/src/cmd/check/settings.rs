//! What is reported, by the flags and the configuration.

use std::cell::RefCell;

use vestibule_answers::lint;
use vestibule_l10n::Text as Words;
use vestibule_wire::{
    Finding, Placed, RuleNames, Selection, Severity, Suppressing, Suppression, SuppressionPlace,
};

use super::config::{self, Config};
use crate::access::Access;
use crate::args::SelectFlags;
use crate::cmd::case;
use crate::exit::Exit;

/// What is reported.
pub(super) struct Settings {
    pub(super) selection: Selection,
    /// The mildest findings that fail.
    pub(super) fail_on: Severity,
    pub(super) names: RuleNames,
    pub(super) config: Option<Config>,
    /// The suppressions of the configuration, in its order.
    suppressing: RefCell<Vec<Suppressing>>,
    pub(super) today: Option<String>,
}

impl Settings {
    pub(super) fn of(
        flags: &SelectFlags,
        access: &Access<'_>,
        words: &Words,
    ) -> Result<Self, Exit> {
        let host = access.host;
        let names = lint::names();
        let refused = |finding: Box<Finding>| case::refused(&[*finding], host, words);
        let find = |rules: &[String]| -> Result<Vec<&'static str>, Exit> {
            let rules = rules.iter().map(|rule| names.find(rule).map_err(refused));
            rules.collect()
        };
        let select = find(&flags.select)?;
        let mut ignore = find(&flags.ignore)?;
        let config = if flags.no_config {
            None
        } else {
            config::find(flags.config.as_deref(), &names, access, words)?
        };
        let told = config.as_ref().map(|config| &config.file.configuration);
        let of_config = told.and_then(|told| told.select.as_deref());
        let select = match (select.is_empty(), of_config) {
            (false, _) => Some(select),
            (true, Some(rules)) => Some(find(rules)?),
            (true, None) => None,
        };
        ignore.extend(find(told.map_or(&[], |told| &told.ignore))?);
        let severity = flags.severity.or(told.and_then(|told| told.severity));
        let fail_on = flags.fail_on.or(told.and_then(|told| told.fail_on));
        let today = flags.today.clone();
        let suppressing = told.map_or(&[][..], |told| &told.suppressions);
        let suppressing = suppressing.iter().map(|one| {
            let place = SuppressionPlace::Configuration;
            Suppressing::new(one.of_file(), place, &names, today.as_deref())
        });
        Ok(Self {
            selection: Selection {
                severity: severity.unwrap_or(Severity::Info),
                select,
                ignore,
            },
            fail_on: fail_on.unwrap_or(Severity::Error),
            suppressing: RefCell::new(suppressing.collect()),
            names,
            config,
            today,
        })
    }

    /// A suppression of a case file.
    pub(super) fn suppressing(&self, suppression: &Suppression) -> Suppressing {
        let place = SuppressionPlace::CaseFile;
        Suppressing::new(
            suppression.clone(),
            place,
            &self.names,
            self.today.as_deref(),
        )
    }

    /// Whether a finding that has a fix is selected, and suppressed neither by the configuration
    /// nor by a case file with those suppressions.
    pub(super) fn counts(
        &self,
        placed: &Placed,
        of_case: &[Suppression],
        access: &Access<'_>,
        path_of: impl Fn() -> String,
    ) -> bool {
        let mut of_case = of_case.iter().map(|one| self.suppressing(one));
        let of_config = || {
            let config = self.config.as_ref()?;
            let suppressing = self.suppressing.borrow();
            let told = config.file.configuration.suppressions.iter();
            let mut covering = told.zip(suppressing.iter());
            let path = config.path_of(&path_of(), access)?;
            Some(covering.any(|(told, one)| told.is_about(&path) && one.covers(placed)))
        };
        self.selection.has(&placed.finding)
            && !of_case.any(|one| one.covers(placed))
            && !of_config().unwrap_or(false)
    }

    /// Marks what the configuration suppresses. `path_of` says the path by which a user knows
    /// the file that something was found in.
    pub(super) fn suppress(
        &self,
        found: &mut [Placed],
        access: &Access<'_>,
        path_of: impl Fn(&Placed) -> String,
    ) {
        let Some(config) = &self.config else { return };
        let mut suppressing = self.suppressing.borrow_mut();
        if suppressing.is_empty() || found.is_empty() {
            return;
        }
        let paths: Vec<Option<String>> = found
            .iter()
            .map(|placed| config.path_of(&path_of(placed), access))
            .collect();
        let told = &config.file.configuration.suppressions;
        for (suppressing, told) in suppressing.iter_mut().zip(told) {
            let here = found.iter_mut().zip(&paths);
            let here =
                here.filter(|(_, path)| path.as_deref().is_some_and(|path| told.is_about(path)));
            suppressing.apply(here.map(|(placed, _)| placed));
        }
    }

    /// What is wrong with the suppressions of the configuration, after all files.
    pub(super) fn complaints(&self, is_whole: bool) -> Vec<Finding> {
        let config = self.config.as_ref();
        config.map_or(Vec::new(), |config| {
            config.file.complaints(&self.suppressing.borrow(), is_whole)
        })
    }
}
