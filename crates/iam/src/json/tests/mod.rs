mod limits;
mod property;
mod recovery;
