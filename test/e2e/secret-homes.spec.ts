import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { MainWindow } from './pages/main-window.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { TargetList } from './pages/target-list.ts';
import { launchApp, mainWindow } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount } from './support/set-up.ts';

const TOKEN = 'hT9 odd#Token"\'$x\\n=%';
const OTHER = 'otherHome_Token_8';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test.beforeEach(async ({ page, world }) => {
  await connectAccount(page, world);
  await page.reload();
  await new MainWindow(page).goTo('Notifications');
});

const clipboard = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard: board }) => board.readText());
const databaseHas = (dataDir: string, text: string): boolean =>
  ['mxroute-manager.db', 'mxroute-manager.db-wal'].some((name) => {
    try {
      return readFileSync(join(dataDir, name), 'latin1').includes(Buffer.from(text).toString('latin1'));
    } catch {
      return false;
    }
  });
const bearer = (header: string | undefined): string =>
  Buffer.from(header ?? '', 'latin1')
    .toString()
    .replace('Bearer ', '');

test('keychain → .env → database → keychain: the secret moves, works everywhere, and stays nowhere behind', async ({
  app,
  page,
  world,
  dataDir,
}) => {
  const dialog = new TargetDialog(page);
  const list = new TargetList(page);
  const row = list.row('Hook');
  const arrives = async (count: number) => {
    await list.test('Hook');
    await expect.poll(() => world.receiver.received.length, { timeout: 20_000 }).toBe(count);
    expect(bearer(world.receiver.received.at(-1)?.headers.authorization)).toBe(TOKEN);
  };
  await dialog.open();
  await dialog.chooseService('JSON Webhook');
  await dialog.fill('Webhook URL', `${world.receiver.url}/homes`);
  await dialog.fill('Bearer token', TOKEN);
  await dialog.fill('Label', 'Hook');
  await dialog.save();
  await expect(row).toContainText('OS keychain');
  await arrives(1);
  expect(databaseHas(dataDir, 'odd#Token')).toBe(false);

  // To .env: the token is copied without the window seeing it, pasted by the person, and found while running.
  await list.edit('Hook');
  await dialog.store('Store token in .env instead of the database').check({ force: true });
  await dialog.dialog.getByRole('button', { name: 'Copy token for .env' }).click();
  await expect(dialog.dialog.getByText(/cleared after 60 seconds/)).toBeVisible();
  const line = await clipboard(app);
  expect(line).toMatch(/^APPRISE_CRED_JSON=/);
  appendFileSync(join(dataDir, '.env'), `${line}\n`, { mode: 0o600 });
  await expect(async () => {
    await dialog.dialog.getByRole('button', { name: 'Save to app' }).click();
    await expect(dialog.dialog).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await expect(row).toContainText('APPRISE_CRED_JSON');
  await arrives(2);
  expect(databaseHas(dataDir, 'odd#Token')).toBe(false);

  // A missing variable is told in the list, and as the reason; it comes back without a restart.
  writeFileSync(join(dataDir, '.env'), '# gone\n');
  await expect(row).toContainText('APPRISE_CRED_JSON is not set', { timeout: 15_000 });
  await list.test('Hook');
  await expect(row.getByText(/Test not delivered: .*APPRISE_CRED_JSON/)).toBeVisible({ timeout: 20_000 });
  writeFileSync(join(dataDir, '.env'), `${line}\n`);
  const missing = row.getByText('The variable APPRISE_CRED_JSON is not set in the environment or in .env.', {
    exact: true,
  });
  await expect(missing).toHaveCount(0, { timeout: 15_000 });
  await expect(row.getByText(/Test not delivered/)).toHaveCount(0);
  await arrives(3);

  await list.edit('Hook');
  await dialog.store('In the database').check({ force: true });
  await dialog.save();
  await expect(row).toContainText('database');
  writeFileSync(join(dataDir, '.env'), '');
  await arrives(4);
  expect(databaseHas(dataDir, 'odd%23Token') || databaseHas(dataDir, 'odd')).toBe(true);

  await list.edit('Hook');
  await dialog.store('OS keychain').check({ force: true });
  await dialog.save();
  await expect(row).toContainText('OS keychain');
  await arrives(5);
  await expect.poll(() => databaseHas(dataDir, 'odd%23Token')).toBe(false);
});

test('a second target of a service has a variable of its own', async ({ page, world, dataDir }) => {
  writeFileSync(join(dataDir, '.env'), `APPRISE_CRED_JSON_OFFICE=${OTHER}\n`, { mode: 0o600 });
  const dialog = new TargetDialog(page);
  const list = new TargetList(page);
  await dialog.open();
  await dialog.chooseService('JSON Webhook');
  await dialog.fill('Webhook URL', `${world.receiver.url}/office`);
  await dialog.fill('Bearer token', OTHER);
  await dialog.fill('Label', 'Office');
  await dialog.store('Store token in .env instead of the database').check({ force: true });
  await dialog.fill('Variable', 'WRONG_NAME');
  await dialog.generate();
  await expect(dialog.field('Variable')).toHaveAttribute('aria-invalid', 'true');
  await dialog.fill('Variable', 'APPRISE_CRED_JSON_OFFICE');
  await dialog.save();
  await list.test('Office');
  await expect.poll(() => world.receiver.received.length, { timeout: 20_000 }).toBe(1);
  expect(bearer(world.receiver.received[0]?.headers.authorization)).toBe(OTHER);
});

test('a copy has the same secret, is switched off, and is one’s own', async ({ page, world }) => {
  const dialog = new TargetDialog(page);
  const list = new TargetList(page);
  await dialog.open();
  await dialog.chooseService('JSON Webhook');
  await dialog.fill('Webhook URL', `${world.receiver.url}/copied`);
  await dialog.fill('Bearer token', OTHER);
  await dialog.fill('Label', 'First');
  await dialog.save();
  await list.duplicate('First');
  const copy = list.row('First (copy)');
  await expect(copy.getByRole('switch')).not.toBeChecked();
  await list.test('First (copy)');
  await expect.poll(() => world.receiver.received.length, { timeout: 20_000 }).toBe(1);
  expect(bearer(world.receiver.received[0]?.headers.authorization)).toBe(OTHER);
});

test('without a keychain it says so where the choice is made, and offers the other two', async ({
  app,
  dataDir,
  world,
}) => {
  await app.close();
  // A bus without a secret service, as on a bare server.
  const bare = await launchApp({
    dataDir,
    env: { ...world.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
  });
  try {
    const page = await mainWindow(bare);
    await new MainWindow(page).goTo('Notifications');
    const dialog = new TargetDialog(page);
    await dialog.open();
    await expect(dialog.store('OS keychain')).toBeDisabled();
    await expect(dialog.dialog.getByText(/Cannot be used: /)).toBeVisible();
    await dialog.chooseService('JSON Webhook');
    await dialog.fill('Webhook URL', `${world.receiver.url}/bare`);
    await dialog.fill('Bearer token', OTHER);
    await dialog.fill('Label', 'Bare');
    await dialog.store('In the database').check({ force: true });
    await dialog.save();
    const list = new TargetList(page);
    await list.test('Bare');
    await expect.poll(() => world.receiver.received.length, { timeout: 20_000 }).toBe(1);
  } finally {
    await bare.close();
  }
});
