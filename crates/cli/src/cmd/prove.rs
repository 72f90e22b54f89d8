//! `vestibule prove`.

use std::io;

use vestibule_answers::{perimeter, prove_all, words};
use vestibule_l10n::Text;
use vestibule_wire::{
    Case, CertifiedAnswer, CertifiedProofs, DecidedBy, Finding, Guarantee, GuaranteeProof,
    GuaranteeVerdict,
};

use super::{answer, case};
use crate::args::{AnswerFormat, Prove};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Prove, host: &dyn Host, language: &Text) -> io::Result<Exit> {
    let today = args.today.as_deref();
    let ask = |case: &Case| {
        let told = told(args, case)?;
        let proofs = prove_all(case, &told, today)?;
        Ok((told, proofs))
    };
    let certify = |(_, guarantees): (Vec<Guarantee>, Vec<GuaranteeProof>)| {
        CertifiedAnswer::Prove(CertifiedProofs {
            today: args.today.clone(),
            perimeter: args.perimeter,
            guarantees,
        })
    };
    let answered = answer::certified(&args.all, host, language, ask, certify);
    let (case, (told, proofs)) = match answered {
        Ok(answered) => answered,
        Err(exit) => return Ok(exit),
    };
    let section = || {
        let place = |by: &DecidedBy| case::place_of_statement(&case, by);
        words::guarantees(&proofs, &told, case.file().identity_center(), &place)
    };
    let mut out = output::stdout(host);
    let output = match args.all.format {
        AnswerFormat::Json => out.json(&proofs),
        AnswerFormat::Text => answer::text(&mut out, language, &[section()]),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &[section()]),
    };
    let output = output.and_then(|()| out.flush());
    let mut proofs = proofs.iter();
    let exit = if proofs.all(|proof| proof.verdict == GuaranteeVerdict::Holds) {
        Exit::Done
    } else {
        Exit::Wrong
    };
    answer::exit(&case, exit).after(output)
}

/// What is to be proven: all of the case, and the perimeter if it is asked for.
fn told(args: &Prove, case: &Case) -> Result<Vec<Guarantee>, Box<Finding>> {
    let mut told = case.file().held();
    if args.perimeter && case.file().perimeter.is_none() {
        told.push(perimeter(case)?);
    }
    Ok(told)
}
