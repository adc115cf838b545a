import { describe, expect, it } from 'vitest';
import { events } from '../../../src-main/cli/commands/events.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { type Fake, runCommand } from './support.ts';

const event = (id: number): AuditEvent => ({
  id,
  at: '2026-05-03T10:00:00.000Z',
  action: 'mailbox.delete',
  label: 'Mailbox deleted',
  severity: 'warning',
  actor: 'MXroute account',
  target: `user${id}@acme.example`,
  account: 'default',
  details: { domain: 'acme.example' },
});
const run = (line: string, fake: Fake = { answers: { 'events.list': { events: [], nextBefore: null } } }) =>
  runCommand(events, line.split(' ').filter(Boolean), fake);
const filterOf = async (line: string) => (await run(line)).calls[0]?.[1];

describe('events', () => {
  it('narrows by everything that the window narrows by', async () => {
    expect(
      await filterOf('--text acme --group mailboxes --group DNS --account second --since 2026-05-01'),
    ).toEqual({
      limit: 50,
      text: 'acme',
      groups: ['Mailboxes', 'DNS'],
      account: 'second',
      from: '2026-05-01T00:00:00.000Z',
    });
  });
  it('takes several actions, one by one or together, and an end', async () => {
    const actions = ['mailbox.delete', 'domain.delete'];
    expect(await filterOf('--action mailbox.delete --action domain.delete')).toMatchObject({ actions });
    expect(await filterOf('--action mailbox.delete,domain.delete')).toMatchObject({ actions });
    expect(await filterOf('--until 2026-05-02T00:00:00+02:00')).toMatchObject({
      to: '2026-05-01T22:00:00.000Z',
    });
  });

  it('goes on where a search has found nothing yet, and stops at its end', async () => {
    const pages: Record<string, { events: AuditEvent[]; nextBefore: number | null }> = {
      none: { events: [event(9)], nextBefore: 9 },
      '9': { events: [], nextBefore: 5 },
      '5': { events: [event(3)], nextBefore: null },
    };
    const { stdout, calls } = await run('--text acme --json', {
      answers: { 'events.list': ({ before }: { before?: number }) => pages[String(before ?? 'none')] },
    });
    expect((JSON.parse(stdout) as AuditEvent[]).map(({ id }) => id)).toEqual([9, 3]);
    expect(calls).toHaveLength(3);
  });

  it('prints a table, newest first', async () => {
    const { stdout } = await run('', {
      answers: { 'events.list': { events: [event(2)], nextBefore: null } },
    });
    expect(stdout).toMatch(/2026-05-03T\S+ +Mailbox deleted +user2@acme\.example +MXroute account/);
  });

  it('--csv: what the window exports, header first', async () => {
    const page = { events: [{ ...event(2), target: '=1+1,"x"' }], nextBefore: null };
    const { stdout } = await run('--csv', { answers: { 'events.list': page } });
    const [head, line] = stdout.split(/\r?\n/);
    expect(head).toMatch(/^\W?id,/);
    expect(line).toContain('mailbox.delete');
    expect(line, 'no spreadsheet takes it for a formula').toContain(`"'=1+1,""x"""`);
  });

  it.each([
    ['--action no.such', 'there is no action "no.such"'],
    ['--group mail', '--group must be one of Security, Settings'],
    ['--since soon', '--since is not a time: "soon"'],
    ['--until never', '--until is not a time: "never"'],
    ['--limit 0', '--limit must be a whole number'],
    ['--json --csv', 'either --json or --csv, not both'],
    ['extra', 'unexpected argument: extra'],
  ])('%s: exit 64', async (line, why) => {
    const { status, stderr, opened } = await run(line);
    expect([status, opened]).toEqual([64, false]);
    expect(stderr).toContain(why);
  });
});
