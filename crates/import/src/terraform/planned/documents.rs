//! The texts of the policies of a case, and of those that a plan has.

use std::collections::{BTreeMap, HashMap};

use vestibule_iam::json;
use vestibule_wire::{CaseFile, DocumentText, Loader};

use crate::iam::may_bear_on_sign_in;
use crate::terraform::resource::Resource;

/// The type of policies of organizations.
pub(super) const POLICY: &str = "aws_organizations_policy";

/// The type of policies of AWS IAM that are attached.
pub(super) const MANAGED: &str = "aws_iam_policy";

/// Texts of policies, before and after.
pub(super) struct Documents<'d> {
    /// Those of files that the case names, by path; nothing for one that cannot be read.
    files: BTreeMap<String, Option<String>>,
    /// All of them in small letters.
    all: Vec<String>,
    /// Whether managed policies say nothing of sign-in, before and after, by their ARN.
    pub(super) harmless: HashMap<&'d str, bool>,
}

impl<'d> Documents<'d> {
    pub(super) fn of(
        base: &CaseFile,
        (prior, planned): (&[Resource<'d>], &[Resource<'d>]),
        loader: &dyn Loader,
    ) -> Self {
        let mut found = Self {
            files: BTreeMap::new(),
            all: Vec::new(),
            harmless: managed(prior, planned),
        };
        for document in all_of(base) {
            if let Some(path) = document.path() {
                let files = &mut found.files;
                files
                    .entry(path.to_owned())
                    .or_insert_with(|| text_of(path, loader));
            }
            let text = found.text(document).map(str::to_ascii_lowercase);
            found.all.extend(text);
        }
        for policy in planned.iter().filter(|one| one.of_type == POLICY) {
            let text = policy.text("content");
            found.all.extend(text.map(str::to_ascii_lowercase));
        }
        found
    }

    /// The text of a document of the case.
    pub(super) fn text<'s>(&'s self, document: &'s DocumentText) -> Option<&'s str> {
        let of_file = || self.files.get(document.path()?)?.as_deref();
        document.text().or_else(of_file)
    }

    /// Whether a policy may read a key of the context, of which this is a part in small letters.
    pub(super) fn may_read(&self, key: &str) -> bool {
        let is_open = self.files.values().any(Option::is_none);
        // It may stand there with escapes.
        let has = |text: &String| text.contains(key) || text.contains("\\u");
        is_open || self.all.iter().any(has)
    }
}

/// Whether a policy of AWS IAM is known to say nothing of sign-in.
pub(super) fn is_harmless(policy: &Resource<'_>) -> bool {
    let text = policy.text("policy");
    text.is_some_and(|text| !may_bear_on_sign_in(text))
}

fn managed<'d>(prior: &[Resource<'d>], planned: &[Resource<'d>]) -> HashMap<&'d str, bool> {
    let mut found = HashMap::new();
    let all = prior.iter().chain(planned);
    for policy in all.filter(|one| one.of_type == MANAGED) {
        if let Some(arn) = policy.text("arn") {
            let own = found.entry(arn).or_insert(true);
            *own = *own && is_harmless(policy);
        }
    }
    found
}

fn text_of(path: &str, loader: &dyn Loader) -> Option<String> {
    let bytes = loader.find(path).and_then(|file| loader.read(file)).ok()?;
    Some(json::decode(&bytes).0.into())
}

/// All documents of a case.
fn all_of(case: &CaseFile) -> Vec<&DocumentText> {
    let policies = &case.policies;
    let nodes = policies.resource_control.iter();
    let nodes = nodes.chain(&policies.service_control);
    let identity = policies.identity.iter().flatten();
    let principals = identity
        .chain(&policies.permissions_boundary)
        .chain(&policies.session);
    let accounts = case.organization.iter().flat_map(|one| &one.accounts);
    let accounts: Vec<_> = accounts.map(|account| &account.policies).collect();
    let own_principals = accounts
        .iter()
        .flat_map(|one| one.identity.iter().flatten());
    let own_endpoints = accounts.iter().flat_map(|one| &one.vpc_endpoint);
    let endpoints = policies.vpc_endpoint.iter().chain(own_endpoints);
    let own = accounts
        .iter()
        .filter_map(|one| one.resource_based.as_ref());
    let found = policies.resource_based.iter().chain(own);
    found
        .chain(nodes.map(|one| &one.document))
        .chain(principals.chain(own_principals).map(|one| &one.document))
        .chain(endpoints.map(|one| &one.document))
        .collect()
}
