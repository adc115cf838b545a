import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDescriptions } from '../../src-main/engine/notifications/apprise/catalogue.ts';
import { familiesOf } from '../../src-shared/notification-url/generic/families.ts';
import { genericService } from '../../src-shared/notification-url/generic/generic-service.ts';
import type { ServiceDescription } from '../../src-shared/service-catalogue.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { WORKER_SCRIPT } from '../support/delivery.ts';
import { type Sample, samplesOf } from '../support/service-samples.ts';

/**
 * Every service of each Apprise at hand: its form, and for each of its templates a URL made from sample values, which
 * that Apprise itself must accept. What it refuses is named here with the reason; anything else that it refuses is a
 * service that stopped working.
 */
const NEEDS_A_USER = 'a server alone is listed, but a user is needed';
const NEEDS_A_PACKAGE = 'needs a Python package that its description does not name';
const REFUSED: Readonly<Record<string, string>> = {
  'amqps://*': NEEDS_A_PACKAGE,
  'spush://*': NEEDS_A_PACKAGE,
  'deltachats://{host}': NEEDS_A_USER,
  'deltachats://{host}:{port}': NEEDS_A_USER,
  'deltachats://{host}/{targets}': NEEDS_A_USER,
  'deltachats://{host}:{port}/{targets}': NEEDS_A_USER,
  'embys://{host}': NEEDS_A_USER,
  'embys://{host}:{port}': NEEDS_A_USER,
  'jellyfins://{host}': NEEDS_A_USER,
  'jellyfins://{host}:{port}': NEEDS_A_USER,
  'sendpulse://{user}@{host}/{client_secret}/': 'the template forgets the client id, which is needed',
};
const LEAST_ACCEPTED = 0.9;

const pythons = await apprisePythons();

it('at least one Apprise is there to be asked', () => expect(pythons.length).toBeGreaterThan(0));

type Answer = Record<string, unknown> & { id: number | null };
interface Tried {
  name: string;
  sample: Sample;
  url: string;
  accepted: boolean;
}

describe.each(pythons)('the services of Apprise $version', ({ path, version }) => {
  let child: ChildProcessByStdio<Writable, Readable, null>;
  let described: unknown;
  let services: ServiceDescription[];
  const dropped: unknown[] = [];
  const tried: Tried[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  let next = 1;
  const ask = (request: object): Promise<Answer> =>
    new Promise((resolve) => {
      waiting.set(next, resolve);
      child.stdin.write(`${JSON.stringify({ ...request, id: next++ })}\n`);
    });

  beforeAll(async () => {
    child = spawn(path, [WORKER_SCRIPT], { stdio: ['pipe', 'pipe', 'ignore'] });
    createInterface(child.stdout).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      waiting.get(answer.id ?? 0)?.(answer);
    });
    described = (await ask({ op: 'services' })).services;
    services = toDescriptions(described, { log: (...told) => void dropped.push(told) });
    for (const one of services.filter(({ missing }) => missing === null)) {
      const service = genericService(one);
      for (const sample of samplesOf(one, service)) {
        const url = service.build(sample.fields);
        if (!url.ok) throw new Error(`${one.label} ${sample.template}: ${url.message}`);
        const { accepted } = await ask({ op: 'validate', url: url.value });
        const name = sample.template.replace('{schema}', one.schema);
        tried.push({ name, sample, url: url.value, accepted: accepted === true });
      }
    }
  });
  afterAll(() => void child.kill('SIGKILL'));

  it('are all described, none is dropped', () => {
    expect(dropped).toEqual([]);
    const own = ['ntfy', 'json', 'discord', 'gotify', 'pover', 'tgram', 'mailto'].length;
    expect(services).toHaveLength((described as unknown[]).length - own);
    expect(new Set(services.map(({ schema }) => schema)).size).toBe(services.length);
  });

  it('each has a form, or the templates for Paste URL', () => {
    for (const one of services) {
      const service = genericService(one);
      if (one.templates.length === 0) expect(one.pasteOnly, one.label).not.toEqual([]);
      const asked = new Set(familiesOf(one).flatMap(({ templates }) => templates[0]?.tokens ?? []));
      const names = service.fields.map(({ name }) => name);
      expect(names, one.label).toEqual(expect.arrayContaining([...asked]));
      expect(new Set(names).size, one.label).toBe(names.length);
      expect(new Set(service.fields.map(({ label }) => label)).size, one.label).toBe(names.length);
      // The choice, where there is one, stays short enough to be read.
      expect(familiesOf(one).length, one.label).toBeLessThanOrEqual(3);
    }
  });

  it('nothing is left to Paste URL alone', () => {
    expect(services.filter(({ pasteOnly }) => pasteOnly.length > 0).map(({ label }) => label)).toEqual([]);
  });

  it('what this computer lacks for a service is said in a sentence', () => {
    const entries = described as { enabled: boolean }[];
    const lacking = services.filter(({ missing }) => missing !== null);
    expect(lacking).toHaveLength(entries.filter(({ enabled }) => !enabled).length);
    for (const { missing } of lacking) expect(missing).toMatch(/^[A-Z].{8,}\.$/);
    expect(lacking.find(({ schema }) => schema === 'mqtts')?.missing).toMatch(/paho-mqtt/);
  });

  it('URLs from sample values are accepted, all but the named ones', () => {
    const accepted = tried.filter((one) => one.accepted).length;
    console.log(
      `Apprise ${version}: ${services.length} services, ${accepted} of ${tried.length} templates accepted.`,
    );
    const unexpected = tried.filter(
      ({ name, accepted: ok }) =>
        !ok && REFUSED[name] === undefined && REFUSED[name.replace(/:\/\/.*/, '://*')] === undefined,
    );
    expect(unexpected.map(({ name, url }) => `${name}: ${url}`)).toEqual([]);
    expect(accepted / tried.length).toBeGreaterThanOrEqual(LEAST_ACCEPTED);
  });

  it('each URL, parsed again, gives the form that it came from', () => {
    const unread: string[] = [];
    for (const { name, sample, url } of tried) {
      const description = services.find(({ schema }) => url.startsWith(`${schema}://`));
      if (!description) throw new Error(name);
      const service = genericService(description);
      const again = service.parse(url);
      if (again === undefined) {
        unread.push(name);
        continue;
      }
      expect(service.build(again), name).toEqual({ ok: true, value: url });
      // Two ways of a service may lead to the same URL: then it cannot say which of them was meant.
      if (familiesOf(description).length === 1 && !isAmbiguous(description, name))
        expect(again, name).toEqual(sample.fields);
    }
    expect(unread).toEqual([]);
  });
});

/** A path before other tokens may as well be their first part; without a tenant the next is read as one. */
const isAmbiguous = ({ templates }: ServiceDescription, name: string): boolean =>
  templates.some((template) => template.includes('{path}')) ||
  /^azure:\/\/\{source\}\/\{client_id\}/.test(name);
