import type { Page } from '@playwright/test';
import { MainWindow } from './pages/main-window.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { TargetList } from './pages/target-list.ts';
import { expect, test } from './support/fixtures.ts';
import { type Internet, startInternet } from './support/internet.ts';
import { connectAccount } from './support/set-up.ts';

let internet: Internet;
test.beforeAll(async () => {
  internet = await startInternet();
});
test.afterAll(() => internet.close());

test.use({ appEnv: ({ world }, use) => use({ ...world.env, ...internet.env }) });

test.beforeEach(async ({ page, world }) => {
  internet.seen.length = 0;
  await connectAccount(page, world);
  await page.reload();
  await new MainWindow(page).goTo('Notifications');
});

/** Looks at each state of the list, however short, and tells which services stood in it twice. */
async function watchForTwins(page: Page): Promise<() => Promise<readonly string[]>> {
  const twins = await page.evaluateHandle(() => {
    const found = new Set<string>();
    new MutationObserver(() => {
      const names = [...document.querySelectorAll('[role=option]')].map((option) => option.textContent);
      for (const name of names) if (names.indexOf(name) !== names.lastIndexOf(name)) found.add(name ?? '');
    }).observe(document.body, { childList: true, subtree: true });
    return found;
  });
  return () => twins.evaluate((found) => [...found]);
}

test('every service of the installed Apprise is found by name, by keyboard alone, and works', async ({
  page,
}) => {
  const dialog = new TargetDialog(page);
  await dialog.open();
  const service = dialog.dialog.getByRole('combobox', { name: 'Service' });
  await service.click();
  // Ours first, then all that Apprise 1.2.0 or newer knows beyond them.
  await expect.poll(() => page.getByRole('option').count(), { timeout: 20_000 }).toBeGreaterThan(70);
  const shownTwice = await watchForTwins(page);
  await service.fill('rocket');
  await expect(page.getByRole('option', { name: 'Rocket.Chat' })).toBeVisible();
  expect(await shownTwice()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(service).toHaveValue('Rocket.Chat');

  await service.click();
  await service.fill('no such service');
  await expect(page.getByText('No service matches')).toBeVisible();
  await page.keyboard.press('Escape');
  await dialog.dialog.waitFor();
});

test('a generated form: options folded away, secrets masked, edited without losing them, delivered', async ({
  page,
}) => {
  const dialog = new TargetDialog(page);
  const list = new TargetList(page);
  await dialog.open();
  await dialog.chooseService('Mattermost');
  await dialog.generate();
  await expect(dialog.field('Hostname')).toHaveAttribute('aria-invalid', 'true');
  await dialog.fill('Hostname', 'chat.example.com');
  await dialog.fill('Webhook Token', 'mmTokenPlanted7');
  const port = dialog.field('Port');
  if ((await port.count()) > 0) await port.fill('443');
  await dialog.fill('Label', 'Team chat');
  await dialog.generate();
  await expect(dialog.dialog.getByText('Apprise accepts this URL.')).toBeVisible({ timeout: 20_000 });
  await expect(dialog.generatedUrl()).not.toContainText('mmTokenPlanted7');
  await dialog.save();
  await expect(list.row('Team chat')).toContainText('Mattermost');
  await list.test('Team chat');
  await expect(list.row('Team chat').getByText(/Test delivered in/)).toBeVisible({ timeout: 20_000 });
  expect(internet.seen[0]).toMatchObject({ host: 'chat.example.com', path: '/hooks/mmTokenPlanted7' });

  await list.edit('Team chat');
  await expect(dialog.field('Hostname')).toHaveValue('chat.example.com');
  await expect(dialog.field('Webhook Token')).toHaveValue('');
  await dialog.fill('Hostname', 'chat2.example.com');
  await dialog.save();
  await list.test('Team chat');
  await expect.poll(() => internet.seen.length, { timeout: 20_000 }).toBe(2);
  expect(internet.seen[1]).toMatchObject({ host: 'chat2.example.com', path: '/hooks/mmTokenPlanted7' });
});

test('the .env home says why it cannot be chosen for a service without a variable', async ({ page }) => {
  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.chooseService('Mattermost');
  await expect(dialog.store('Store token in .env instead of the database')).toBeDisabled();
  await dialog.chooseService('Discord');
  await expect(dialog.store('Store token in .env instead of the database')).toBeEnabled();
});
