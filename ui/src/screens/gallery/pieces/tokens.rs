//! The tokens, read off `assets/tokens.css` itself, so that none can be missing here.

use leptos::prelude::*;

use super::section::{Section, State};

const TOKENS: &str = include_str!("../../../../../assets/tokens.css");

/// The names and values of the tokens that hold for every theme, density and network.
fn tokens() -> impl Iterator<Item = (&'static str, &'static str)> {
    let always = TOKENS
        .split_once(":root {")
        .and_then(|(_, rest)| rest.split_once("\n}"));
    let lines = always.map_or("", |(always, _)| always).lines();
    lines.filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "))
}

/// Whether a token is a colour; `var(--…)` stands for one too.
fn is_colour(value: &str) -> bool {
    value.starts_with("light-dark(") || value.starts_with("var(")
}

/// Px of a token that is a length.
fn px(value: &str) -> Option<f64> {
    value.strip_suffix("px")?.parse().ok()
}

/// Tokens that are lengths, in px.
fn lengths() -> impl Iterator<Item = (&'static str, f64)> {
    tokens().filter_map(|(name, value)| Some((name, px(value)?)))
}

fn is_type(name: &str) -> bool {
    name == "t" || name.starts_with("t-")
}

fn is_radius(name: &str) -> bool {
    name == "r" || name.starts_with("r-")
}

fn label(name: &str, px: f64) -> String {
    format!("{name}, {px} px")
}

/// Every colour with its name.
#[component]
pub fn Colours() -> impl IntoView {
    let swatches = tokens().filter(|(_, value)| is_colour(value)).map(|(name, _)| {
        view! {
            <div class="gallery-swatch">
                // The window's policy forbids style attributes; a drawing's colour is an attribute of its own.
                <svg width="100%" height="26" aria-hidden="true">
                    <rect width="100%" height="26" rx="6" fill=format!("var(--{name})") stroke="var(--line)" />
                </svg>
                <span class="xs mono mid">{name}</span>
            </div>
        }
    });
    view! {
        <Section name="colours" title="Colours">
            <div class="gallery-swatches">{swatches.collect_view()}</div>
        </Section>
    }
}

/// Spacing, radii, rows and type.
#[component]
pub fn Sizes() -> impl IntoView {
    let spaces = lengths()
        .filter(|(name, _)| !is_type(name) && !is_radius(name))
        .map(|(name, px)| {
            view! {
                <State name=label(name, px)>
                    <svg width=px height="16" aria-hidden="true">
                        <rect width=px height="16" fill="var(--accent)" />
                    </svg>
                </State>
            }
        });
    let radii = lengths().filter(|(name, _)| is_radius(name)).map(|(name, px)| {
        view! {
            <State name=label(name, px)>
                <svg width="72" height="40" aria-hidden="true">
                    <rect x="1" y="1" width="70" height="38" rx=px fill="var(--sunken)" stroke="var(--line)" />
                </svg>
            </State>
        }
    });
    let types = lengths().filter(|(name, _)| is_type(name)).map(|(name, px)| {
        view! {
            <State name=label(name, px)>
                <svg width="100%" height=px * 1.4 aria-hidden="true">
                    <text y=px * 1.05 font-size=px fill="var(--ink)">"12 345 IOTX"</text>
                </svg>
            </State>
        }
    });
    let families = tokens()
        .filter(|(name, _)| matches!(*name, "sans" | "mono"))
        .map(|(name, value)| {
            view! {
                <State name=name>
                    <span class=name>{value}</span>
                </State>
            }
        });
    view! {
        <Section name="sizes" title="Spacing, corners and type">
            <div class="row wraps top-aligned">{spaces.collect_view()} {radii.collect_view()}</div>
            <div class="grid2">{types.collect_view()} {families.collect_view()}</div>
        </Section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_a_colour_a_length_or_a_family() {
        let all: Vec<_> = tokens().collect();
        assert!(all.len() > 60, "{}", all.len());
        for (name, value) in all {
            let shown = is_colour(value) || px(value).is_some() || matches!(name, "sans" | "mono");
            assert!(shown, "--{name}: {value} is not shown");
        }
    }
}
