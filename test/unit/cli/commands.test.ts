import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src-main/cli/command.ts';
import { deliveries } from '../../../src-main/cli/commands/deliveries.ts';
import { icon, messages } from '../../../src-main/cli/commands/messages.ts';
import { mute } from '../../../src-main/cli/commands/mute.ts';
import { HELP } from '../../../src-main/cli/usage.ts';
import { messageCalls } from '../../../src-main/engine/calls/message-calls.ts';
import { type Fake, runCommand } from './support.ts';

const run = (command: Command, line: string, fake?: Fake) =>
  runCommand(command, line.split(' ').filter(Boolean), fake);

describe('mute', () => {
  const mutes = [
    { subject: 'example.com', since: '2026-05-03T10:00:00.000Z', until: '2026-05-04T10:00:00.000Z' },
  ];
  const fake = { answers: { 'notifications.get': { mutes } } };
  it('mutes one subject, and says until when', async () => {
    const { calls, stderr } = await run(mute, 'example.com --hours 24', fake);
    expect(calls[0]).toEqual(['mutes.add', { subject: 'example.com', hours: 24 }]);
    expect(stderr).toBe('example.com is muted until 2026-05-04T10:00:00.000Z.\n');
    expect(JSON.parse((await run(mute, 'example.com --hours 24 --json', fake)).stdout)).toEqual(mutes[0]);
  });
  it('lists and removes', async () => {
    expect(JSON.parse((await run(mute, 'list --json', fake)).stdout)).toEqual(mutes);
    expect((await run(mute, '', fake)).stdout).toMatch(/SUBJECT[\s\S]*example\.com {2}2026-05-03/);
    expect((await run(mute, 'remove example.com')).calls).toEqual([
      ['mutes.remove', { subject: 'example.com' }],
    ]);
  });
  it.each([
    'example.com',
    'example.com --hours 0',
    'example.com --hours 9000',
    'remove',
    'list --hours 2',
    'a b --hours 1',
  ])('%s: exit 64', async (line) => {
    const { status, calls } = await run(mute, line);
    expect([status, calls]).toEqual([64, []]);
  });
});

describe('deliveries', () => {
  const row = {
    ...{ id: 12, eventId: 3, action: 'dns.health_alert', targetId: 't1', targetLabel: 'Phone' },
    ...{ status: 'failed', attempts: 1, createdAt: '2026-05-03T10:00:00.000Z', deliveredAt: null },
    ...{ nextAttemptAt: null, lastError: '401' },
  };
  const pageOf = (...rows: unknown[]) => ({
    answers: { 'deliveries.list': { deliveries: rows, nextBefore: null } },
  });
  it('the newest 100, or as many as are asked for, page by page', async () => {
    const { stdout, calls } = await run(deliveries, '', pageOf(row));
    expect(stdout).toMatch(/12 +2026-05-03T10:00:00\.000Z +dns\.health_alert +Phone +failed +401/);
    expect(calls).toEqual([['deliveries.list', { limit: 100 }]]);
    const rows = Array.from({ length: 200 }, () => row);
    const paged = await run(deliveries, '--limit 450 --status failed --target t1 --json', {
      answers: {
        'deliveries.list': ({ limit, before = 1_000 }: { limit: number; before?: number }) => ({
          deliveries: rows.slice(0, limit),
          nextBefore: before - limit,
        }),
      },
    });
    expect(JSON.parse(paged.stdout)).toHaveLength(450);
    const filter = { status: 'failed', targetId: 't1' };
    expect(paged.calls.map(([, input]) => input)).toEqual([
      { limit: 200, ...filter },
      { limit: 200, ...filter, before: 800 },
      { limit: 50, ...filter, before: 600 },
    ]);
  });
  it('says of what quiet hours hold that it waits for their end', async () => {
    const held = { ...row, status: 'queued', held: true, lastError: null };
    const { stdout } = await run(deliveries, '', pageOf(held));
    expect(stdout).toMatch(/queued +waits for the end of quiet hours/);
  });
  it('send-again: one delivery by its ID', async () => {
    const { calls, stdout } = await run(deliveries, 'send-again 12 --json');
    expect(calls).toEqual([['deliveries.sendAgain', 12]]);
    expect(JSON.parse(stdout)).toEqual({ id: 12, state: 'queued' });
    expect((await run(deliveries, 'send-again 12')).stderr).toMatch(/12 is queued again/);
    const refused = { ok: false, code: 'not_found', message: 'This delivery is gone.' };
    const gone = await run(deliveries, 'send-again 13', { answers: { 'deliveries.sendAgain': refused } });
    expect([gone.status, gone.stderr]).toEqual([3, 'This delivery is gone.\n']);
  });
  it.each([
    '--limit 0',
    '--limit many',
    '--limit 10001',
    'send-again',
    'send-again x',
    'send-again 1 --limit 2',
    'old',
  ])('%s: exit 64', async (line) => {
    expect((await run(deliveries, line)).status).toBe(64);
  });
});

describe('messages preview', () => {
  const clock = { now: () => Date.parse('2026-05-03T12:00:00Z') } as never;
  const preview = messageCalls({ clock })['messages.preview']('dns.health_alert');
  const fake = { answers: { 'messages.preview': preview } };
  it('title and body as they are sent; Markdown and JSON on request', async () => {
    const plain = await run(messages, 'preview dns.health_alert', fake);
    expect(plain.stdout).toMatch(
      /^\[MXroute Manager\] DNS problem: example\.com\n\nexample\.com is unhealthy/,
    );
    expect((await run(messages, 'preview dns.health_alert --markdown', fake)).stdout).toContain(
      '**example.com** is',
    );
    expect(JSON.parse((await run(messages, 'preview dns.health_alert --json', fake)).stdout)).toMatchObject({
      severity: 'failure',
    });
  });
  it.each(['', 'preview', 'preview nosuch', 'show', 'preview dns.fix more'])('%s: exit 64', async (line) => {
    expect((await run(messages, line)).status).toBe(64);
  });
});

describe('icon', () => {
  it('shows address and source, and why it cannot be fetched', async () => {
    const view = {
      url: 'https://example.com/logo.png',
      source: 'icon.url',
      preview: null,
      problem: 'It answered 404.',
    };
    const { stdout, stderr, status } = await run(icon, 'show', { answers: { 'icon.get': view } });
    expect([stdout, stderr, status]).toEqual([
      'url   https://example.com/logo.png\nfrom  icon.url\n',
      'It answered 404.\n',
      0,
    ]);
  });
});

it('the help names every command and keeps to 80 columns or one line of text', () => {
  for (const name of [
    'domains',
    'mailboxes',
    'quota',
    'monitor',
    'targets',
    'mute',
    'messages',
    'smtp',
    'icon',
    'deliveries',
    'services',
    'send-again',
  ])
    expect(HELP).toMatch(new RegExp(`\\b${name}\\b`));
  for (const line of HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(105);
});
