/** Takes pictures of every screen with the fake bridge: node test/preview/shots.ts <folder> [pattern of names]. Wants a built out/preview. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import type { Shot } from './shot.ts';
import { appShots } from './shots-app.ts';
import { domainsShots } from './shots-domains.ts';
import { logsShots } from './shots-logs.ts';
import { mailboxesShots } from './shots-mailboxes.ts';
import { notificationsShots } from './shots-notifications.ts';
import { settingsShots } from './shots-settings.ts';
import { targetsShots } from './shots-targets.ts';

const built = process.env.PREVIEW_DIR ?? resolve(import.meta.dirname, '../../out/preview');
const [folder = 'test-results/preview', only = ''] = process.argv.slice(2);
const wanted = new RegExp(only);
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

const SHOTS: Shot[] = [
  ...appShots,
  ...domainsShots,
  ...mailboxesShots,
  ...notificationsShots,
  ...targetsShots,
  ...settingsShots,
  ...logsShots,
];

mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const seen = new Set<string>();
/** The usual window, the smallest one, and the usual one at 200 % zoom. */
for (const [width, height, zoom] of [
  [1200, 800, 1],
  [900, 600, 1],
  [600, 400, 2],
] as const) {
  for (const theme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: zoom,
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    for (const shot of SHOTS.filter(({ name }) => wanted.test(`${name}-${theme}-${width}`))) {
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          seen.add(`${shot.name}: ${message.text()}`);
      });
      page.on('pageerror', (error) => seen.add(`${shot.name}: ${error.message}`));
      page.setDefaultTimeout(5000);
      await page.goto(`${origin}/?variant=${shot.variant ?? 'rich'}&theme=${theme}`);
      await page.waitForTimeout(250);
      await shot.steps?.(page, folder).catch((error: Error) => seen.add(`${shot.name}: ${error.message}`));
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
