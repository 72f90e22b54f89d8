mod limits;
mod property;
mod recovery;
mod scalars;
