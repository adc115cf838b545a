import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createLogExport } from '../../../src-main/desktop/log-export.ts';
import { DESKTOP_CHANNELS } from '../../../src-shared/ipc/channels.ts';
import type { IpcInput } from '../../../src-shared/ipc/contract.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';

type Request = IpcInput<'events.export'>;

/** What the person answers in the dialog, one file per export. */
function desktop(...chosen: (string | null)[]) {
  const suggested: string[] = [];
  const reveal = vi.fn();
  const exportEvents = vi.fn(
    async (_request: Request, file: string): Promise<Result<{ file: string; events: number }>> =>
      success({ file, events: 3 }),
  );
  const log = createLogExport({
    engine: { exportEvents },
    async chooseFile({ path }) {
      suggested.push(path);
      return chosen.shift() ?? null;
    },
    reveal,
    documents: () => '/home/ann/Documents',
    // Local noon: the day is the same in every zone that a test runs in.
    clock: { now: () => new Date(2026, 10, 23, 12).getTime() },
  });
  return { suggested, reveal, exportEvents, log };
}

describe('Export', () => {
  it('suggests a name with the day and the format, and writes what is filtered where the person says', async () => {
    const { log, suggested, exportEvents } = desktop('/tmp/out/mine.csv');
    const request: Request = { format: 'csv', text: 'acme', groups: ['DNS'] };
    expect(await log.exportEvents(request)).toEqual(success({ file: '/tmp/out/mine.csv', events: 3 }));
    expect(suggested).toEqual([join('/home/ann/Documents', 'mxroute-events-2026-11-23.csv')]);
    expect(exportEvents).toHaveBeenCalledWith(request, '/tmp/out/mine.csv');
  });

  it('suggests the folder of the last one, until the app ends', async () => {
    const { log, suggested } = desktop('/tmp/out/mine.csv', null, '/tmp/other/mine.json');
    await log.exportEvents({ format: 'csv' });
    await log.exportEvents({ format: 'json' });
    await log.exportEvents({ format: 'json' });
    expect(suggested.slice(1)).toEqual([
      join('/tmp/out', 'mxroute-events-2026-11-23.json'),
      join('/tmp/out', 'mxroute-events-2026-11-23.json'),
    ]);
  });

  it('writes nothing when the dialog is cancelled', async () => {
    const { log, exportEvents } = desktop(null);
    expect(await log.exportEvents({ format: 'csv' })).toEqual(success(null));
    expect(exportEvents).not.toHaveBeenCalled();
  });

  it('passes on what stands in the way, and has nothing to show then', async () => {
    const { log, exportEvents, reveal } = desktop('/root/mine.csv');
    const refused = failure('EACCES', '/root/mine.csv cannot be written. Choose another folder.');
    exportEvents.mockResolvedValueOnce(refused);
    expect(await log.exportEvents({ format: 'csv' })).toEqual(refused);
    expect(log.showLast()).toMatchObject({ ok: false, code: 'not_found' });
    expect(reveal).not.toHaveBeenCalled();
  });

  it('asks once at a time, and can be asked again after a failure', async () => {
    const { log, exportEvents } = desktop('/tmp/a.csv', '/tmp/b.csv');
    exportEvents.mockRejectedValueOnce(new Error('a bug'));
    const first = log.exportEvents({ format: 'csv' });
    expect(await log.exportEvents({ format: 'csv' })).toMatchObject({ ok: false, code: 'busy' });
    await expect(first).rejects.toThrow('a bug');
    expect(await log.exportEvents({ format: 'csv' })).toMatchObject({ ok: true });
  });

  it('shows the file that it wrote, and no other: the page names none', async () => {
    const { log, reveal } = desktop('/tmp/a.csv', null);
    expect(log.showLast()).toMatchObject({ ok: false, code: 'not_found' });
    await log.exportEvents({ format: 'csv' });
    await log.exportEvents({ format: 'csv' });
    expect(log.showLast()).toEqual(success(null));
    expect(reveal.mock.calls).toEqual([['/tmp/a.csv']]);
  });

  it('is the desktop’s: neither the command line nor another shell can ask for a dialog', () => {
    expect(DESKTOP_CHANNELS).toEqual(expect.arrayContaining(['events.export', 'events.showExport']));
  });
});
