//! What no Tauri window can be faster than: one with nothing behind it. The app's start is held to it.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
