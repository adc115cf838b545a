import { describe, expect, it } from 'vitest';
import {
  isWithoutServers,
  leavesOut,
  type StoredExpectation,
} from '../../../../src-main/engine/dns-health/expectation.ts';

const EAGLE = { priority: 10, host: 'eagle.mxlogin.com' };
const RELAY = { priority: 20, host: 'eagle-relay.mxlogin.com' };
const FALCON = { priority: 10, host: 'falcon.mxlogin.com' };
const record = { name: '@', value: 'v=spf1 include:mxroute.com -all' };
const known: StoredExpectation = {
  mailHosting: true,
  mx: [EAGLE, RELAY],
  spf: record,
  dkim: record,
  verification: record,
};

describe('an answer about a domain', () => {
  it.each([
    ['no mail servers', { mx: [] }, true],
    ['one of two mail servers', { mx: [RELAY] }, true],
    ['no SPF', { spf: undefined }, true],
    ['no DKIM', { dkim: undefined }, true],
    ['no verification', { verification: undefined }, true],
    ['the same', {}, false],
    ['the same in another order', { mx: [RELAY, EAGLE] }, false],
    ['another server', { mx: [FALCON] }, false],
    ['another key', { dkim: { name: 'y._domainkey', value: 'k' } }, false],
    ['mail switched off, and nothing any more', { mailHosting: false, mx: [], spf: undefined }, false],
  ])('with %s: leaves something out: %s', (_what, change, expected) => {
    expect(leavesOut(known, { ...known, ...change })).toBe(expected);
  });

  it.each([
    ['everything', {}, false],
    ['one mail server', { mx: [EAGLE] }, false],
    ['no verification, which the account has for all', { verification: undefined }, false],
    ['no mail servers', { mx: [] }, true],
    ['no SPF', { spf: undefined }, true],
    ['no DKIM', { dkim: undefined }, true],
  ])('for the first time, with %s: leaves something out: %s', (_what, change, expected) => {
    expect(leavesOut(undefined, { ...known, ...change })).toBe(expected);
    const off = { mailHosting: false, mx: [EAGLE, RELAY] };
    expect(leavesOut(off, { ...known, ...change })).toBe(expected);
  });

  it('leaves out nothing that MXroute did not name before', () => {
    const bare = { ...known, spf: undefined, dkim: undefined, verification: undefined };
    expect(leavesOut(bare, bare)).toBe(false);
  });

  it('without mail servers is none, as long as mail is hosted', () => {
    expect(isWithoutServers({ mailHosting: true, mx: [] })).toBe(true);
    expect(isWithoutServers({ mailHosting: false, mx: [] })).toBe(false);
    expect(isWithoutServers(known)).toBe(false);
  });
});
