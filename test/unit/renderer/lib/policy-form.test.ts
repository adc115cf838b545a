import { describe, expect, it } from 'vitest';
import {
  acceptProblem,
  policyDirty,
  policyForm,
  policyProblems,
  policyRecord,
} from '../../../../src-renderer/lib/policy-form.ts';

const DEFAULT = 'v=DMARC1; p=none';
const OWN = 'v=DMARC1; p=reject';
const none = { dmarcRecord: null, acceptedMxHosts: [] };
const own = { dmarcRecord: OWN, acceptedMxHosts: [] };

describe('the policy of a domain', () => {
  it('begins with the default’s words where the domain has no record of its own', () => {
    expect(policyForm(none, DEFAULT)).toEqual({ own: false, record: DEFAULT });
    expect(policyForm(own, DEFAULT)).toEqual({ own: true, record: OWN });
  });

  it('is changed only where something else would be stored', () => {
    const form = policyForm(own, DEFAULT);
    expect(policyDirty(form, own)).toBe(false);
    expect(policyDirty({ ...form, record: `${OWN} ` }, own)).toBe(false);
    expect(policyDirty({ ...form, own: false }, own)).toBe(true);
    expect(policyDirty({ own: false, record: 'half typed' }, none)).toBe(false);
  });

  it('goes back to the default as null', () => {
    expect(policyRecord({ own: false, record: OWN })).toBeNull();
  });

  it('cannot be wrong while the default is chosen', () => {
    expect(policyProblems({ own: false, record: 'nonsense' })).toEqual({});
    expect(policyProblems({ own: true, record: 'nonsense' }).record).toBeDefined();
  });
});

describe('accepting an MX host', () => {
  it('refuses what is there, what is no host, and the 21st', () => {
    expect(acceptProblem('MX.example.com.', ['mx.example.com'])).toContain('already');
    expect(acceptProblem('not a host', [])).toContain('not a host name');
    expect(
      acceptProblem(
        'mx.example.com',
        Array.from({ length: 20 }, (_, n) => `mx${n}.example`),
      ),
    ).toContain('20');
    expect(acceptProblem('mx.example.com', [])).toBeUndefined();
  });
});
