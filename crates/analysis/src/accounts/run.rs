//! How a run of digits and wildcards reads the id of an account.

/// A run of digits and wildcards, as an automaton with a state before each of them and one at
/// the end.
pub(super) struct Run<'a> {
    symbols: &'a [u8],
}

impl<'a> Run<'a> {
    /// As many states as a word has bits.
    pub(super) const MOST: usize = 128;

    pub(super) fn of(run: &'a str) -> Self {
        Self {
            symbols: run.as_bytes(),
        }
    }

    /// For each state the states in which the run may be behind the id.
    pub(super) fn read(&self, id: &str) -> Vec<u128> {
        (0..=self.symbols.len())
            .map(|start| {
                let mut states = self.with_stars(1 << start);
                for digit in id.bytes() {
                    states = self.with_stars(self.step(states, digit));
                }
                states
            })
            .collect()
    }

    fn step(&self, states: u128, digit: u8) -> u128 {
        let mut next = 0;
        for (state, symbol) in self.symbols.iter().enumerate() {
            if states & (1 << state) != 0 {
                next |= match symbol {
                    b'*' => 1 << state,
                    b'?' => 1 << (state + 1),
                    own if *own == digit => 1 << (state + 1),
                    _ => 0,
                };
            }
        }
        next
    }

    /// The states, and those behind `*`, which may read nothing.
    fn with_stars(&self, mut states: u128) -> u128 {
        for (state, symbol) in self.symbols.iter().enumerate() {
            if *symbol == b'*' && states & (1 << state) != 0 {
                states |= 1 << (state + 1);
            }
        }
        states
    }
}
