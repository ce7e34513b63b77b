// Starts the compiled UI. A file of its own because the window's policy allows no inline script.
import init from '/ballast_ui.js';

await init({ module_or_path: '/ballast_ui_bg.wasm' });
