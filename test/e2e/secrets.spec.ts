import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { invoke, launchApp, mainWindow } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan, sendAlertsTo } from './support/set-up.ts';

/** One secret per home and way in; none is a substring of another or of anything that the app says by itself. */
const PLANTED = {
  apiKey: 'Kq7zApiPlantedAlpha01',
  wrongApiKey: 'Kq7zWrongPlantedBravo02',
  keychainToken: 'Kq7zBearer/Planted+Charlie03',
  environmentToken: 'Kq7zEnvPlantedDelta04',
  mailPassword: 'Kq7z&Mail"Planted Echo05',
  deadHostUser: 'Kq7zUserPlantedFoxtrot06',
  smtpPassword: 'Kq7z%Smtp Planted/Golf07',
  genericToken: 'Kq7zGenericPlantedHotel08',
  botToken: 'Kq7zBotPlantedIndia09',
} as const;

/** The secret as it is, and the ways in which it could have been written down. */
const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret, 'utf16le').toString('latin1'),
];

const found = (text: string): string[] =>
  Object.entries(PLANTED).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  );

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Command lines of every process: arguments can be read by other users of the computer. */
const processArguments = (): string =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        return '';
      }
    })
    .join('\n');

/** Everything that main would tell the page, asked for as a page could. */
async function everyAnswer(page: Page): Promise<string> {
  const answers: unknown[] = [];
  for (const channel of [
    'app.info',
    'overview.get',
    'domains.list',
    'notifications.get',
    'settings.list',
    'doctor.run',
    'smtp.get',
    'icon.get',
    'mutes.list',
    'services.list',
  ])
    answers.push(await invoke(page, channel));
  answers.push(
    await invoke(page, 'mailboxes.page', { sort: 'mailbox', descending: false, offset: 0, limit: 500 }),
    await invoke(page, 'deliveries.list', {}),
  );
  const events = (await invoke(page, 'events.list', {})) as { value: { events: { id: number }[] } };
  answers.push(events);
  for (const { id } of events.value.events) answers.push(await invoke(page, 'events.get', id));
  const view = (await invoke(page, 'notifications.get')) as { value: { targets: { id: string }[] } };
  for (const { id } of view.value.targets) {
    answers.push(await invoke(page, 'targets.duplicate', id));
    answers.push(await invoke(page, 'targets.copyToken', id));
  }
  answers.push(await invoke(page, 'targets.test'));
  answers.push(await invoke(page, 'smtp.test', { to: 'you@example.com' }));
  return JSON.stringify(answers);
}

test('planted secrets are found nowhere that the app writes or the page sees', async ({
  dataDir,
  world,
  shell,
}) => {
  test.setTimeout(120_000);
  await shell.clearNotifications();
  world.fleet.account.apiKey = PLANTED.apiKey;
  writeFileSync(join(dataDir, '.env'), `APPRISE_CRED_JSON=${PLANTED.environmentToken}\n`, { mode: 0o600 });
  const app = await launchApp({ dataDir, env: world.env });
  let printed = '';
  app.process().stdout?.on('data', (chunk) => (printed += String(chunk)));
  app.process().stderr?.on('data', (chunk) => (printed += String(chunk)));
  const page = await mainWindow(app);
  const consoleLines: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));

  const answers: unknown[] = [];
  const ask = async (channel: string, input: unknown) => {
    const answer = await invoke(page, channel, input);
    answers.push(answer);
    return answer as { ok: boolean };
  };
  const account = world.fleet.account;
  await ask('account.test', {
    server: account.server,
    username: account.username,
    apiKey: PLANTED.wrongApiKey,
  });
  await ask('account.test', { server: account.server, username: account.username, apiKey: PLANTED.apiKey });
  await connectAccount(page, world);
  await sendAlertsTo(page, world);

  const target = async (label: string, url: string, store: string, more = {}) => {
    const draft = { label, service: 'custom', url, store, ...more };
    expect(await ask('targets.build', draft), label).toMatchObject({ ok: true });
    expect(await ask('targets.save', draft), label).toMatchObject({ ok: true });
  };
  const bearer = (token: string) =>
    `?%2BAuthorization=Bearer%20${encodeURIComponent(token)}`.replace('%2B', '+');
  await target('keychain', `json://${world.receiver.address}/a${bearer(PLANTED.keychainToken)}`, 'keychain');
  expect(
    await ask('targets.save', {
      label: 'environment',
      service: 'json',
      fields: { webhookUrl: `http://${world.receiver.address}/b`, bearerToken: PLANTED.environmentToken },
      store: 'env',
      envVariable: 'APPRISE_CRED_JSON',
    }),
  ).toMatchObject({ ok: true });
  const password = encodeURIComponent(PLANTED.mailPassword);
  await target('mail', `mailto://bob:${password}@127.0.0.1:1/?from=a@b.example&to=c@d.example`, 'keychain');
  await target('dead', `json://${PLANTED.deadHostUser}:x@127.0.0.1:1/`, 'keychain');

  await ask('smtp.save', {
    host: '127.0.0.1',
    port: 1,
    user: 'alerts@example.com',
    password: PLANTED.smtpPassword,
    from: '',
    useTls: false,
    store: 'keychain',
  });
  await target('reset', 'mxroute-smtp://reset/?from=&to=you%40example.com', 'database');
  await target('chat', `mmosts://127.0.0.1:1/${PLANTED.genericToken}`, 'keychain');
  await target('bot', `tgram://123456789:${PLANTED.botToken}/4711`, 'keychain');

  // Success and failure, tests and alerts, a scan that is refused, and a report of all of it.
  await scan(page, 'all');
  world.dns.removeRecord('studio-lumen.example', 'MX');
  await scan(page, 'dns');
  await expect.poll(() => world.receiver.received.length, { timeout: 30_000 }).toBeGreaterThan(1);
  world.fleet.account.apiKey = 'changed-at-mxroute';
  await ask('scan.start', { kind: 'dns' });
  await expect
    .poll(async () => JSON.stringify(await invoke(page, 'overview.get')), { timeout: 20_000 })
    .toContain('credentials');
  const whatThePageCanAsk = await everyAnswer(page);
  await ask('data.backupNow', undefined);

  const pageState = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
  }));
  const commandLines = processArguments();
  await app.close();

  expect(found(whatThePageCanAsk)).toEqual([]);
  expect(found(JSON.stringify(answers))).toEqual([]);
  expect(found(JSON.stringify(pageState))).toEqual([]);
  expect(found(consoleLines.join('\n'))).toEqual([]);
  expect(found(printed)).toEqual([]);
  expect(found(commandLines)).toEqual([]);
  expect(found(JSON.stringify(await shell.notifications()))).toEqual([]);

  // The receiver did get the token in its header: what is searched for was really used.
  const headers = JSON.stringify(world.receiver.received.map(({ headers: each }) => each));
  expect(found(headers)).toContain('keychainToken');

  const files = [...filesBelow(dataDir)];
  expect(files.some((file) => file.endsWith('.log'))).toBe(true);
  expect(files.some((file) => file.includes('by-hand-'))).toBe(true);
  const leaks = files.flatMap((file) => {
    const names = found(readFileSync(file, 'latin1'));
    // The person wrote that one there.
    return names.length > 0 && file !== join(dataDir, '.env')
      ? [`${names.join()} in ${file.slice(dataDir.length)}`]
      : [];
  });
  expect(leaks).toEqual([]);
  for (const file of files.filter((path) => !path.includes('/window/')))
    expect(statSync(file).mode & 0o077, file).toBe(0);
});
