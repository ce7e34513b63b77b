//! Lists out of which entries are taken: what stood below an entry that goes stands where it was, and a hurried hand's second
//! press would take that too.

use leptos::prelude::*;

use super::{button::SETTLES_AFTER, drawn};

/// Whether one of a list's entries has just gone or moved: for a second after it is drawn so. What cannot be undone of the
/// list's entries cannot be pressed meanwhile. Entries that come at its end move nothing.
pub fn unsettled<K>(entries: impl Fn() -> Vec<K> + Send + Sync + 'static) -> Signal<bool>
where
    K: Clone + PartialEq + Send + Sync + 'static,
{
    let entries = Memo::new(move |_| entries());
    let (moving, times) = (RwSignal::new(false), StoredValue::new(0_u32));
    Effect::new(move |before: Option<Vec<K>>| {
        let now = entries.get();
        if before.is_some_and(|before| has_moved(&before, &now)) {
            let mine = times.get_value().wrapping_add(1);
            times.set_value(mine);
            moving.set(true);
            leptos::task::spawn_local(async move {
                drawn().await;
                let settle = move || {
                    // The list may be gone, or have moved again.
                    if times.try_get_value() == Some(mine) {
                        let _ = moving.try_set(false);
                    }
                };
                set_timeout(settle, SETTLES_AFTER);
            });
        }
        now
    });
    moving.into()
}

/// Whether any entry stands elsewhere than before, or nowhere.
fn has_moved<K: PartialEq>(before: &[K], now: &[K]) -> bool {
    !now.starts_with(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_unsettled_by_what_goes_or_moves_and_not_by_what_comes_at_its_end() {
        assert!(has_moved(&[1, 2, 3], &[1, 3]));
        assert!(
            has_moved(&[1, 2, 3], &[1, 2]),
            "what stands below the list may have come up"
        );
        assert!(has_moved(&[1, 2], &[2, 1]));
        assert!(has_moved(&[1, 2], &[3, 1, 2]));
        assert!(!has_moved(&[1, 2], &[1, 2, 3]));
        assert!(!has_moved(&[], &[1, 2]), "it was read for the first time");
    }
}
