import { describe, expect, it } from 'vitest';
import { extraMxHosts } from '../../../../src-renderer/lib/mx-hosts.ts';

const expected = ['10 eagle.mxlogin.com', '20 eagle-relay.mxlogin.com'];
const of = (...found: string[]) => extraMxHosts({ expected, found });

describe('extra MX hosts', () => {
  it('are those that are not MXroute’s, in the order of mail', () => {
    expect(of('10 eagle.mxlogin.com', '50 backup.example', '5 filter.example')).toEqual([
      { host: 'filter.example', priority: 5, first: true },
      { host: 'backup.example', priority: 50, first: false },
    ]);
  });

  it('beside MXroute count as before it', () => {
    expect(of('10 eagle.mxlogin.com', '10 other.example')[0]?.first).toBe(true);
  });

  it('are compared with the published number of MXroute’s host, not with the expected one', () => {
    expect(of('0 eagle.mxlogin.com', '5 other.example')[0]?.first).toBe(false);
  });

  it('come first where MXroute’s host is missing', () => {
    expect(of('20 eagle-relay.mxlogin.com', '30 other.example')[0]?.first).toBe(true);
  });

  it('are none where only MXroute’s stand there, in whatever form, or a null MX, or nothing', () => {
    expect(of('10 EAGLE.mxlogin.com.', '20 eagle-relay.mxlogin.com')).toEqual([]);
    expect(of('0 .')).toEqual([]);
    expect(of()).toEqual([]);
  });
});
