mod closed_early;
mod edit;
mod limits;
mod property;
mod recovery;
mod scalars;
