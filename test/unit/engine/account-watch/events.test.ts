import { describe, expect, it } from 'vitest';
import { toEntries } from '../../../../src-main/engine/account-watch/events.ts';
import type { Change } from '../../../../src-main/engine/account-watch/rule.ts';
import { TEMPLATES } from '../../../../src-main/engine/audit/messages/templates.ts';
import { sampleEvent } from '../../../../src-main/engine/audit/samples.ts';
import { monitorActions } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';

const several = (count: number, action: Change['action'] = 'mailbox.delete'): Change[] =>
  Array.from({ length: count }, (_, index) => ({
    action,
    subject: `user${count - index}@a.example`,
    facts: { domain: 'a.example' },
  }));

describe('grouping', () => {
  it.each([0, 1, 5])('%i changes of a kind: one event each, by name', (count) => {
    expect(toEntries(several(count)).map(({ target }) => target)).toEqual(
      Array.from({ length: count }, (_, index) => `user${index + 1}@a.example`),
    );
  });

  it('six changes of a kind: one event with all of them', () => {
    expect(toEntries(several(6))).toEqual([
      {
        action: 'mailbox.delete',
        actor: 'MXroute account',
        target: '6 mailboxes',
        details: {
          changes: [1, 2, 3, 4, 5, 6].map((n) => ({ subject: `user${n}@a.example`, domain: 'a.example' })),
        },
      },
    ]);
  });

  it.each([
    ['nothing: by name', 0, 3, 3],
    ['two by name: five in all', 2, 3, 3],
    ['three by name: six in all', 3, 3, 1],
    ['a list of six', 6, 2, 1],
    ['six of another kind', -6, 3, 3],
  ])('after the same scan has told %s', (_what, before, now, events) => {
    const kind = before < 0 ? 'mailbox.create' : 'mailbox.delete';
    const told = toEntries(several(Math.abs(before), kind)) as AuditEvent[];
    expect(toEntries(several(now), told)).toHaveLength(events);
  });

  it('counts each kind for itself', () => {
    expect(
      toEntries([...several(5), ...several(5, 'mailbox.create'), ...several(6, 'mailbox.update')]),
    ).toHaveLength(11);
  });
});

describe.each(monitorActions('watch'))('%s', (action) => {
  const sample = sampleEvent(action, 0);
  const changes = (count: number): Change[] =>
    Array.from({ length: count }, (_, index) => ({
      action,
      subject: `${index} ${sample.target}`,
      facts: sample.details,
    }));

  it.each([1, 7])('%i of them have details that its message knows', (count) => {
    const [entry] = toEntries(changes(count));
    const parsed = TEMPLATES[action].details.safeParse(entry?.details);
    expect(parsed.error?.message).toBeUndefined();
    expect(parsed.data).toMatchObject({ kind: count === 1 ? 'one' : 'many' });
    if (count > 1) expect(entry?.target).toMatch(/^7 (domains|mailboxes|pointers|forwarders|entries)$/);
  });
});
