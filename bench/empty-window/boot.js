// Starts the compiled page, as wasm-bindgen's own guide does.
import init from '/ballast_ui.js';

await init({ module_or_path: '/ballast_ui_bg.wasm' });
