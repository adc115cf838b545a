import { monitorEventLoopDelay } from 'node:perf_hooks';
import { exportEvents } from '../../../src-main/engine/audit/export.ts';
import { createEventQueries } from '../../../src-main/engine/audit/query.ts';
import { createSearchIndex } from '../../../src-main/engine/audit/search-index.ts';
import { SearchIndexer } from '../../../src-main/engine/audit/search-indexer.ts';
import { Redactor } from '../../../src-main/engine/log/redact.ts';
import { createRetention } from '../../../src-main/engine/retention/retention.ts';
import { openDatabase } from '../../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../src-shared/settings.ts';
import { atMost, count, ms, type Row } from '../figure.ts';

const DAY_MS = 86_400_000;
const BAR_MS = 50;
const NANO = 1e6;
/** More slices than anybody waits for: how long one takes is what counts. */
const INDEX_SLICES = 500;

const silent = { log: () => undefined };

interface Blocks {
  /** The longest time for which nothing else could run: commits, and what other processes took, included. */
  block: number;
  /** The most processor time of this thread in one turn of the event loop. */
  own: number;
  took: number;
}

async function blocksOf(work: () => Promise<unknown>): Promise<Blocks> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let isOver = false;
  const turns = longestTurn(() => isOver);
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  isOver = true;
  const own = await turns;
  // The last turn is counted when it is over.
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  return { block: delay.max / NANO, own, took };
}

async function longestTurn(isOver: () => boolean): Promise<number> {
  const total = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let longest = 0;
  for (let last = total(); !isOver(); ) {
    await new Promise((turn) => setImmediate(turn));
    const now = total();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

const blockRow = (what: string, { block, own, took }: Blocks, more = ''): Row =>
  atMost(`${what}: longest block`, block, BAR_MS, {
    format: ms,
    shown: `${ms(block)}, of it at most ${ms(own)} of the processor (${more}${(took / 1_000).toFixed(1)} s)`,
    why: 'the rest is waiting for the disk, or for other processes.',
  });

/** What works on the log behind everybody's back, on the file of the other rows. */
export async function cleanUpRows(file: string, now: number): Promise<Row[]> {
  const db = openDatabase(file);
  const rows: Row[] = [];
  const clean = async (name: string, eventsDays: number, at: number) => {
    const get = <K extends SettingKey>(key: K): SettingValue<K> =>
      (key === 'retention.eventsDays' ? eventsDays : SETTINGS[key].default) as SettingValue<K>;
    const retention = createRetention({
      db,
      settings: { get },
      clock: { now: () => at },
      log: silent,
      changed: () => undefined,
    });
    let events = 0;
    const blocks = await blocksOf(async () => {
      events = (await retention.run(() => false))?.events ?? 0;
    });
    rows.push(blockRow(name, blocks, `${count(events)} events in `));
  };
  await clean('daily clean-up, a day’s worth', 398, now);
  await clean('daily clean-up, 400 days cut to 300', 300, now + DAY_MS);

  const out = `${file}.csv`;
  const exporting = await blocksOf(() =>
    exportEvents({
      page: createEventQueries(db).page,
      redactor: new Redactor(),
      filter: { text: 'kestrel' },
      format: 'csv',
      file: out,
    }),
  );
  rows.push(blockRow('export of what contains "kestrel"', exporting));

  // As after an update from a version without the index.
  db.exec('DELETE FROM event_terms; DELETE FROM search_terms; DELETE FROM event_blocks');
  db.exec(
    'UPDATE search_range SET first = (SELECT max(id) + 1 FROM events), last = (SELECT max(id) FROM events)',
  );
  db.pragma('wal_checkpoint(TRUNCATE)');
  const clock = { after: () => ({ cancel: () => undefined }) };
  const indexer = new SearchIndexer({ db, index: createSearchIndex(db), clock, log: silent });
  const indexing = await blocksOf(async () => {
    for (let slice = 0; slice < INDEX_SLICES && indexer.step(); slice++)
      await new Promise((resolve) => setTimeout(resolve, 2));
  });
  rows.push(blockRow('search index made anew', indexing, `${INDEX_SLICES} slices in `));
  db.close();
  return rows;
}
