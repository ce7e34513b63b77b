//! Every pair of text and ground that the interface uses meets WCAG AA (4.5 to 1), in light and in dark.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../assets/tokens.css");
const ENOUGH: f64 = 4.5;

/// Text on ground, by their names in `tokens.css`.
const PAIRS: &[(&str, &[&str])] = &[
    (
        "ink",
        &[
            "paper",
            "surface",
            "sunken",
            "own-soft",
            "warn-soft",
            "bad-soft",
            "good-soft",
            "practice:accent-soft",
        ],
    ),
    ("ink-2", &["paper", "surface", "sunken", "warn-soft", "bad-soft"]),
    ("ink-3", &["paper", "surface", "sunken"]),
    ("own", &["paper", "surface", "own-soft"]),
    ("own-ink", &["own"]),
    ("votes", &["surface", "votes-soft"]),
    ("wait", &["surface"]),
    ("good", &["surface", "good-soft"]),
    ("warn", &["surface", "warn-soft"]),
    ("bad", &["paper", "surface", "bad-soft"]),
    ("practice:accent", &["paper", "surface", "practice:accent-soft"]),
    ("practice:accent-ink", &["practice:accent"]),
    (
        "practice-ink",
        &["practice-stripe", "practice-stripe-2", "practice-key"],
    ),
    ("sea-ink", &["sea", "sea-deep"]),
    ("av-ink-0", &["av-0"]),
    ("av-ink-1", &["av-1"]),
    ("av-ink-2", &["av-2"]),
    ("av-ink-3", &["av-3"]),
    ("av-ink-4", &["av-4"]),
    ("av-ink-5", &["av-5"]),
    ("av-ink-6", &["av-6"]),
    ("av-ink-7", &["av-7"]),
];

#[test]
fn every_text_can_be_read_on_its_ground() {
    let tokens = tokens();
    let mut weak = Vec::new();
    for (text, grounds) in PAIRS {
        for ground in *grounds {
            for (theme, name) in ["light", "dark"].iter().enumerate() {
                let contrast = contrast(tokens[*text][theme], tokens[*ground][theme]);
                if contrast < ENOUGH {
                    weak.push(format!("{name}: {text} on {ground} is {contrast:.2} to 1"));
                }
            }
        }
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn the_measure_is_wcags() {
    let (white, black) = (luminance([1.0, 0.0, 0.0]), luminance([0.0, 0.0, 0.0]));
    assert!((white - 1.0).abs() < 1e-3 && black.abs() < 1e-6);
    assert!((contrast([1.0, 0.0, 0.0], [0.0, 0.0, 0.0]) - 21.0).abs() < 0.05);
    // sRGB red is oklch(0.62796 0.25768 29.234), of relative luminance 0.2126.
    assert!((luminance([0.627_96, 0.257_68, 29.234]) - 0.2126).abs() < 1e-3);
}

/// Lightness, chroma and hue of each colour, light and dark; the practice network's under `practice:`.
fn tokens() -> HashMap<String, [[f64; 3]; 2]> {
    let mut tokens = HashMap::new();
    let mut prefix = "";
    for line in TOKENS.lines().map(str::trim) {
        if line.starts_with("[data-network=\"practice\"]") {
            prefix = "practice:";
        }
        let Some((name, value)) = line.strip_prefix("--").and_then(|l| l.split_once(": light-dark(")) else {
            continue;
        };
        let colours: Vec<[f64; 3]> = value.split("oklch(").skip(1).map(colour).collect();
        tokens.insert(
            format!("{prefix}{name}"),
            colours.try_into().expect("a pair of colours"),
        );
    }
    tokens
}

fn colour(text: &str) -> [f64; 3] {
    let numbers = text.split(&[')', '/'][..]).next().unwrap();
    let numbers: Vec<f64> = numbers.split_whitespace().map(|n| n.parse().unwrap()).collect();
    numbers.try_into().expect("lightness, chroma, hue")
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG's relative luminance, by way of linear sRGB (Björn Ottosson's OKLab).
fn luminance([lightness, chroma, hue]: [f64; 3]) -> f64 {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let linear = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ];
    let [red, green, blue] = linear.map(|c| c.clamp(0.0, 1.0));
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
