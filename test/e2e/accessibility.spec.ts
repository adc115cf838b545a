import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { MainWindow } from './pages/main-window.ts';
import { invoke } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan, sendAlertsTo } from './support/set-up.ts';

const BROKEN = 'studio-lumen.example';
const SCREENS = ['Overview', 'Domains', 'Mailboxes', 'Notifications', 'Logs', 'Settings'] as const;

test.use({ appEnv: ({ world }, use) => use(world.env) });

/** What axe finds, one line each. Electron opens no second page for it, hence the legacy mode. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

for (const theme of ['light', 'dark'])
  test(`every screen is free of axe's complaints, ${theme}`, async ({ page, world }) => {
    await connectAccount(page, world);
    world.dns.removeRecord(BROKEN, 'MX');
    await scan(page, 'all');
    await sendAlertsTo(page, world);
    await invoke(page, 'settings.set', { key: 'appearance.theme', value: theme });
    await page.reload();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const window = new MainWindow(page);
    for (const screen of SCREENS) {
      await window.goTo(screen);
      await expect(window.screen(screen).getByRole('heading').first()).toBeVisible();
      expect(await violations(page), screen).toEqual([]);
      // Beside the list, the first of what it lists.
      const row = window.screen(screen).getByRole('table').getByRole('row').nth(1);
      if ((await row.count()) === 0) continue;
      await row.click();
      await expect(page.getByRole('complementary')).toBeVisible();
      expect(await violations(page), `${screen}, one opened`).toEqual([]);
    }
  });
