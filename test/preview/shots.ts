/** Takes pictures of every screen with the fake bridge: node test/preview/shots.ts <folder> [name part]. Wants a built out/preview. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from '@playwright/test';

const built = resolve(import.meta.dirname, '../../out/preview');
const [folder = 'test-results/preview', only = ''] = process.argv.slice(2);
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** As the app serves it: a nonce per load and the same policy. */
const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  if (path === '/favicon.ico') return void response.writeHead(204).end();
  const nonce = randomBytes(16).toString('base64');
  try {
    const body = await readFile(join(built, path === '/' ? 'index.html' : path));
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/html');
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'`,
    );
    response.end(extname(path) === '.js' ? body : body.toString().replaceAll('__CSP_NONCE__', nonce));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

interface Shot {
  name: string;
  variant?: string;
  steps?: (page: Page) => Promise<unknown>;
}
const nav = (name: string) => (page: Page) =>
  page.getByRole('navigation').getByRole('button', { name }).click();
const SHOTS: Shot[] = [
  { name: 'overview' },
  {
    name: 'overview-panel',
    steps: (page) => page.getByRole('button', { name: 'contoso.example', exact: true }).click(),
  },
  {
    name: 'overview-mx-panel',
    steps: (page) => page.getByRole('button', { name: 'acme.example', exact: true }).click(),
  },
  { name: 'overview-demo', variant: 'demo' },
  { name: 'overview-healthy', variant: 'healthy' },
  { name: 'overview-failure', variant: 'failure' },
  { name: 'overview-loading', variant: 'loading' },
  {
    name: 'overview-many',
    variant: 'many',
    steps: (page) => page.mouse.move(700, 500).then(() => page.mouse.wheel(0, 4000)),
  },
  {
    name: 'overview-scan',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Scan now' }).click();
      await page.screenshot({ path: join(folder, 'scan-menu.png') });
      await page.getByRole('menuitem', { name: 'Everything' }).click();
      await page.waitForTimeout(1500);
    },
  },
  {
    name: 'overview-empty',
    variant: 'empty',
    steps: (page) => page.getByRole('button', { name: 'Skip the set-up' }).click(),
  },
  { name: 'setup-1', variant: 'setup' },
  {
    name: 'setup-1-tested',
    variant: 'setup',
    steps: async (page) => {
      await page.getByLabel('Server').fill('eagle.mxlogin.com');
      await page.getByLabel('User name').fill('demo');
      await page.getByLabel('API key', { exact: true }).fill('secret');
      await page.getByRole('button', { name: 'Test connection' }).click();
      await page.getByText('Connected.').waitFor();
    },
  },
  {
    name: 'setup-2',
    variant: 'setup',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Save and scan' }).click();
      await page.waitForTimeout(2000);
    },
  },
  {
    name: 'setup-3',
    variant: 'setup',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Save and scan' }).click();
      await page.getByRole('button', { name: 'Skip this step' }).click();
    },
  },
  { name: 'notifications', steps: nav('Notifications') },
  {
    name: 'notifications-bottom',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Find out' }).click();
      await page.getByRole('button', { name: 'Send Test Notification' }).click();
      await page.getByText('Outbox').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'notifications-refused',
    variant: 'nothing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('switch', { name: 'Enable notifications' }).click();
      await page.getByRole('button', { name: 'Save Notifications' }).click();
    },
  },
  {
    name: 'notifications-leave',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('switch', { name: 'Enable notifications' }).click();
      await nav('Logs')(page);
    },
  },
  {
    name: 'engine-old',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Update Apprise' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'engine-installing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Update Apprise' }).click();
      await page.getByText('requests 2.32.3').waitFor();
    },
  },
  {
    name: 'engine-installed',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Update Apprise' }).click();
      await page.getByText('Apprise 1.13.0 was installed.').waitFor();
    },
  },
  {
    name: 'engine-failed',
    variant: 'empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Skip the set-up' }).click();
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Install Apprise' }).click();
      await page.getByText('Then try again.').waitFor();
    },
  },
  {
    name: 'engine-missing',
    variant: 'nothing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Install Apprise' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'target-dialog',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Add target' }).click();
    },
  },
  {
    name: 'target-generated',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Add target' }).click();
      await page.getByLabel('Topic').fill('my-alerts');
      await page.getByRole('radio', { name: 'Store token in .env' }).check();
      await page.getByLabel('Auth token', { exact: true }).fill('tk_abc');
      await page.getByRole('button', { name: 'Generate URL' }).click();
      await page.getByRole('button', { name: 'Reveal' }).click();
      await page.getByTestId('generated-url').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'target-refused',
    variant: 'nothing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Add target' }).click();
      await page.getByRole('button', { name: 'Generate URL' }).click();
    },
  },
  { name: 'logs', steps: nav('Logs') },
  {
    name: 'logs-event',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'DNS problem' }).first().click();
    },
  },
  {
    name: 'logs-mailbox',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Mailbox nearly full' }).first().click();
    },
  },
  {
    name: 'logs-generic',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Domain deleted' }).first().click();
    },
  },
  { name: 'settings', variant: 'demo', steps: nav('Settings') },
  {
    name: 'settings-refused',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByLabel('Default DMARC record').fill('v=DMARC1; p=maybe');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Test resolvers' }).click();
    },
  },
  {
    name: 'settings-remove',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByRole('button', { name: 'Remove' }).click();
    },
  },
];

mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const seen = new Set<string>();
for (const [width, height] of [
  [1200, 800],
  [900, 600],
] as const) {
  for (const theme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    for (const shot of SHOTS.filter(({ name }) => `${name}-${theme}-${width}`.includes(only))) {
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          seen.add(`${shot.name}: ${message.text()}`);
      });
      page.on('pageerror', (error) => seen.add(`${shot.name}: ${error.message}`));
      page.setDefaultTimeout(5000);
      await page.goto(`${origin}/?variant=${shot.variant ?? 'rich'}&theme=${theme}`);
      await page.waitForTimeout(250);
      await shot.steps?.(page).catch((error: Error) => seen.add(`${shot.name}: ${error.message}`));
      await page.waitForTimeout(250);
      const file = `${shot.name}-${theme}-${width}.png`;
      await page.screenshot({ path: join(folder, file) });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      for (const { id, nodes } of violations) {
        for (const node of nodes.slice(0, 3))
          seen.add(`${file} ${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`);
      }
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(
  [...seen]
    .map((line) => `${createHash('sha1').update(line).digest('hex').slice(0, 4)} ${line}`)
    .join('\n') || 'no complaints',
);
