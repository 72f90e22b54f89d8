mod closed_early;
mod limits;
mod property;
mod recovery;
mod scalars;
