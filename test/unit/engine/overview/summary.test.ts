import { describe, expect, it } from 'vitest';
import { appState } from '../../../../src-main/engine/overview/state.ts';
import { type SummaryInput, summarize } from '../../../../src-main/engine/overview/summary.ts';
import { counts, inDays, monitor, NOW, quota } from './support.ts';

const input = (change: Partial<SummaryInput>): SummaryInput => ({
  counts: counts({ healthy: 1 }),
  alarmedTotal: 0,
  quotas: [],
  monitors: [monitor(true)],
  online: true,
  configured: true,
  refused: false,
  now: NOW,
  ...change,
});

const grace = quota({ grace: { daysRemaining: 5, deadline: inDays(5) } });

describe('the state that the tray shows', () => {
  it.each<[string, Partial<SummaryInput>, string]>([
    ['all well', {}, 'healthy'],
    ['a domain warns', { counts: counts({ healthy: 1, degraded: 1 }) }, 'degraded'],
    ['a mailbox in alarm', { alarmedTotal: 1 }, 'degraded'],
    ['an account that is nearly full', { quotas: [quota()] }, 'degraded'],
    ['a domain fails', { counts: counts({ degraded: 1, unhealthy: 1 }) }, 'unhealthy'],
    ['offline', { online: false }, 'unknown'],
    [
      'offline hides no trouble that is known',
      { online: false, counts: counts({ unhealthy: 1 }) },
      'unhealthy',
    ],
    ['the last DNS scan could not run', { monitors: [monitor(false)] }, 'unknown'],
    ['the last usage scan could not run', { monitors: [monitor(false, 5, 'usage')] }, 'unknown'],
    ['only the account’s storage could not be read', { monitors: [monitor(false, 5, 'quota')] }, 'healthy'],
    ['only the account watch could not run', { monitors: [monitor(false, 5, 'watch')] }, 'healthy'],
    [
      'the watch could not run because the credentials are refused',
      { monitors: [monitor(true), monitor(false, 1, 'watch')], refused: true },
      'unknown',
    ],
    [
      'a monitor that is off does not count',
      { monitors: [{ ...monitor(false), enabled: false }] },
      'healthy',
    ],
    ['nothing set up', { configured: false, counts: counts({}) }, 'unknown'],
    ['nothing checked yet', { counts: counts({}), monitors: [monitor(null)] }, 'unknown'],
    ['nothing could be observed', { counts: counts({ unknown: 3 }) }, 'unknown'],
  ])('%s', (_, change, expected) => {
    expect(appState(input(change))).toBe(expected);
  });
});

describe('the sentence in its tooltip', () => {
  it.each<[Partial<SummaryInput>, string]>([
    [{ counts: counts({ unhealthy: 2, degraded: 1 }) }, '2 unhealthy, 1 degraded, checked 5 min ago'],
    [{}, 'all 1 domain healthy, checked 5 min ago'],
    [{ monitors: [monitor(true, 0)] }, 'all 1 domain healthy, checked just now'],
    [{ monitors: [monitor(true, 180)] }, 'all 1 domain healthy, checked 3 h ago'],
    [{ monitors: [monitor(true, 4320)] }, 'all 1 domain healthy, checked 3 days ago'],
    [{ alarmedTotal: 1 }, '1 mailbox in alarm, checked 5 min ago'],
    [{ quotas: [quota()] }, '1 account nearly full, checked 5 min ago'],
    [{ quotas: [grace] }, '1 account over its storage, checked 5 min ago'],
    [{ monitors: [monitor(false, 0)] }, 'all 1 domain healthy, the last check could not run'],
    [{ monitors: [{ ...monitor(false), enabled: false }] }, 'all 1 domain healthy'],
    [{ online: false }, 'all 1 domain healthy, offline, checks wait'],
    [{ refused: true }, 'all 1 domain healthy, the credentials are missing or refused'],
    [{ counts: counts({ unknown: 1 }) }, '1 cannot be checked, checked 5 min ago'],
    [{ counts: counts({}), monitors: [monitor(null)] }, 'no domain checked yet'],
    [{ configured: false }, 'No account yet'],
  ])('%#', (change, expected) => {
    expect(summarize(input(change))).toBe(expected);
  });

  it('does not call domains checked because mailboxes were read, or the account was watched', () => {
    const monitors = [
      monitor(true, 20 * 60),
      monitor(true, 3, 'usage'),
      monitor(true, 1, 'quota'),
      monitor(true, 1, 'watch'),
    ];
    expect(summarize(input({ monitors }))).toBe('all 1 domain healthy, checked 20 h ago');
  });

  it('says when mailboxes were read where only they are watched', () => {
    const monitors = [{ ...monitor(true, 90), enabled: false }, monitor(true, 3, 'usage')];
    expect(summarize(input({ monitors }))).toBe('all 1 domain healthy, checked 3 min ago');
  });
});
