//! The worker that answers for all sign-ins at once: a program of its own, so that the first
//! view is not sent what it takes.

fn main() {
    vestibule_web::analyse();
}
