//! QR codes of addresses.

use ballast_domain::Address;
use qrcode::{Color, QrCode};

/// An SVG picture of the address in its 0x form, coloured by the page (`currentColor`), without style attributes, as
/// the window's content policy asks.
pub(crate) fn svg(address: Address) -> String {
    // 42 characters fit the smallest versions of a QR code; an empty picture would only say that they did not.
    let Ok(code) = QrCode::new(address.to_string()) else {
        return String::new();
    };
    let width = code.width();
    let mut path = String::new();
    for (i, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", i % width, i / width));
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-2 -2 {0} {0}\" shape-rendering=\"crispEdges\">\
         <path fill=\"currentColor\" d=\"{path}\"/></svg>",
        width + 4
    )
}
