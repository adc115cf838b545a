import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

/**
 * Writes a database file full of what years of use leave behind, for looking at the real window with it:
 * `node test/support/big-data-main.ts FOLDER/mxroute-manager.db [--events 1000000] …`, then the app with
 * MXM_DATA_DIR=FOLDER.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    account: { type: 'string', default: 'default' },
    domains: { type: 'string', default: '500' },
    mailboxes: { type: 'string', default: '10000' },
    events: { type: 'string', default: '1000000' },
    deliveries: { type: 'string', default: '300000' },
    seed: { type: 'string', default: '1' },
  },
});
const [file] = positionals;
if (!file) throw new Error('Name the database file to write.');

/** The engine reads its SQL through Vite, so Node cannot load its sources. */
async function load<T>(path: string): Promise<T> {
  const { module } = await runnerImport<T>(resolve(import.meta.dirname, path), { configFile: false });
  return module;
}
const { openDatabase } = await load<typeof import('../../src-main/engine/storage/open.ts')>(
  '../../src-main/engine/storage/open.ts',
);
const { fillBigData } = await load<typeof import('./big-data.ts')>('./big-data.ts');

mkdirSync(dirname(resolve(file)), { recursive: true, mode: 0o700 });
const began = Date.now();
const db = openDatabase(resolve(file));
fillBigData(db, {
  accountId: values.account,
  domains: Number(values.domains),
  mailboxes: Number(values.mailboxes),
  events: Number(values.events),
  deliveries: Number(values.deliveries),
  seed: Number(values.seed),
  now: Date.now(),
  otherAccountId: 'other',
});
db.pragma('wal_checkpoint(TRUNCATE)');
db.close();
console.log(`${file} written in ${((Date.now() - began) / 1000).toFixed(0)} s.`);
