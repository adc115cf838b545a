import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../../src-main/engine/audit/message.ts';
import { sampleEvent } from '../../../../src-main/engine/audit/samples.ts';
import { type ChangeFact, changesOf } from '../../../../src-renderer/lib/change-details.ts';
import { monitorActions } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';

const NOW = Date.parse('2026-03-08T12:00:00Z');
const said = ({ label, value, before, after }: ChangeFact) =>
  `${label}: ${value?.join(', ') ?? `${before?.join(', ')} → ${after?.join(', ')}`}`;

/** Several changes of one scan: the message then tells all the facts of each. */
function several(event: AuditEvent): AuditEvent {
  const changes = ['one.example', 'two.example'].map((subject) => ({ subject, ...event.details }));
  return { ...event, target: '2 of them', details: { changes } };
}

describe('what the account watch noticed', () => {
  const watched = monitorActions('watch');

  it.each(watched)('%s reads as in the message about it', (action) => {
    const event = several(sampleEvent(action, NOW));
    const { body } = formatMessage(event, { now: NOW });
    const changes = changesOf(event) ?? [];
    expect(changes.map(({ subject }) => subject)).toEqual(['one.example', 'two.example']);
    for (const { facts } of changes) for (const fact of facts) expect(body).toContain(said(fact));
  });

  it.each(
    watched.filter((action) => !action.startsWith('spam.whitelist') && !action.startsWith('spam.blacklist')),
  )('%s alone has its facts, too', (action) => {
    const [change, ...others] = changesOf(sampleEvent(action, NOW)) ?? [];
    expect(others).toEqual([]);
    expect(change?.subject).toBeNull();
    expect(change?.facts.length).toBeGreaterThan(0);
  });

  it('tells what a quota was and is, also where it became unlimited', () => {
    const event = {
      ...sampleEvent('mailbox.quota_update', NOW),
      details: { quotaMb: { before: 500, after: 0 } },
    };
    expect(changesOf(event)?.[0]?.facts).toEqual([
      { label: 'Quota', before: ['500 MB'], after: ['unlimited'] },
    ]);
  });

  it('shows what it does not know by its name, and never fails', () => {
    const details = { quotaMb: 'much', colour: { before: 'red' }, nothing: null };
    const event = { ...sampleEvent('mailbox.create', NOW), details };
    expect(changesOf(event)?.[0]?.facts).toEqual([
      { label: 'Quota', value: ['much'] },
      { label: 'Colour', before: ['red'] },
    ]);
    expect(changesOf({ ...event, details: { changes: ['x'] } })).toHaveLength(1);
  });

  it('is not asked of other events', () => {
    expect(changesOf(sampleEvent('dns.health_alert', NOW))).toBeUndefined();
    expect(changesOf(sampleEvent('settings.update', NOW))).toBeUndefined();
  });
});
