import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createUsageQueries } from '../../src-main/engine/mailbox-usage/queries.ts';
import { createScanAnswers } from '../../src-main/engine/scans/scan-answers.ts';
import { namesInUnicode } from '../../src-main/engine/storage/names-in-unicode.ts';
import { told, watchedAccount } from './account-watch-support.ts';
import { actions, entries, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { scan, rows, alarms } = world;
const WIRE = 'xn--mller-bau-q9a.example';
const DOMAIN = 'müller-bau.example';
const MAILBOX = `info@${DOMAIN}`;
const MIGRATION = resolve(
  import.meta.dirname,
  '../../src-main/engine/storage/migrations/0008-unicode-mailboxes.sql',
);
const paths = () => world.server.requests.splice(0).map(({ path }) => path);

beforeEach(() => {
  world.server.addDomain({ domain: WIRE, mailboxes: [{ username: 'info', quota: 1000, usage: 950 }] });
});

it('a mailbox of an international domain is named in Unicode, and asked for as MXroute spells it', async () => {
  const run = await scan();
  expect(run.events[0]).toMatchObject({ target: MAILBOX });
  expect(entries(run.events[0])[0]).toMatchObject({ mailbox: MAILBOX, domain: DOMAIN });
  expect(alarms()).toEqual([`${MAILBOX} storage`]);
  expect(rows().find(({ mailbox }) => mailbox === MAILBOX)).toMatchObject({ domain: DOMAIN, usageMb: 950 });
  expect(paths()).toContain(`/domains/${WIRE}/email-accounts`);
  for (const name of [DOMAIN, WIRE.toUpperCase()]) {
    expect(await scan(1, { only: [name] })).toMatchObject({ ok: true, requests: 1, events: [] });
    expect(paths()).toEqual([`/domains/${WIRE}/email-accounts`]);
  }
});

it.each([MAILBOX, `INFO@${WIRE}`])('is found as %s', async (name) => {
  await scan();
  const usage = createUsageQueries(world.db);
  expect(usage.hasMailbox('default', name)).toBe(true);
  const thresholds = { storagePercent: 90, sendPercent: 90 };
  expect(usage.detail('default', name, world.now, thresholds)).toMatchObject({
    mailbox: MAILBOX,
    samples: { length: 1 },
  });
});

it('goes by the same name when the account watch tells of it, whichever scan saw it', async () => {
  const account = await watchedAccount([{ domain: 'a.example' }]);
  const mailboxes = [{ username: 'info', quota: 1000, usage: 950 }, { username: 'b' }, { username: 'c' }];
  account.server.addDomain({ domain: WIRE, mailboxes });
  await account.look();
  const { mailboxes: there } = account.server.account.domains.get(WIRE) ?? {};
  there?.delete('b');
  expect(told(await account.usage())).toEqual([
    `mailbox.quota_alert ${MAILBOX}`,
    `mailbox.delete b@${DOMAIN}`,
  ]);
  there?.delete('info');
  expect(told(await account.look())).toEqual([`mailbox.delete ${MAILBOX}`]);
});

it('keeps its alarm and its history when MXroute spells the domain another way', async () => {
  await scan();
  world.server.account.domains.delete(WIRE);
  world.server.addDomain({
    domain: DOMAIN,
    mailboxes: [{ username: 'info', quota: 1000, usage: 960 }],
  });
  expect((await scan()).events).toEqual([]);
  expect(alarms()).toEqual([`${MAILBOX} storage`]);
  world.server.setUsage(`info@${DOMAIN}`, { usage: 100 });
  expect(actions(await scan())).toEqual(['mailbox.quota_recovered']);
  expect(rows().filter(({ mailbox }) => mailbox.endsWith(DOMAIN))).toHaveLength(1);
});

it('an answer that an older version kept under the other name counts under this one', async () => {
  const list = {
    mailboxes: [{ mailbox: `info@${WIRE}`, domain: WIRE, quotaMb: 1000, usageMb: 990, suspended: false }],
    problems: [],
    complete: true,
    readAt: world.now,
  };
  createScanAnswers(world.db, 'default', 'usage').keep(WIRE, { list }, world.now);
  const run = await scan(0);
  expect(entries(run.events[0])).toEqual([expect.objectContaining({ mailbox: MAILBOX, value: 990 })]);
  expect(rows().filter(({ mailbox }) => mailbox.startsWith('info@')).length).toBe(3);
});

it('a standing alarm that an older version told under the other name is told once, and recovers once', async () => {
  await scan();
  const { db } = world;
  db.pragma('foreign_keys = OFF');
  for (const table of ['mailboxes', 'mailbox_alarms', 'mailbox_samples'])
    db.prepare(`UPDATE ${table} SET mailbox = ? WHERE mailbox = ?`).run(`info@${WIRE}`, MAILBOX);
  db.function('names_in_unicode', namesInUnicode);
  db.exec(readFileSync(MIGRATION, 'utf8'));
  db.pragma('foreign_keys = ON');
  world.server.setUsage(`info@${WIRE}`, { sent: 5_000 });
  expect(actions(await scan(1)), 'its earlier readings count').toEqual(['mailbox.send_rate_alert']);
  expect(alarms()).toEqual([`${MAILBOX} storage`, `${MAILBOX} sendRate`]);
  world.server.setUsage(`info@${WIRE}`, { usage: 100 });
  const run = await scan(1);
  expect(actions(run)).toEqual(['mailbox.quota_recovered', 'mailbox.send_rate_recovered']);
  expect(entries(run.events[0])[0]?.mailbox).toBe(MAILBOX);
});
