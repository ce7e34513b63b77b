//! tmp
#[tauri::command]
fn ask() -> u8 { 1 }
fn main() {
    let c = tauri::generate_context!("../tauri.conf.json");
    println!("{:?} {:?}", c.package_info().version, c.config().app.windows.len());
    if std::env::args().count() > 1 { tauri::Builder::default().invoke_handler(tauri::generate_handler![ask]).run(c).expect("x"); }
}
