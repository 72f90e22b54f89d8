//! What users see in Japanese is known, and points at what the English text points at.

use vestibule_answers::{Beside, explain_denial};
use vestibule_signin::denial_message::user_message;
use vestibule_signin::{Layer, Stage};

use super::super::Text;
use super::Language;

#[test]
fn what_users_see_is_known_in_every_language() {
    let mut count = 0;
    for layer in Layer::ALL {
        for stage in [Stage::PreAuthentication, Stage::PostAuthentication] {
            let Some(english) = user_message(layer, stage) else {
                continue;
            };
            let points = |text: &str| {
                let found = explain_denial(text.as_bytes(), Beside::default()).answer;
                found
                    .denials
                    .into_iter()
                    .next()
                    .map(|one| (one.verdict, one.points_at))
            };
            let expected = points(english);
            assert!(
                expected
                    .as_ref()
                    .is_some_and(|(_, points)| !points.is_empty())
            );
            for language in Language::ALL {
                let shown = Text::new(language).shown_to_user(english);
                assert_eq!(points(&shown), expected, "{shown}");
                count += 1;
            }
        }
    }
    assert!(count >= 10, "{count}");
}
