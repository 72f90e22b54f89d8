//! The page. The same program is the worker that evaluates for it.

fn main() {
    vestibule_web::run();
}
