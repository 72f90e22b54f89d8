//! `vestibule schema`.

use std::io;

use vestibule_wire::schema;

use crate::args::{Schema, SchemaOf};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Schema, host: &dyn Host) -> io::Result<Exit> {
    let schema = match args.of {
        SchemaOf::Case => schema::case_file(),
        SchemaOf::Decision => schema::decision(),
        SchemaOf::Finding => schema::finding(),
        SchemaOf::Check => schema::checked_files(),
        SchemaOf::Config => schema::configuration(),
        SchemaOf::Report => schema::test_report(),
        SchemaOf::Map => schema::access_map(),
        SchemaOf::Lockout => schema::lockout(),
        SchemaOf::Prove => schema::proofs(),
        SchemaOf::Diff => schema::comparison(),
        SchemaOf::Certificate => schema::certificate(),
        SchemaOf::Verify => schema::verification(),
        SchemaOf::Repair => schema::repairs(),
        SchemaOf::Mutants => schema::mutants(),
        SchemaOf::Unneeded => schema::unneeded(),
        SchemaOf::Recover => schema::recovery(),
        SchemaOf::ExplainDenial => schema::denials(),
        SchemaOf::Plan => schema::rollout_plan(),
        SchemaOf::Facts => schema::facts(),
        SchemaOf::Doors => schema::doors(),
        SchemaOf::Import => schema::import_report(),
        SchemaOf::Statements => schema::statements(),
        SchemaOf::All => schema::all(),
    };
    let mut out = output::stdout(host);
    out.json(&schema)?;
    out.flush()?;
    Ok(Exit::Done)
}
