import { join } from 'node:path';
import { createEngine, type Engine } from '../../../src-main/engine/engine.ts';
import { openDatabase } from '../../../src-main/engine/storage/open.ts';
import type { IpcInput } from '../../../src-shared/ipc/contract.ts';
import { fillBigData } from '../../support/big-data.ts';
import { atMost, count, type Figure, known, megabytes, ms, type Row } from '../figure.ts';
import { quantile } from '../statistics.ts';
import { cleanUpRows } from './clean-up.ts';
import { temporaryFolder } from './workspace.ts';

const EVENTS = 1_000_000;
const DAY_MS = 86_400_000;
const BAR_MS = 50;
const FIRST_ROWS_MS = 100;
const ROUNDS = 20;
const PAGES = 5;
/** Somebody who scrolls on although nothing comes. */
const MOST_CALLS = 200;

type EventQuery = IpcInput<'events.list'>;
interface Page {
  found: number;
  nextBefore: number | null;
}

/** A data folder of years: what each screen asks of the engine, through `engine.call`. */
export async function logPages(): Promise<Figure> {
  const folder = temporaryFolder();
  const now = Date.now();
  const filled = performance.now();
  const file = join(folder.path, 'mxroute-manager.db');
  const db = openDatabase(file);
  fillBigData(db, {
    accountId: 'default',
    otherAccountId: 'other',
    domains: 500,
    mailboxes: 10_000,
    events: EVENTS,
    deliveries: 300_000,
    seed: 1,
    now,
  });
  db.close();
  const filledMs = performance.now() - filled;
  const began = performance.now();
  const engine = await createEngine({ dataDir: folder.path, shell: 'reader', processEnvironment: {} });
  const openMs = performance.now() - began;
  try {
    const rows = [
      ...(await eventRows(engine, now)),
      ...(await deliveryRows(engine)),
      ...(await screenRows(engine)),
      known(`opened, ${megabytes(sizeOf(engine))}, integrity check in a worker`, ms(openMs)),
    ];
    await engine.stop(0);
    return {
      title: `Log and lists, ${count(EVENTS)} events, 300,000 deliveries, 500 domains, 10,000 mailboxes`,
      how: `Through \`engine.call\`, answer included: ${ROUNDS} rounds of the first ${PAGES} pages of 50, in a file that was filled in ${Math.round(filledMs / 1_000)} s. "calls": how often the window had to ask until it had the page or knew that there is no more.`,
      rows: [...rows, ...(await cleanUpRows(file, now))],
    };
  } finally {
    folder.remove();
  }
}

const sizeOf = ({ parts: { db } }: Engine): number =>
  Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));

const EVENT_QUERIES = (now: number): Record<string, EventQuery> => ({
  plain: {},
  'by action': { actions: ['monitor.failed'] },
  'by group and account': { groups: ['DNS'], account: 'default' },
  'account with few events': { account: 'other' },
  'a day a year ago': {
    from: new Date(now - 380 * DAY_MS).toISOString(),
    to: new Date(now - 379 * DAY_MS).toISOString(),
  },
  'rare text': { text: 'list2999' },
  'common text': { text: 'example' },
  'common text, rare action': { text: 'example', actions: ['domain.delete'] },
  label: { text: 'Nearly FULL' },
  'nothing found': { text: 'no such name' },
  '1 letter': { text: 'ü' },
  '2 letters': { text: 'oo' },
  '2 letters, nothing found': { text: 'qz' },
  'text and group that never meet': { text: '@oak', groups: ['DNS'] },
});

async function eventRows(engine: Engine, now: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, query] of Object.entries(EVENT_QUERIES(now)))
    rows.push(
      await measured(`log page: ${name}`, async (before) => {
        const page = await engine.call('events.list', { ...query, limit: 50, ...(before ? { before } : {}) });
        if (!page.ok) throw new Error(page.message);
        return { found: page.value.events.length, nextBefore: page.value.nextBefore };
      }),
    );
  return rows;
}

const DELIVERY_QUERIES: Record<string, IpcInput<'deliveries.list'>> = {
  plain: {},
  failed: { status: 'failed' },
  'failed, of one target': { status: 'failed', targetId: 'bigphone' },
  'waiting (none)': { status: 'queued' },
  'account with few': { accountId: 'other' },
};

async function deliveryRows(engine: Engine): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, query] of Object.entries(DELIVERY_QUERIES))
    rows.push(
      await measured(`deliveries: ${name}`, async (before) => {
        const page = await engine.call('deliveries.list', {
          ...query,
          limit: 50,
          ...(before ? { before } : {}),
        });
        if (!page.ok) throw new Error(page.message);
        return { found: page.value.deliveries.length, nextBefore: page.value.nextBefore };
      }),
    );
  return rows;
}

/** What the lists of domains and mailboxes show first. */
async function screenRows(engine: Engine): Promise<Row[]> {
  const ask = async (work: () => Promise<{ ok: boolean }>): Promise<Taken> => {
    const { answer, taken } = await timed(work);
    if (!answer.ok) throw new Error('a list could not be read');
    return taken;
  };
  const domains: Taken[] = [];
  const mailboxes: Taken[] = [];
  const overview: Taken[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    domains.push(await ask(() => engine.call('domains.list', undefined)));
    mailboxes.push(
      await ask(() =>
        engine.call('mailboxes.page', { sort: 'storage', descending: true, offset: 0, limit: 100 }),
      ),
    );
    overview.push(await ask(() => engine.call('overview.get', undefined)));
  }
  return [
    figure('domains, 500: the list', domains, FIRST_ROWS_MS),
    figure('mailboxes, 10,000: first page, fullest first', mailboxes, FIRST_ROWS_MS),
    figure('overview', overview, FIRST_ROWS_MS),
  ];
}

async function measured(what: string, ask: (before: number | null) => Promise<Page>): Promise<Row> {
  const times: Taken[] = [];
  let calls = 0;
  let pages = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let before: number | null = null;
    for (let page = 0; page < PAGES; page++) {
      for (let found = 0, isFirst = true; found < 50 && (isFirst || before !== null); isFirst = false) {
        const { answer, taken } = await timed(() => ask(before));
        times.push(taken);
        calls++;
        found += answer.found;
        before = answer.nextBefore;
        if (calls % MOST_CALLS === 0) break;
      }
      pages++;
      if (before === null) break;
    }
    if (calls >= MOST_CALLS) break;
  }
  const perPage = calls / pages;
  return figure(what, times, BAR_MS, perPage > 1.05 ? `, ${perPage.toFixed(1)} calls a page` : '');
}

/** One call, in milliseconds: by the clock, and of this thread's processor time. */
interface Taken {
  wall: number;
  own: number;
}

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; taken: Taken }> {
  const before = process.threadCpuUsage();
  const began = performance.now();
  const answer = await work();
  const wall = performance.now() - began;
  const after = process.threadCpuUsage();
  const own = (after.user + after.system - before.user - before.system) / 1_000;
  return { answer, taken: { wall, own } };
}

function figure(what: string, times: readonly Taken[], bar: number, more = ''): Row {
  const walls = times.map(({ wall }) => wall);
  const [slowest, own] = [Math.max(...walls), Math.max(...times.map((time) => time.own))];
  const shown = `${ms(slowest)}, p95 ${ms(quantile(walls, 0.95))}, CPU ${ms(own)} at most${more}`;
  return atMost(what, slowest, bar, { format: ms, shown });
}
