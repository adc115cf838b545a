import { describe, expect, it } from 'vitest';
import { createCertificateProbe } from '../../src-main/engine/dns-health/advice/certificate-probe.ts';
import { createPolicyFetch } from '../../src-main/engine/dns-health/advice/policy-fetch.ts';
import { systemClock } from '../../src-main/engine/platform/clock.ts';
import {
  identity,
  type MailServerOptions,
  type PolicyReply,
  startMailServer,
  startPolicyServer,
} from './advice-support.ts';

const HOST = 'mta-sts.example.com';
const MX = 'eagle.mxlogin.com';
const LOCAL = ['127.0.0.1'];
const signal = () => new AbortController().signal;

async function fetchPolicy(
  reply: PolicyReply,
  { certifies = HOST, days = 30, trusted = true, timeoutMs = 5_000, stop = signal() } = {},
) {
  const who = identity(certifies, days);
  const server = await startPolicyServer(who, reply);
  const fetch = createPolicyFetch({
    clock: systemClock,
    port: server.port,
    timeoutMs,
    ...(trusted ? { ca: who.cert } : {}),
  });
  return { answer: await fetch({ host: HOST, addresses: LOCAL }, stop), requests: server.requests };
}

describe('fetching an MTA-STS policy', () => {
  it('asks the right host and path at the address that DNS gave', async () => {
    const { answer, requests } = await fetchPolicy({ body: 'version: STSv1\n' });
    expect(answer).toEqual({ kind: 'text', text: 'version: STSv1\n', contentType: 'text/plain' });
    expect(requests).toEqual([`${HOST} /.well-known/mta-sts.txt`]);
  });

  it('follows no redirect', async () => {
    const { answer, requests } = await fetchPolicy({
      status: 302,
      headers: { location: `https://${HOST}/elsewhere` },
      body: '',
    });
    expect(answer).toEqual({ kind: 'status', status: 302 });
    expect(requests).toHaveLength(1);
  });

  it('reads 64 kB and no more', async () => {
    expect((await fetchPolicy({ body: 'x'.repeat(65_536) })).answer.kind).toBe('text');
    expect((await fetchPolicy({ body: 'x'.repeat(65_537) })).answer).toEqual({ kind: 'too-large' });
  });

  it.each([
    ['of an authority that nobody knows', { trusted: false }, 'nobody vouches for'],
    ['for another name', { certifies: 'www.example.com' }, 'is for another name'],
    ['that has expired', { days: -1 }, 'has expired'],
  ])('believes no certificate %s', async (_, how, problem) => {
    const { answer, requests } = await fetchPolicy({ body: 'version: STSv1' }, how);
    expect(answer).toEqual({ kind: 'certificate', problem });
    expect(requests).toEqual([]);
  });

  it('waits no longer than it was told to, and ends when it is told to', async () => {
    const late = { kind: 'unreachable', reason: 'it did not answer in time' };
    expect((await fetchPolicy({ body: undefined }, { timeoutMs: 300 })).answer).toEqual(late);
    expect((await fetchPolicy({ body: undefined }, { stop: AbortSignal.abort() })).answer).toEqual(late);
  });

  it('knows nothing where nobody listens', async () => {
    const fetch = createPolicyFetch({ clock: systemClock, port: 1 });
    expect(await fetch({ host: HOST, addresses: LOCAL }, signal())).toEqual({
      kind: 'unreachable',
      reason: 'the connection failed',
    });
  });
});

async function probe(
  options: MailServerOptions,
  { certifies = MX, days = 30, trusted = true, timeoutMs = 5_000, stop = signal() } = {},
) {
  const who = identity(certifies, days);
  const server = await startMailServer({ identity: who, ...options });
  const ask = createCertificateProbe({
    clock: systemClock,
    port: server.port,
    timeoutMs,
    ...(trusted ? { ca: who.cert } : {}),
  });
  return { answer: await ask({ host: MX, addresses: LOCAL }, stop), server };
}

describe('looking at a mail host’s certificate', () => {
  it('reads it after STARTTLS, and leaves without sending or naming anything', async () => {
    const { answer, server } = await probe({});
    expect(answer).toMatchObject({ kind: 'valid', issuer: 'Test authority' });
    const days = answer.kind === 'valid' ? (answer.validTo - Date.now()) / 86_400_000 : 0;
    expect(Math.round(days)).toBe(30);
    expect(server.heard).toEqual(['EHLO [127.0.0.1]', 'STARTTLS']);
    await expect.poll(() => server.heardInside).toEqual(['QUIT']);
  });

  it.each([
    ['of an authority that nobody knows', { trusted: false }, 'nobody vouches for'],
    ['for another name', { certifies: 'other.example' }, 'is for another name'],
    ['that has expired', { days: -1 }, 'has expired'],
  ])('says so of one %s', async (_, how, problem) => {
    expect((await probe({}, how)).answer).toEqual({ kind: 'invalid', problem });
  });

  it.each<[string, MailServerOptions, string]>([
    ['no encryption is offered', { offersTls: false }, 'no-encryption'],
    ['it is offered and then denied', { tlsReply: '454 not now' }, 'no-encryption'],
    ['this computer is turned away', { banner: '554 your address is blocked' }, 'unreachable'],
    ['something else listens there', { banner: 'SSH-2.0-OpenSSH_9.2' }, 'unreachable'],
  ])('says what is known where %s', async (_, options, kind) => {
    expect((await probe(options)).answer).toEqual({ kind });
  });

  it('knows nothing of one that never speaks, or where nobody listens', async () => {
    expect((await probe({ banner: undefined }, { timeoutMs: 300 })).answer).toEqual({ kind: 'unreachable' });
    expect((await probe({}, { stop: AbortSignal.abort() })).answer).toEqual({ kind: 'unreachable' });
    const ask = createCertificateProbe({ clock: systemClock, port: 1 });
    expect(await ask({ host: MX, addresses: LOCAL }, signal())).toEqual({ kind: 'unreachable' });
  });
});
