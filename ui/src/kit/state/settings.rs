//! What the person chose of the window, and how it is kept.

use ballast_api::{Settings, calls};
use leptos::prelude::*;

use super::App;
use crate::kit::backend::ask;

impl App {
    /// What the person chose.
    pub fn settings(self) -> Settings {
        self.status
            .with(|s| s.as_ref().map(|s| s.settings.clone()).unwrap_or_default())
    }

    /// Changes a setting and keeps it. One is kept after another: what changes while others are on their way is kept when
    /// they are, so that the last has the last word.
    pub fn change_settings(self, change: impl FnOnce(&mut Settings)) {
        let (under_way, before) = (self.keeping.get_value(), self.settings());
        let mut settings = under_way.clone().unwrap_or_else(|| self.settings());
        change(&mut settings);
        self.status
            .update(|s| s.iter_mut().for_each(|s| s.settings = settings.clone()));
        self.keeping.set_value(Some(settings.clone()));
        if under_way.is_some() {
            return;
        }
        leptos::task::spawn_local(async move {
            let (mut settings, mut kept) = (settings, before);
            loop {
                let call = calls::SetSettings { settings };
                match ask(&call).await {
                    Ok(answer) => kept = answer,
                    Err(failure) => {
                        self.toasts.failure(&failure);
                        // What is not kept does not stand there, unless something else is wished by now.
                        if self.keeping.get_value().as_ref() == Some(&call.settings) {
                            self.status
                                .update(|s| s.iter_mut().for_each(|s| s.settings = kept.clone()));
                        }
                    }
                }
                match self.keeping.get_value() {
                    Some(wanted) if wanted != call.settings => settings = wanted,
                    _ => break,
                }
            }
            self.keeping.set_value(None);
        });
    }
}
