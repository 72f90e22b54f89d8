//! Holds certificates against the files that they are about.

mod bits;
mod block;
mod claim;
mod decide;
mod lockout;
mod map;
mod masks;
mod prove;
mod witness;

use std::borrow::Cow;

use vestibule_signin::{Authorizer, Principal};
use vestibule_syntax::message;
use vestibule_wire::{Case, CertifiedAnswer, CertifiedInputs, CheckedAnswer, Finding};

use self::block::Block;
use crate::format::Read;
use crate::place::Place;
use crate::said;
use crate::space::{Home, Space, TooLarge};
use crate::version::VERSION;

/// What is held against a certificate.
struct Held<'c> {
    case: &'c Case,
    authorizer: Cow<'c, Authorizer>,
    home: Home,
}

/// What was looked at.
#[derive(Default)]
struct Counted {
    claims: usize,
    open: usize,
    witnesses: usize,
    steps: usize,
}

impl From<TooLarge> for Box<Finding> {
    fn from(_: TooLarge) -> Self {
        said::too_much()
    }
}

/// Checks a certificate against a case that was read from `inputs`.
///
/// # Errors
/// Why it is not verified: something in it is not so, it is of other inputs, or it takes too
/// much to check.
pub fn verify(
    read: &Read,
    case: &Case,
    inputs: &CertifiedInputs,
) -> Result<CheckedAnswer, Box<Finding>> {
    let certificate = &read.certificate;
    if !read.is_as_written {
        return Err(said::altered());
    }
    if certificate.version != VERSION {
        return Err(said::another_version(&certificate.version));
    }
    same_inputs(&certificate.inputs, inputs)?;
    let held = Held::new(case, &certificate.account, &certificate.partition)?;
    let mut counted = Counted::default();
    match &certificate.answer {
        CertifiedAnswer::Map(answer) => map::check(&held, answer, &mut counted)?,
        CertifiedAnswer::Lockout(answer) => lockout::check(&held, answer, &mut counted)?,
        CertifiedAnswer::Prove(answer) => prove::check(&held, answer, &mut counted)?,
    }
    Ok(CheckedAnswer {
        account: certificate.account.clone(),
        partition: certificate.partition.clone(),
        claims: counted.claims,
        open: counted.open,
        witnesses: counted.witnesses,
        steps: counted.steps,
    })
}

/// Complains of the first file that is not as it was.
fn same_inputs(told: &CertifiedInputs, own: &CertifiedInputs) -> Result<(), Box<Finding>> {
    if told.case != own.case {
        let message = message!("the case file is not the one that the certificate is about");
        return Err(said::other_inputs(message));
    }
    for file in &own.files {
        let known = told.files.iter().find(|other| other.path == file.path);
        if known.is_none_or(|known| known.sha256 != file.sha256) {
            let path = said::shown(&file.path);
            let message = message!(
                "{path} is not as it was when the certificate was made",
                path = path
            );
            return Err(said::other_inputs(message));
        }
    }
    // The case file names what it names, so no file can be missing, and none comes twice.
    if told.files != own.files {
        let message =
            message!("the certificate is about other files than those that the case file names");
        return Err(said::other_inputs(message));
    }
    Ok(())
}

impl<'c> Held<'c> {
    fn new(case: &'c Case, account: &str, partition: &str) -> Result<Self, Box<Finding>> {
        let compiled = case.compiled();
        let requests = case.file().requests.iter();
        let principals: Vec<Principal> = requests
            .filter_map(|request| Principal::parse(&request.principal).ok())
            .collect();
        let told = compiled.account_id();
        let is_account = match told {
            Some(told) => told == account,
            None => !principals.is_empty() && principals.iter().all(|of| of.account() == account),
        };
        if !is_account {
            let message = message!(
                "the sign-ins of the case are not those to account {account}",
                account = said::shown(account)
            );
            return Err(said::false_claim(message));
        }
        let of_account = principals.iter().filter(|of| of.account() == account);
        let mut partitions = of_account.map(Principal::partition);
        let is_partition = match partitions.next() {
            Some(first) => first == partition,
            None => true,
        };
        let home = Home {
            account: account.to_owned(),
            partition: partition.to_owned(),
            without_identity_center: case.file().identity_center() == Some(false),
        };
        if !is_partition || home.is_nobodys() {
            let message = message!(
                "the principals of the case are not of partition {partition}",
                partition = said::shown(partition)
            );
            return Err(said::false_claim(message));
        }
        Ok(Self {
            case,
            authorizer: match told {
                Some(_) => Cow::Borrowed(compiled.authorizer()),
                None => Cow::Owned(compiled.authorizer().for_account(account)),
            },
            home,
        })
    }

    /// What an answer says of IAM Identity Center is what the case file says.
    fn is_said_of_identity_center(&self, said: Option<bool>) -> Result<(), Box<Finding>> {
        if said == self.case.file().identity_center() {
            return Ok(());
        }
        let message = message!("`identityCenter` is not what the case file says");
        Err(said::false_claim(message))
    }

    /// All sign-ins as what the policies and `places` tell apart.
    fn space(
        &self,
        places: &[Place],
        counted: &mut Counted,
    ) -> Result<(Space, Vec<Block>), Box<Finding>> {
        let steps = &mut counted.steps;
        let space = Space::new(&self.authorizer, self.home.clone(), places, steps)?;
        let blocks = Block::all(&self.authorizer, &space, places, steps)?;
        Ok((space, blocks))
    }
}
