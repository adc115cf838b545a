import { MainWindow } from './pages/main-window.ts';
import { OverviewScreen } from './pages/overview.ts';
import { invoke } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan } from './support/set-up.ts';

const BROKEN = 'studio-lumen.example';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test('a scan shows how far it is, can be cancelled, and then leaves no trace', async ({ page, world }) => {
  await connectAccount(page, world);
  await scan(page, 'dns');
  await page.reload();
  const overview = new OverviewScreen(page);
  await expect(overview.state(BROKEN, 'Healthy')).toBeVisible();

  world.dns.removeRecord(BROKEN, 'MX');
  world.dns.behave('*', { latencyMs: 1_500 });
  await overview.scanNow('DNS health');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText(/\d+ of 12/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 5_000 });
  await expect(overview.state(BROKEN, 'Healthy')).toBeVisible();
  expect(JSON.stringify(await invoke(page, 'events.list', {}))).not.toContain(BROKEN);

  world.dns.behave('*', undefined);
  await overview.scanNow('DNS health');
  await expect(overview.state(BROKEN, 'Unhealthy')).toBeVisible({ timeout: 20_000 });
});

test('a domain opens with what is expected and found, and Recheck sees the repair at once', async ({
  page,
  world,
}) => {
  await connectAccount(page, world);
  world.dns.removeRecord(BROKEN, 'MX');
  await scan(page, 'dns');
  await page.reload();
  const overview = new OverviewScreen(page);
  await overview.row(BROKEN).click();
  const panel = page.getByRole('complementary').filter({ hasText: BROKEN });
  await expect(panel).toContainText('10 eagle.mxrouting.net');
  await expect(panel).toContainText('Nothing published');
  world.dns.setRecord(BROKEN, 'MX', world.fleet.zones[BROKEN]?.MX ?? []);
  await panel.getByRole('button', { name: 'Recheck' }).click();
  await expect(overview.state(BROKEN, 'Healthy')).toBeVisible({ timeout: 20_000 });
  await new MainWindow(page).goTo('Logs');
  await expect(page.getByRole('button', { name: 'DNS recovered' })).toBeVisible();
});
