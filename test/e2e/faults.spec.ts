import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FirstStart } from './pages/first-start.ts';
import { MainWindow } from './pages/main-window.ts';
import { OverviewScreen } from './pages/overview.ts';
import { invoke, launchApp, mainWindow } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan } from './support/set-up.ts';

test('without a keychain the key is refused at its field with the way out, and the app lives on', async ({
  dataDir,
  world,
}) => {
  const env = { ...world.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(dataDir, 'no-bus')}` };
  const app = await launchApp({ dataDir, env });
  try {
    const page = await mainWindow(app);
    const start = new FirstStart(page);
    await start.enterAccount(world.fleet.account);
    await start.testConnection();
    await expect(page.getByText('12 domains found')).toBeVisible();
    await start.saveAndScan();
    await expect(page.getByText(/keychain/i).filter({ hasText: 'MX_API_KEY' })).toBeVisible({
      timeout: 20_000,
    });

    // The way out that the message names, without a restart.
    const { server, username, apiKey } = world.fleet.account;
    writeFileSync(join(dataDir, '.env'), `MX_SERVER=${server}\nMX_USER=${username}\nMX_API_KEY=${apiKey}\n`);
    await expect
      .poll(async () => JSON.stringify(await invoke(page, 'domains.list')), { timeout: 20_000 })
      .toContain('atlas-legal.example');
  } finally {
    await app.close();
  }
});

test('a damaged database and a malformed .env are told in the window, and the app works', async ({
  dataDir,
  world,
}) => {
  const first = await launchApp({ dataDir, env: world.env });
  await connectAccount(await mainWindow(first), world);
  await first.close();
  const database = join(dataDir, 'mxroute-manager.db');
  writeFileSync(database, Buffer.alloc(statSync(database).size, 0x5a));
  mkdirSync(join(dataDir, 'backups'), { recursive: true });
  writeFileSync(join(dataDir, '.env'), 'this line is wrong\n');

  const app = await launchApp({ dataDir, env: world.env });
  try {
    const page = await mainWindow(app);
    await expect(page.getByText(/database was damaged/)).toBeVisible();
    await expect(page.getByText(/Line 1 of .* is not NAME=value/)).toBeVisible();
    await connectAccount(page, world);
    await scan(page, 'dns');
  } finally {
    await app.close();
  }
});

test('MXroute out of reach: the overview says so, keeps what it knew, and scans again when it is back', async ({
  dataDir,
  world,
}) => {
  const app = await launchApp({ dataDir, env: { ...world.env, MXM_SCAN_SECONDS: '3' } });
  try {
    const page = await mainWindow(app);
    await connectAccount(page, world);
    await scan(page, 'all');
    await page.reload();
    world.account.fault({ path: '*', fault: { kind: 'html', status: 502 } });
    const overview = new OverviewScreen(page);
    await expect(
      page
        .getByText(/could not be|cannot|MXroute/i)
        .filter({ hasText: /HTML|page|answer/i })
        .first(),
    ).toBeVisible({
      timeout: 30_000,
    });
    await expect(overview.domains.getByRole('row')).toHaveCount(13);
    world.account.clearFaults();
    await expect
      .poll(async () => JSON.stringify(await invoke(page, 'overview.get')), { timeout: 40_000 })
      .not.toContain('"lastOk":false');
    await new MainWindow(page).goTo('Logs');
  } finally {
    await app.close();
  }
});
