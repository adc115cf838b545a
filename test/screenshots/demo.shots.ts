import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp, mainWindow } from '../e2e/support/app.ts';
import { expect, test } from '../e2e/support/fixtures.ts';
import { startDemoSimulator } from '../support/demo-simulator.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/screenshots');
const SIZE = { width: 1200, height: 800 };

async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) });
  }
}

const goTo = (page: Page, screen: string) =>
  page.getByRole('navigation').getByText(screen, { exact: true }).click();

test('the screens of the demo', async ({ dataDir }) => {
  mkdirSync(FOLDER, { recursive: true });
  const simulator = await startDemoSimulator();
  const app = await launchApp({ dataDir, env: { ...simulator.env, MXM_DEMO: '1' } });
  try {
    const page = await mainWindow(app);
    await page.setViewportSize(SIZE);
    await expect(page.getByRole('region', { name: 'Received by the demo webhook' })).toContainText(
      'studio-lumen',
    );
    await shoot(page, 'overview');
    await page.getByRole('row').filter({ hasText: 'studio-lumen.example' }).click();
    await shoot(page, 'domain');
    await page.keyboard.press('Escape');
    await goTo(page, 'Domains');
    await page.getByRole('row').filter({ hasText: 'studio-lumen.example' }).click();
    await shoot(page, 'domains');
    await page.keyboard.press('Escape');
    await goTo(page, 'Mailboxes');
    await page.getByRole('row').filter({ hasText: 'scans@kestrel-consulting.example' }).click();
    await expect(page.getByRole('region', { name: 'Storage history' })).toBeVisible();
    await shoot(page, 'mailboxes');
    await page.keyboard.press('Escape');
    await goTo(page, 'Notifications');
    await expect(page.getByText('Demo webhook')).toBeVisible();
    await shoot(page, 'notifications');
    await page.getByRole('button', { name: 'Add target' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot(page, 'add-target');
    await page.getByRole('dialog').getByRole('combobox', { name: 'Service' }).click();
    await expect(page.getByText(/More services \(\d+\)/)).toBeVisible({ timeout: 20_000 });
    await page.getByText(/More services \(\d+\)/).scrollIntoViewIfNeeded();
    await shoot(page, 'more-services');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Preview DNS problem' }).click();
    await expect(page.getByRole('article', { name: 'Message' })).toBeVisible();
    await shoot(page, 'preview');
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Delivery engine' }).scrollIntoViewIfNeeded();
    await shoot(page, 'delivery-engine');
    await goTo(page, 'Logs');
    await expect(page.getByText('studio-lumen.example').first()).toBeVisible();
    await shoot(page, 'logs');
    await page.getByText('studio-lumen.example').first().click();
    await shoot(page, 'event');
    await page.keyboard.press('Escape');
    await page.getByRole('main', { name: 'Logs' }).getByText('Deliveries', { exact: true }).click();
    await expect(page.getByRole('table', { name: 'Deliveries' }).getByRole('row').nth(1)).toBeVisible();
    await shoot(page, 'deliveries');
    await goTo(page, 'Settings');
    await shoot(page, 'settings');
    await page.getByRole('heading', { name: 'Mailbox Password Reset' }).scrollIntoViewIfNeeded();
    await shoot(page, 'settings-smtp');
  } finally {
    await app.close();
    simulator.stop();
  }
});

test('the first start', async ({ page }) => {
  await page.setViewportSize(SIZE);
  await expect(page.getByText('Connect your MXroute account')).toBeVisible();
  await shoot(page, 'first-start');
});
