//! How the codes of a kind of text are listed: one line each.

/// The codes of one kind of text, each with its name, its severity and what it means,
/// perhaps beside those of another kind.
#[macro_export]
macro_rules! codes {
    (
        $(#[doc = $about:literal])+
        pub enum Code $(with $also:ident($inner:ty), $of:literal)?;
        $($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
            $(#[doc = $of] $also($inner),)?
        }

        impl Code {
            /// All codes of this kind of text, in alphabetical order.
            pub const OWN: &[Self] = &[$(Self::$name),+];

            /// The code as text: kebab-case, a part of the public contract.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                    $(Self::$also(code) => code.as_str(),)?
                }
            }

            /// How bad such a problem usually is.
            pub const fn severity(self) -> $crate::diagnostic::Severity {
                match self {
                    $(Self::$name => $crate::diagnostic::Severity::$severity,)+
                    $(Self::$also(code) => code.severity(),)?
                }
            }

            /// What it means, one sentence.
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+),)+
                    $(Self::$also(code) => code.description(),)?
                }
            }
        }
    };
}
