//! Plotters knows colours, the page knows tokens: each drawing colour here stands for one token.

use plotters::style::RGBColor;

/// Plotters draws on whole pixels: charts are drawn this many times as large as they are shown, so that curves stay
/// smooth.
pub const FINE: i32 = 4;

/// A stand-in colour and the attribute text that replaces it.
pub struct Ink {
    /// Drawn with.
    pub rgb: RGBColor,
    code: &'static str,
    token: &'static str,
}

/// Votes.
pub const VOTES: Ink = Ink {
    rgb: RGBColor(0xf0, 0x00, 0x01),
    code: "#F00001",
    token: "var(--votes)",
};
/// Words and lesser lines.
pub const QUIET: Ink = Ink {
    rgb: RGBColor(0xf0, 0x00, 0x02),
    code: "#F00002",
    token: "var(--ink-3)",
};
/// The ground.
pub const SURFACE: Ink = Ink {
    rgb: RGBColor(0xf0, 0x00, 0x03),
    code: "#F00003",
    token: "var(--surface)",
};
/// Lines between things.
pub const LINE: Ink = Ink {
    rgb: RGBColor(0xf0, 0x00, 0x05),
    code: "#F00005",
    token: "var(--line)",
};
/// Money on its way.
pub const WAIT: Ink = Ink {
    rgb: RGBColor(0xf0, 0x00, 0x06),
    code: "#F00006",
    token: "var(--wait)",
};
/// Words beside what they name.
pub const WORDS: Ink = Ink {
    rgb: RGBColor(0xf0, 0x00, 0x07),
    code: "#F00007",
    token: "var(--ink-2)",
};
/// A lesser line, broken.
pub const BROKEN: Ink = Ink {
    rgb: RGBColor(0xf0, 0x00, 0x04),
    code: "#F00004",
    token: "var(--ink-3)\" stroke-dasharray=\"12 16",
};

/// Puts the tokens in the place of the stand-ins.
pub fn paint(svg: &str) -> String {
    [VOTES, QUIET, SURFACE, LINE, WAIT, WORDS, BROKEN]
        .iter()
        .fold(svg.to_owned(), |svg, ink| svg.replace(ink.code, ink.token))
}

/// The smallest words of a drawing, in px as shown.
#[cfg(test)]
pub fn smallest_words(svg: &str) -> f64 {
    let sizes = svg.split("font-size=\"").skip(1);
    let sizes = sizes.map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap());
    sizes.fold(f64::INFINITY, f64::min) / f64::from(FINE)
}
