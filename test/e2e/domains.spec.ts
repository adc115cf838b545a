import { DomainsScreen } from './pages/domains.ts';
import { MainWindow } from './pages/main-window.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan } from './support/set-up.ts';

const BROKEN = 'studio-lumen.example';
const FINE = 'atlas-legal.example';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test('domains are searched, filtered by status, and opened beside the list', async ({ page, world }) => {
  await connectAccount(page, world);
  world.dns.removeRecord(BROKEN, 'MX');
  await scan(page, 'all');
  await new MainWindow(page).goTo('Domains');
  const domains = new DomainsScreen(page);
  await expect(domains.table.getByRole('row')).toHaveCount(13);
  await expect(domains.table.getByRole('row').nth(1)).toContainText(BROKEN);

  await domains.search.fill('ATLAS');
  await expect(domains.table.getByRole('row')).toHaveCount(2);
  await expect(domains.row(FINE)).toBeVisible();
  await domains.search.fill('');
  await domains.main
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: 'Unhealthy' })
    .click();
  await expect(domains.table.getByRole('row')).toHaveCount(2);

  const panel = await domains.open(BROKEN);
  await expect(domains.check(BROKEN, 'MX')).toContainText('10 eagle.mxrouting.net');
  await expect(
    panel.getByRole('list', { name: 'Status of the last 30 days' }).getByRole('button').last(),
  ).toHaveAccessibleName(/: unhealthy/);
  world.dns.setRecord(BROKEN, 'MX', world.fleet.zones[BROKEN]?.MX ?? []);
  await panel.getByRole('button', { name: 'Recheck' }).click();
  await expect(panel.getByText('Healthy').first()).toBeVisible({ timeout: 20_000 });
});

test('a domain gets a DMARC policy of its own, is judged by it, and goes back to the default', async ({
  page,
  world,
}) => {
  await connectAccount(page, world);
  await scan(page, 'dns');
  await new MainWindow(page).goTo('Domains');
  const domains = new DomainsScreen(page);
  const panel = await domains.open(FINE);
  await panel.getByRole('button', { name: /Edit DMARC policy/ }).click();
  const form = panel.getByRole('form', { name: 'DMARC policy' });
  await form.getByText('A record of its own', { exact: true }).click();
  await form.getByLabel('Record', { exact: true }).fill('v=DMARC1; p=nonsense');
  await expect(form.getByRole('button', { name: 'Save policy' })).toBeDisabled();
  await form
    .getByLabel('Record', { exact: true })
    .fill('v=DMARC1; p=reject; rua=mailto:reports@atlas-legal.example');
  await form.getByRole('button', { name: 'Save policy' }).click();
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /policy/i })
      .first(),
  ).toBeVisible();
  await panel.getByRole('button', { name: 'Recheck' }).click();
  await expect(domains.row(FINE).getByRole('img', { name: 'Degraded', exact: true })).toBeVisible({
    timeout: 20_000,
  });
  await expect(domains.check(FINE, 'DMARC')).toContainText('p=reject');

  world.dns.setRecord(`_dmarc.${FINE}`, 'TXT', ['v=DMARC1; p=reject']);
  await panel.getByRole('button', { name: 'Recheck' }).click();
  await expect(domains.row(FINE).getByRole('img', { name: 'Healthy', exact: true })).toBeVisible({
    timeout: 20_000,
  });
});

test('advice stands apart, says why it matters, and changes no status', async ({ page, world }) => {
  await connectAccount(page, world);
  await scan(page, 'dns');
  await new MainWindow(page).goTo('Domains');
  const domains = new DomainsScreen(page);
  const panel = await domains.open(FINE);
  const advice = panel.getByRole('region', { name: 'Advice' });
  await expect(advice).toContainText('Not looked up yet');
  await advice
    .getByRole('button', { name: /Look up/ })
    .first()
    .click();
  await expect(advice.getByRole('listitem')).toHaveCount(9, { timeout: 30_000 });
  await expect(advice).toContainText('MTA-STS');
  await expect(domains.row(FINE).getByRole('img', { name: 'Healthy', exact: true })).toBeVisible();
});
