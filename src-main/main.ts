import { app } from 'electron';
import { claimInstance, setUpApp } from './desktop/app-setup.ts';
import type { AppWindow } from './desktop/window.ts';
import { defaultDataFolder } from './engine/storage/data-folder.ts';

/**
 * Electron's entry: puts engine and desktop together, nothing else. Electron waits for what is loaded here before it
 * goes on getting ready, so that is little, and the rest is loaded meanwhile.
 */
const dataDir = defaultDataFolder();
const headless = process.env.MXM_HEADLESS === '1';
let window: AppWindow | undefined;
let isAskedFor = !process.argv.includes('--hidden');

/** Engine and page would compete for the processor: the page comes first, but is not waited for longer than this. */
const PATIENCE_MS = 3_000;

async function run(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  const { openEarly } = await import('./desktop/early-window.ts');
  const opening = app.whenReady().then(() => {
    const early = openEarly(dataDir, isAskedFor);
    window = early.window;
    return early;
  });
  if (isAskedFor) await (await opening).window.drawn(PATIENCE_MS);
  const [{ createEngine }, { startDesktop }] = await Promise.all([
    import('./engine/engine.ts'),
    import('./desktop/desktop.ts'),
  ]);
  const [engine, early] = await Promise.all([createEngine({ dataDir, shell: 'desktop' }), opening]);
  await startDesktop(engine, early, { hidden: !isAskedFor, headless, demo: process.env.MXM_DEMO === '1' });
  await engine.start();
}

setUpApp(dataDir);
const isFirst = claimInstance(() => {
  isAskedFor = true;
  window?.show();
});
if (isFirst)
  run().catch(async (error: unknown) => {
    const { tellStartFailure } = await import('./desktop/start-failure.ts');
    await tellStartFailure(error, headless);
  });
else app.exit(0);
