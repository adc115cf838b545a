import { app } from 'electron';
import { claimInstance, setUpApp } from './desktop/app-setup.ts';
import { startDesktop } from './desktop/desktop.ts';
import { tellStartFailure } from './desktop/start-failure.ts';
import type { AppWindow } from './desktop/window.ts';
import { createEngine } from './engine/engine.ts';
import { defaultDataFolder } from './engine/storage/data-folder.ts';

/** Electron's entry: puts engine and desktop together, nothing else. */
const dataDir = defaultDataFolder();
const headless = process.env.MXM_HEADLESS === '1';
let window: AppWindow | undefined;
let isAskedFor = !process.argv.includes('--hidden');

async function run(): Promise<void> {
  const [engine] = await Promise.all([createEngine({ dataDir, shell: 'desktop' }), app.whenReady()]);
  window = await startDesktop(engine, {
    hidden: !isAskedFor,
    headless,
    demo: process.env.MXM_DEMO === '1',
  });
  await engine.start();
}

setUpApp(dataDir);
const isFirst = claimInstance(() => {
  isAskedFor = true;
  window?.show();
});
if (isFirst) run().catch((error: unknown) => tellStartFailure(error, headless));
else app.exit(0);
