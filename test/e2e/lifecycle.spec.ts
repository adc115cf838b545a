import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { appCommand, appEnvironment, closeWindow, mainWindow, openPages } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';

test('closing destroys the window, the tray brings it back', async ({ app, page, shell }) => {
  await expect(page).toHaveTitle(/MXroute/);
  await shell.waitForTray();
  await closeWindow(app);
  await expect.poll(() => openPages(app)).toEqual({ windows: 0, pages: 0, renderers: 0 });
  await shell.activateTray();
  const reopened = await mainWindow(app);
  await expect(reopened).toHaveTitle(/MXroute/);

  await closeWindow(app);
  await expect.poll(() => openPages(app)).toEqual({ windows: 0, pages: 0, renderers: 0 });
  await shell.clickTray(['Open MXroute Manager']);
  await expect.poll(async () => (await openPages(app)).windows).toBe(1);
});

test('a second start ends and shows the window of the first', async ({ app, page, dataDir }) => {
  await expect(page).toHaveTitle(/MXroute/);
  await closeWindow(app);
  await expect.poll(async () => (await openPages(app)).windows).toBe(0);
  const { file, args } = appCommand();
  const { stdout } = await promisify(execFile)(file ?? '', args, {
    env: appEnvironment({ dataDir }),
    timeout: 20_000,
  });
  expect(stdout).not.toContain('rror');
  await expect.poll(async () => (await openPages(app)).windows).toBe(1);
  await expect(await mainWindow(app)).toHaveTitle(/MXroute/);
});

test.describe('started with the computer', () => {
  test.use({ appArgs: ['--hidden'] });

  test('there is a tray icon and no window', async ({ app, shell }) => {
    const item = await shell.waitForTray();
    expect(item.icons.length).toBeGreaterThan(0);
    expect(await openPages(app)).toEqual({ windows: 0, pages: 0, renderers: 0 });
    await shell.activateTray();
    await expect(await mainWindow(app)).toHaveTitle(/MXroute/);
  });
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends the app in order`, async ({ app, page }) => {
    await expect(page).toHaveTitle(/MXroute/);
    const ended = new Promise((done) => app.process().once('exit', (code, by) => done({ code, by })));
    app.process().kill(signal);
    expect(await ended).toEqual({ code: 0, by: null });
  });
}

test('Quit in the tray ends the app in order', async ({ app, page, shell }) => {
  await expect(page).toHaveTitle(/MXroute/);
  await shell.waitForTray();
  const ended = new Promise((done) => app.process().once('exit', done));
  await shell.clickTray(['Quit']);
  expect(await ended).toBe(0);
});

test('an unusable data folder is told in a sentence, not in a crash', async ({ dataDir }) => {
  const folder = join(dataDir, 'occupied');
  writeFileSync(folder, 'a file stands where the folder should be');
  const { file, args } = appCommand();
  const env = appEnvironment({ dataDir: folder, env: { MXM_HEADLESS: '1' } });
  const ended = promisify(execFile)(file ?? '', args, { env, timeout: 20_000 });
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/could not start.*data folder.*cannot be written/i),
  });
  await expect(ended).rejects.not.toMatchObject({ stderr: expect.stringMatching(/^\s+at /m) });
});
