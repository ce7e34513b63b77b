// Starts the compiled UI. A file of its own because the window's policy allows no inline script.
// The largest file is asked for first, and compiled while the others come.
const wasm = fetch('/ballast_ui_bg.wasm');
const { default: init } = await import('/ballast_ui.js');
if (document.readyState === 'loading') {
  await new Promise((parsed) => document.addEventListener('DOMContentLoaded', parsed, { once: true }));
}
await init({ module_or_path: wasm });
