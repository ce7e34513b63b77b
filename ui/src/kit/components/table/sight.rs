//! Which rows are in sight, so that only those are drawn.

use leptos::{html, prelude::*};

/// Rows drawn above and below what is in sight.
const MARGIN: usize = 4;
/// Px of the window above and below every table: bars, the page's head, gaps (`tables.css`).
const ABOVE: f64 = 190.0;
/// Px of the smallest frame (`tables.css`).
const LEAST: f64 = 300.0;
/// The head's height in px.
const HEAD: f64 = 34.0;

/// The part of a long table that its frame shows.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    frame: NodeRef<html::Div>,
    /// Scrolled down by, and height of, the frame, in px.
    place: RwSignal<(f64, f64)>,
    row_height: Signal<u32>,
    /// First row drawn, and the one after the last.
    pub range: Signal<(usize, usize)>,
    /// Px of rows not drawn above.
    pub above: Signal<u32>,
    /// Px of rows not drawn below.
    pub below: Signal<u32>,
}

impl Sight {
    pub fn new(frame: NodeRef<html::Div>, total: Signal<usize>, row_height: Signal<u32>) -> Self {
        let place = RwSignal::new((0.0, frame_height()));
        let range = Memo::new(move |_| {
            let (top, height) = place.get();
            range(top, height, f64::from(row_height.get()), total.get())
        });
        let px = move |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX).saturating_mul(row_height.get());
        let sight = Self {
            frame,
            place,
            row_height,
            range: range.into(),
            above: Signal::derive(move || px(range.get().0)),
            below: Signal::derive(move || px(total.get().saturating_sub(range.get().1))),
        };
        Effect::new(move |_| {
            if frame.get().is_some() {
                request_animation_frame(move || sight.look());
            }
        });
        sight
    }

    /// Looks where the frame is scrolled to now.
    pub fn look(self) {
        if let Some(frame) = self.frame.try_get_untracked().flatten() {
            // A frame that grows with its rows is no taller than what can be seen of it.
            let (height, most) = (f64::from(frame.client_height()), frame_height());
            let height = if height > 0.0 { height.min(most) } else { most };
            self.place.set((f64::from(frame.scroll_top()), height));
        }
    }

    /// Scrolls until the row is in sight.
    pub fn reveal(self, index: usize) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let row = f64::from(self.row_height.get_untracked());
        let (top, height) = (f64::from(frame.scroll_top()), f64::from(frame.client_height()));
        let at = index as f64 * row;
        let wanted = if at < top {
            at
        } else {
            (at + row + HEAD - height).max(top)
        };
        if wanted != top {
            frame.set_scroll_top(wanted as i32);
            self.look();
        }
    }
}

/// The most that a frame has in the window, in px: what stands above it in every window is not its own.
fn frame_height() -> f64 {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.map_or(900.0, |height| (height - ABOVE).max(LEAST))
}

/// The rows drawn for a frame of `height` px scrolled down by `top`.
fn range(top: f64, height: f64, row: f64, total: usize) -> (usize, usize) {
    let first = ((top - HEAD).max(0.0) / row) as usize;
    let shown = (height / row).ceil() as usize;
    (
        first.saturating_sub(MARGIN).min(total),
        (first + shown + MARGIN).min(total),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_in_sight_and_a_margin_are_drawn() {
        assert_eq!(range(0.0, 380.0, 38.0, 10_000), (0, 14));
        assert_eq!(range(38_034.0, 380.0, 38.0, 10_000), (996, 1_014));
        assert_eq!(range(1e9, 380.0, 38.0, 40), (40, 40));
        assert_eq!(range(0.0, 380.0, 38.0, 3), (0, 3));
    }
}
