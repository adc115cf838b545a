import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** The checkout, or another build of the app to be tested. */
const appDir = process.env.MXM_E2E_APP ?? resolve(import.meta.dirname, '../../..');
const electronArgs = (process.env.MXM_ELECTRON_ARGS ?? '').split(' ').filter(Boolean);

export interface LaunchOptions {
  dataDir: string;
  args?: string[];
  env?: Record<string, string>;
}

/** Variables of the machine that must not reach an app under test: its account, its targets, its data. */
const isForeign = (name: string): boolean =>
  /^(MX_|MXROUTE_|MXM_DATA_DIR|MXM_DNS_|MXM_DEMO|MXM_HEADLESS|DATABASE_FILE|DMARC_|CF_|CLOUDFLARE_|RESET_|APPRISE_CRED_|LOG_DIR)/.test(
    name,
  );

export function appEnvironment({ dataDir, env }: LaunchOptions): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || isForeign(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(inherited), MXM_DATA_DIR: dataDir, ...env };
}

export const appCommand = (args: readonly string[] = []): { file: string | undefined; args: string[] } => ({
  file: process.env.MXM_ELECTRON,
  args: [...electronArgs, appDir, ...args],
});

/**
 * Without `executablePath`, on purpose: only then Playwright loads its helper into the app and holds it back until it
 * is connected, else a window that opens meanwhile is sometimes lost. It finds Electron as `require('electron')` does.
 */
export const launchApp = (options: LaunchOptions): Promise<ElectronApplication> =>
  _electron.launch({ args: appCommand(options.args).args, env: appEnvironment(options), timeout: 30_000 });

/** Past the app's own hard limit of 12 s. */
const END_MS = 20_000;

/**
 * Ends the app after a test. Rarely, on a busy machine, the stand-in's process stays after the engine has stopped and
 * `app.exit` was called: it is killed then and told, since quitting has tests of its own (lifecycle.spec.ts).
 */
export async function endApp(
  app: ElectronApplication,
  child: ReturnType<ElectronApplication['process']>,
): Promise<void> {
  const late = setTimeout(() => {
    console.warn(`The app did not end within ${END_MS / 1000} s and was killed (see docs/known-issues.md).`);
    child.kill('SIGKILL');
  }, END_MS);
  await app.close();
  clearTimeout(late);
}

/** The window, once it shows the app. */
export async function mainWindow(app: ElectronApplication): Promise<Page> {
  const page = app.windows().at(0) ?? (await app.waitForEvent('window'));
  await page.waitForLoadState('domcontentloaded');
  return page;
}

/** Windows that exist, whether or not they are visible, and processes that draw pages. */
export const openPages = (
  app: ElectronApplication,
): Promise<{ windows: number; pages: number; renderers: number }> =>
  app.evaluate(({ BrowserWindow, webContents, app: electron }) => ({
    windows: BrowserWindow.getAllWindows().length,
    pages: webContents.getAllWebContents().length,
    renderers: electron.getAppMetrics().filter(({ type }) => type === 'Tab').length,
  }));

/** Closes as a person does, by the title bar's button, and waits until the page is gone. */
export async function closeWindow(app: ElectronApplication): Promise<void> {
  const closed = app.windows().map((page) => page.waitForEvent('close'));
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  await Promise.all(closed);
}

/** Asks through the bridge, as the page does. */
export const invoke = (page: Page, channel: string, input?: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, value]) =>
      (window as unknown as { mxroute: { invoke(c: string, i: unknown): Promise<unknown> } }).mxroute.invoke(
        name as string,
        value,
      ),
    [channel, input] as const,
  );
