import { describe, expect, it } from 'vitest';
import { eventFilterOf } from '../../../../src-main/engine/audit/event-filter.ts';

describe('what the window asks of the log', () => {
  it('is everything where it asks for nothing', () => {
    expect(eventFilterOf({})).toEqual({});
    expect(eventFilterOf({ actions: [], groups: [] })).toEqual({});
  });

  it('takes groups for their actions, and both for what they have in common', () => {
    expect(eventFilterOf({ groups: ['DNS'] }).actions).toEqual([
      'dns.fix',
      'dns.fix_bulk',
      'dns.health_alert',
      'dns.health_recovered',
    ]);
    expect(
      eventFilterOf({ groups: ['DNS', 'System'], actions: ['dns.fix', 'mailbox.create'] }).actions,
    ).toEqual(['dns.fix']);
    expect(eventFilterOf({ groups: ['Spam'], actions: ['dns.fix'] }).actions).toEqual([]);
  });

  it('takes ISO times for milliseconds', () => {
    expect(eventFilterOf({ from: '2026-01-05T12:00:00.000Z', to: '2026-01-06T00:00:00Z' })).toEqual({
      from: Date.UTC(2026, 0, 5, 12),
      to: Date.UTC(2026, 0, 6),
    });
  });
});
