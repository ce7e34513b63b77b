//! How large the window is, and how large everything in it.

use std::time::Duration;

use crate::window::Window;

/// How often the page is asked whether it has its new size by now.
const ASKED: usize = 20;
/// More presses than there are steps between the smallest and the largest.
const PRESSES: usize = 40;

impl Window {
    /// The page's width and height, in pixels of its own.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn size(&self) -> (u32, u32) {
        let size = self
            .script("return [innerWidth, innerHeight]")
            .await
            .expect("a script runs");
        serde_json::from_str(&size).expect("a page has a width and a height")
    }

    /// Gives the window the size in which its page is so large. What frames the window comes on top.
    ///
    /// # Panics
    /// When it does not take it.
    pub async fn resize(&self, width: u32, height: u32) {
        for _ in 0..5 {
            let (is_wide, is_high) = self.size().await;
            if (is_wide, is_high) == (width, height) {
                return;
            }
            let whole = self.driver.get_window_rect().await.expect("a window has a size");
            let larger = |whole: i64, is: u32, wanted: u32| {
                u32::try_from(whole + i64::from(wanted) - i64::from(is)).expect("a window is larger than nothing")
            };
            let (wide, high) = (
                larger(whole.width, is_wide, width),
                larger(whole.height, is_high, height),
            );
            self.driver
                .set_window_rect(0, 0, wide, high)
                .await
                .expect("a window takes a size");
            if self.comes_to((width, height)).await {
                return;
            }
        }
        panic!("the page is {:?} instead of {width}x{height}", self.size().await);
    }

    /// Presses Ctrl with a key again and again until the page has this size; whether it came to that.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn press_until(&self, key: &str, size: (u32, u32)) -> bool {
        for _ in 0..PRESSES {
            let before = self.size().await;
            if before == size {
                return true;
            }
            self.key(key, "ctrlKey: true,").await;
            // Each step is a page laid out anew.
            for _ in 0..ASKED {
                if self.size().await != before {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
            if self.size().await == before {
                return false;
            }
        }
        false
    }

    async fn comes_to(&self, size: (u32, u32)) -> bool {
        for _ in 0..ASKED {
            if self.size().await == size {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        false
    }
}
