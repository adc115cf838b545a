import { describe, expect, it } from 'vitest';
import { filterSummary, offeredEvents } from '../../../../src-renderer/lib/target-filter.ts';

const SUBSCRIBED = ['dns.health_alert', 'dns.health_recovered', 'mailbox.delete', 'notification.test'];

describe('what a target’s row says of its alerts', () => {
  it.each([
    [null, 'info', null],
    [null, 'warning', 'warnings and failures'],
    [null, 'failure', 'failures only'],
    [['dns.health_alert'], 'info', '1 of 3 events'],
    [['dns.health_alert', 'domain.delete'], 'info', '1 of 3 events'],
    [['dns.health_alert'], 'failure', '1 of 3 events, failures only'],
    // Chosen one by one, yet nothing is left out.
    [['dns.health_alert', 'dns.health_recovered', 'mailbox.delete'], 'info', null],
    [['domain.delete'], 'info', '0 of 3 events'],
  ] as const)('events %j, severity %s: %s', (events, minimumSeverity, expected) => {
    expect(filterSummary({ events, minimumSeverity }, SUBSCRIBED)).toBe(expected);
  });

  it('says that nothing comes where nothing is ticked for anybody', () => {
    expect(filterSummary({ events: ['mailbox.delete'], minimumSeverity: 'info' }, [])).toBe('0 of 0 events');
  });
});

describe('the events that can be chosen', () => {
  it('are the ticked ones in the groups of the log, without those that are never sent', () => {
    expect(
      offeredEvents(null, SUBSCRIBED).map(({ group, events }) => [group, events.map(({ name }) => name)]),
    ).toEqual([
      ['Mailboxes', ['mailbox.delete']],
      ['DNS', ['dns.health_alert', 'dns.health_recovered']],
    ]);
  });

  it('keep what was chosen before and is not ticked any more, marked as such', () => {
    const domains = offeredEvents(['domain.delete'], SUBSCRIBED).find(({ group }) => group === 'Domains');
    expect(domains?.events).toEqual([{ name: 'domain.delete', label: 'Domain deleted', subscribed: false }]);
  });

  it('leave out what this version does not know', () => {
    expect(offeredEvents(['from.the_future'], [])).toEqual([]);
  });
});
