import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Redactor } from '../log/redact.ts';
import { CSV_HEADER, csvLine, jsonRecord } from './csv.ts';
import type { EventFilter } from './event-filter.ts';
import type { EventQueries } from './query.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** It was called off; nothing is left of it. */
export class ExportCancelledError extends Error {
  override readonly name = 'ExportCancelledError';
  readonly code = 'cancelled';
}

export interface ExportOptions {
  page: EventQueries['page'];
  redactor: Pick<Redactor, 'value'>;
  filter: EventFilter;
  format: ExportFormat;
  /** Replaced only when the new one is complete. */
  file: string;
  signal?: AbortSignal;
}

const OWNER_ONLY = 0o600;
const AT_ONCE = 50;
/** Then it is the turn of others. */
const SLICE_MS = 10;

/** Without the mark Excel reads UTF-8 as something else. */
const FORMATS: Record<
  ExportFormat,
  { head: string; one: (event: AuditEvent, index: number) => string; end: string }
> = {
  csv: { head: `\uFEFF${CSV_HEADER}`, one: csvLine, end: '' },
  json: {
    head: '[',
    one: (event, index) => `${index === 0 ? '' : ','}\n${JSON.stringify(jsonRecord(event))}`,
    end: '\n]\n',
  },
};

/**
 * Writes every event that matches, newest first; those that are recorded meanwhile are not among them. For this user
 * only, in slices, complete under its name or not there at all.
 * @throws ExportCancelledError, and what the file system says.
 */
export async function exportEvents(options: ExportOptions): Promise<{ events: number }> {
  const { file, signal } = options;
  const partial = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.partial`);
  const handle = await open(partial, 'wx', OWNER_ONLY);
  try {
    const events = await writeAll(handle, options);
    await handle.sync();
    await handle.close();
    if (signal?.aborted) throw new ExportCancelledError('The export was called off.');
    await rename(partial, file);
    return { events };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeAll(handle: FileHandle, { page, redactor, filter, format, signal }: ExportOptions) {
  const { head, one, end } = FORMATS[format];
  // `write` may write less than it is given, as on a disk that is filling up, and says so to nobody who does not ask.
  await handle.appendFile(head);
  let count = 0;
  for (let before: number | null | undefined; before !== null; ) {
    const found = page({ ...filter, limit: AT_ONCE, ...(before === undefined ? {} : { before }) });
    before = found.nextBefore;
    await nextTurn();
    let [text, began] = ['', performance.now()];
    for (const event of found.events) {
      if (signal?.aborted) throw new ExportCancelledError('The export was called off.');
      text += one(redactor.value(event) as AuditEvent, count++);
      if (performance.now() - began < SLICE_MS) continue;
      await handle.appendFile(text);
      [text, began] = ['', performance.now()];
    }
    if (signal?.aborted) throw new ExportCancelledError('The export was called off.');
    if (text !== '') await handle.appendFile(text);
  }
  await handle.appendFile(end);
  return count;
}
