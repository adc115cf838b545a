// Loaded into both apps before their own code (`electron -r`): writes down when what a person waits for was there.
const { appendFileSync } = require('node:fs');
const { app, Tray } = require('electron');

const file = process.env.MXM_BENCH_MARKS;
const closeAfterMs = Number(process.env.MXM_BENCH_CLOSE_AFTER_MS ?? 0);

const mark = (name, at = Date.now()) => appendFileSync(file, `${JSON.stringify({ name, at })}\n`);

/** Time of the first text or image in the page, milliseconds since the epoch. */
const firstContent = `new Promise((done) => {
  new PerformanceObserver((list, observer) => {
    const entry = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
    if (!entry) return;
    observer.disconnect();
    done(performance.timeOrigin + entry.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

const { setContextMenu } = Tray.prototype;
Tray.prototype.setContextMenu = function (...args) {
  Tray.prototype.setContextMenu = setContextMenu;
  setContextMenu.apply(this, args);
  mark('tray');
};

app.on('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => mark('painted'));
  window.once('closed', () => mark('closed'));
  window.webContents.once('did-finish-load', () => {
    window.webContents.executeJavaScript(firstContent).then((at) => {
      mark('content', at);
      if (closeAfterMs > 0) setTimeout(() => window.close(), closeAfterMs);
    });
  });
});
