import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { runDoctor } from '../../engine/doctor/doctor.ts';
import { MonitoringLock } from '../../engine/monitoring-lock.ts';
import { systemClock } from '../../engine/platform/clock.ts';
import { backupTo, restoreFrom } from '../../engine/storage/backup.ts';
import { prepareDataFolder } from '../../engine/storage/data-folder.ts';
import { noMore, parse, required } from '../args.ts';
import { type Command, CommandFailure } from '../command.ts';
import { json } from '../output.ts';

const SIGNS = { pass: '✓', fail: '✗', skip: '–' } as const;

/** `doctor`: every item of the troubleshooting list. */
export const doctor: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  noMore(positionals, 0);
  const { parts } = await context.engine('reader');
  const items = await runDoctor(parts);
  const lines = items.map(
    ({ status, label, message, remedy }) =>
      `${SIGNS[status]} ${label}: ${message}${remedy ? `\n    → ${remedy}` : ''}`,
  );
  context.out.answer(values.json ? json(items) : lines.join('\n'));
  return items.some(({ status }) => status === 'fail') ? 1 : 0;
};

/** `backup FILE`: a consistent copy, also while the app runs. */
export const backup: Command = async (args, context) => {
  const { positionals } = parse(args, {});
  const file = resolve(required(positionals[0], 'the file'));
  noMore(positionals, 1);
  if (!isFolder(dirname(file))) throw new CommandFailure(`There is no folder ${dirname(file)}.`);
  if (isFolder(file)) throw new CommandFailure(`${file} is a folder: name a file in it.`);
  const { parts } = await context.engine('reader');
  await backupTo(parts.db, file);
  context.out.note(`Saved to ${file}. Secrets in the keychain are not part of it.`);
  return 0;
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** `restore FILE`: refuses while another process uses the database. */
export const restore: Command = async (args, { dataDir, out }) => {
  const { positionals } = parse(args, {});
  const file = resolve(required(positionals[0], 'the file'));
  noMore(positionals, 1);
  const paths = prepareDataFolder(dataDir, process.env);
  const lock = new MonitoringLock(paths.database, systemClock);
  if (!lock.tryAcquire()) throw new CommandFailure(`${lock.heldElsewhere()} Quit it first, then restore.`);
  try {
    const aside = await restoreFrom(file, paths.database, Date.now());
    out.note(aside ? `Restored. The database of before was kept as ${aside}.` : 'Restored.');
    return 0;
  } finally {
    lock.release();
  }
};
