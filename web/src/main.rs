//! The page, and in another thread the worker that evaluates for it: one program.

fn main() {
    vestibule_web::run();
}
