import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type ExportFormat, exportEvents } from '../../../../src-main/engine/audit/export.ts';
import { EventExports } from '../../../../src-main/engine/audit/exports.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import { Redactor } from '../../../../src-main/engine/log/redact.ts';
import { tempDb, tempFolder } from '../../../support/temp-db.ts';
import { writeEvent } from './search-support.ts';

function setUp() {
  const db = tempDb();
  const redactor = new Redactor();
  const { page } = createEventQueries(db);
  const folder = tempFolder();
  const file = join(folder, 'log.out');
  const run = (format: ExportFormat, text?: string, signal?: AbortSignal) =>
    exportEvents({
      page,
      redactor,
      filter: text === undefined ? {} : { text },
      format,
      file,
      ...(signal ? { signal } : {}),
    });
  return { db, redactor, page, folder, file, run };
}

describe('exporting what the log is narrowed to', () => {
  it('writes every event that matches as CSV, newest first, for Excel to read', async () => {
    const { db, file, run } = setUp();
    for (let count = 1; count <= 320; count++)
      writeEvent(db, { target: count % 2 === 0 ? `b${count}.example` : 'müller.example' });
    expect(await run('csv', 'b')).toEqual({ events: 160 });
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\uFEFFid,time,')).toBe(true);
    const lines = text.trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(160);
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(
      Array.from({ length: 160 }, (_, index) => 320 - index * 2),
    );
  });

  it('writes all of it where the file system takes only a part at a time', async () => {
    const { db, file, folder, run } = setUp();
    for (let count = 0; count < 30; count++) writeEvent(db, { target: 'müller.example' });
    const probe = await open(join(folder, 'probe'), 'w');
    const proto = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const write = vi.spyOn(proto, 'write').mockImplementation(async () => ({ bytesWritten: 1, buffer: '' }));
    try {
      expect(await run('json')).toEqual({ events: 30 });
    } finally {
      write.mockRestore();
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(30);
  });

  it('writes JSON that is whole, also of nothing', async () => {
    const { db, file, run } = setUp();
    writeEvent(db, {
      target: 'a.example',
      action: 'dns.health_alert',
      details: { domains: [{ domain: 'ä' }] },
    });
    writeEvent(db, { target: 'b.example', account: null });
    expect(await run('json')).toEqual({ events: 2 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([
      expect.objectContaining({ id: 2, account: null, target: 'b.example' }),
      {
        id: 1,
        time: '2026-01-05T00:00:00.000Z',
        severity: 'failure',
        label: 'DNS problem',
        action: 'dns.health_alert',
        actor: 'monitor',
        target: 'a.example',
        account: 'default',
        details: { domains: [{ domain: 'ä' }] },
      },
    ]);
    expect(await run('json', 'nothing')).toEqual({ events: 0 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('is for this user only and leaves nothing beside it', async () => {
    const { db, folder, file, run } = setUp();
    writeEvent(db);
    await run('csv');
    expect(readdirSync(folder)).toEqual(['log.out']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['csv', 'json'] as const)('carries no secret that this app knows (%s)', async (format) => {
    const { db, redactor, file, run } = setUp();
    redactor.add('hunter2-secret');
    writeEvent(db, {
      target: 'about hunter2-secret',
      details: {
        apiToken: 'abc',
        reason: 'POST https://ntfy.example/hunter2-secret failed',
        password: 'plain',
      },
    });
    await run(format);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/hunter2|abc|plain/);
    expect(text).toContain('ntfy.example');
  });

  it('called off, leaves the older file as it was and nothing of the new one', async () => {
    const { db, folder, file, run } = setUp();
    for (let count = 0; count < 200; count++) writeEvent(db);
    writeFileSync(file, 'old');
    const controller = new AbortController();
    const running = run('csv', undefined, controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['log.out']);
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  it('lets others have their turn', async () => {
    const { db, run } = setUp();
    for (let count = 0; count < 1_000; count++) writeEvent(db);
    let turns = 0;
    let isOver = false;
    const others = (async () => {
      for (; !isOver; turns++) await new Promise((resolve) => setImmediate(resolve));
    })();
    await run('json');
    isOver = true;
    await others;
    expect(turns).toBeGreaterThan(20);
  });

  it('tells where it could not be written', async () => {
    const { db, folder, redactor, page } = setUp();
    writeEvent(db);
    const exports = new EventExports(page, redactor);
    expect(await exports.run({ format: 'csv' }, join(folder, 'gone', 'log.csv'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('Choose another place'),
    });
    const done = await exports.run({ format: 'json', text: 'x' }, join(folder, 'log.json'));
    expect(done).toEqual({ ok: true, value: { file: join(folder, 'log.json'), events: 1 } });
  });

  it('ends with the app, which need not wait for it', async () => {
    const { db, folder, redactor, page } = setUp();
    for (let count = 0; count < 500; count++) writeEvent(db);
    const exports = new EventExports(page, redactor);
    const running = exports.run({ format: 'csv' }, join(folder, 'log.csv'));
    await new Promise((resolve) => setImmediate(resolve));
    await exports.stop();
    expect(await running).toMatchObject({ ok: false, code: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
