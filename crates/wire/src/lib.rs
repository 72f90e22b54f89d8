//! The public JSON contract of vestibule.
