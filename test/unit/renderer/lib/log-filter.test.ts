import { describe, expect, it } from 'vitest';
import { dayEnd, dayStart } from '../../../../src-renderer/lib/local-day.ts';
import {
  actionsOf,
  eventFilter,
  isBackwards,
  isChosen,
  isFiltered,
  NO_FILTER,
  timeWords,
  withAction,
  withGroup,
} from '../../../../src-renderer/lib/log-filter.ts';
import { IPC } from '../../../../src-shared/ipc/contract.ts';

const both = withAction(withGroup(NO_FILTER, 'Mailboxes', true), 'dns.health_alert', true);

describe('what main is asked for', () => {
  it('is everything where nothing is chosen', () => {
    expect(eventFilter(NO_FILTER)).toEqual({});
    expect(isFiltered(NO_FILTER)).toBe(false);
  });

  it('is whole groups as they are', () => {
    expect(eventFilter(withGroup(NO_FILTER, 'Spam', true))).toEqual({ groups: ['Spam'] });
  });

  it('is one list of kinds where groups and single kinds are chosen: any of them', () => {
    const { actions, groups } = eventFilter(both);
    expect(groups).toBeUndefined();
    expect(actions).toContain('dns.health_alert');
    expect(actions).toContain('mailbox.delete');
    expect(actions).not.toContain('dns.health_recovered');
  });

  it('is the whole of both local days', () => {
    expect(eventFilter({ ...NO_FILTER, from: '2026-03-08', to: '2026-03-09' })).toEqual({
      from: dayStart('2026-03-08'),
      to: dayEnd('2026-03-09'),
    });
  });

  it('always fits the contract', () => {
    const query = { ...both, text: 'acme', account: 'default', from: '2026-03-08', to: '2026-03-08' };
    expect(IPC['events.list'].input.safeParse(eventFilter(query)).success).toBe(true);
    expect(isFiltered(query)).toBe(true);
  });

  it('leaves out a date that is none', () => {
    expect(eventFilter({ ...NO_FILTER, from: '2026-02-31' })).toEqual({});
  });
});

describe('ticking', () => {
  it('a group ticks all of its kinds', () => {
    expect(actionsOf('DNS').every((action) => isChosen(withGroup(NO_FILTER, 'DNS', true), action))).toBe(
      true,
    );
  });

  it('one kind off leaves the others of its group', () => {
    const less = withAction(withGroup(NO_FILTER, 'Mailboxes', true), 'mailbox.quota_alert', false);
    expect(less.groups).toEqual([]);
    expect(isChosen(less, 'mailbox.quota_alert')).toBe(false);
    expect(less.actions).toHaveLength(actionsOf('Mailboxes').length - 1);
  });

  it('the last kind of a group makes it whole', () => {
    const all = actionsOf('DNS').reduce((filter, action) => withAction(filter, action, true), NO_FILTER);
    expect(all).toMatchObject({ groups: ['DNS'], actions: [] });
  });

  it('and taking back changes nothing else', () => {
    expect(withGroup(both, 'Mailboxes', false)).toMatchObject({ groups: [], actions: ['dns.health_alert'] });
  });
});

describe('the time in words', () => {
  it.each([
    [null, null, null],
    ['2026-03-08', null, 'since 8 Mar 2026'],
    [null, '2026-03-08', 'until 8 Mar 2026'],
    ['2026-03-08', '2026-03-08', '8 Mar 2026'],
    ['2026-03-08', '2026-03-12', '8 Mar 2026 to 12 Mar 2026'],
  ])('from %s to %s: %s', (from, to, words) => expect(timeWords({ from, to }, 'en-GB')).toBe(words));

  it('cannot end before it begins', () => {
    expect(isBackwards({ from: '2026-03-09', to: '2026-03-08' })).toBe(true);
    expect(isBackwards({ from: '2026-03-08', to: '2026-03-08' })).toBe(false);
    expect(isBackwards({ from: '2026-03-08', to: null })).toBe(false);
  });
});
