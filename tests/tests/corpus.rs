//! One test for every request of the corpus.

#![allow(missing_docs)]

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

macro_rules! case {
    ($name:ident, $text:expr, $index:expr) => {
        #[cfg_attr(not(target_arch = "wasm32"), test)]
        #[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
        fn $name() {
            vestibule_tests::run($text, $index);
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/corpus.rs"));

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn the_corpus_is_large_and_its_names_are_unique() {
    assert!(REQUESTS.len() >= 300, "{} requests", REQUESTS.len());
    let mut names: Vec<(&str, &str)> = REQUESTS.iter().map(|(file, name)| (*name, *file)).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        assert_ne!(
            pair[0].0, pair[1].0,
            "the same name in {} and {}",
            pair[0].1, pair[1].1
        );
    }
}
