import { setMaxListeners } from 'node:events';
import { canonicalDomain } from '../dns/names.ts';
import { createSlots } from '../dns/slots.ts';
import { listDomainsSurely } from '../doubt/domain-list.ts';
import type { ScanOptions } from '../monitor.ts';
import { type AccountApi, MxrouteError, type RequestOptions } from '../mxroute/api.ts';
import type { Clock, Resolver } from '../ports.ts';
import { createAsker, type Tally } from './asker.ts';
import type { CheckSettings } from './check.ts';
import type { StoredDomain } from './domain-repository.ts';
import type { StoredExpectation, VerificationKey } from './expectation.ts';
import type { StoredValue } from './expectation-repository.ts';
import { createExpectationSource, type ExpectationSource, type Subject } from './expectation-source.ts';
import { type DomainPolicy, NO_POLICY } from './policy-repository.ts';
import { type DomainScan, scanDomain } from './scan-domain.ts';

/** The account-wide settings that DNS health depends on. */
export interface DnsSettings extends Pick<CheckSettings, 'mxServer' | 'requireMailCname' | 'dmarcDefault'> {
  /** Hours between two scheduled scans. */
  intervalHours: number;
}

/** What is stored when a scan begins. */
export interface Stored {
  domains: ReadonlyMap<string, StoredDomain>;
  expectations: ReadonlyMap<string, StoredValue<StoredExpectation>>;
  key: StoredValue<VerificationKey> | undefined;
  policies: ReadonlyMap<string, DomainPolicy>;
}

export interface Scan {
  /** Everything that the account lists, whether it was looked at or not. */
  listed: string[];
  /** When it did so. */
  listedAt: number;
  domains: DomainScan[];
  fetched: ExpectationSource['fetched'];
}

/** Why a scan says nothing; `fetched` may still be kept. */
export class ScanFailure extends Error {
  override readonly name = 'ScanFailure';
  readonly code: string;
  readonly fetched: ExpectationSource['fetched'] | undefined;
  constructor(code: string, message: string, fetched?: ExpectationSource['fetched']) {
    super(message);
    this.code = code;
    this.fetched = fetched;
  }
}

/** Domains at work at once: enough to keep the resolver's slots filled. */
const DOMAINS_AT_ONCE = 150;

interface Means {
  api: AccountApi;
  resolver: Resolver;
  clock: Clock;
  settings: DnsSettings;
  stored: Stored;
  /** False where nothing is stored: then nobody waits to be sure of what is missing. */
  isJudged: boolean;
  /** Called for every API request that this scan sends. */
  onRequest(): void;
}

/** Observes and judges; writes nothing. @throws ScanFailure */
export async function scanAccount(means: Means, options: ScanOptions): Promise<Scan> {
  const { api, resolver, clock, stored } = means;
  const stop = linkedController(options.signal);
  const request: RequestOptions = {
    priority: options.priority,
    consumer: 'dns',
    signal: stop.signal,
    onSent: means.onRequest,
  };
  const account = await listSubjects(means, request, options);
  const listedAt = clock.now();
  const chosen = choose(account, options.only);

  // A whole scan is more than a click: it leaves the reserve to others, whoever asked for it.
  const whole = options.only === undefined && request.priority === 'interactive';
  const expectations = createExpectationSource({
    api,
    request: whole ? { ...request, priority: 'dns' } : request,
    clock,
    onSecondLook: means.isJudged ? (options.onSecondLook ?? (() => undefined)) : undefined,
    stored: stored.expectations,
    storedKey: stored.key,
  });
  const asker = createAsker(resolver, stop.signal, () => stop.abort());
  const slots = createSlots(DOMAINS_AT_ONCE);
  let done = 0;
  options.onProgress?.(0, chosen.length, null);
  const domains = await Promise.all(
    chosen.map(async (subject) => {
      const giveBack = await slots.take();
      try {
        const scan = await scanDomain(subject, {
          expectations,
          asker,
          settings: settingsOf(means, subject.domain),
          previous: stored.domains.get(subject.domain),
          recheck: options.only !== undefined,
        });
        if (!stop.signal.aborted) options.onProgress?.(++done, chosen.length, subject.domain);
        return scan;
      } finally {
        giveBack();
      }
    }),
  );

  throwIfCancelled(options.signal);
  const { fetched } = expectations;
  const isSilent = stop.signal.aborted || (await isNobodyThere(asker.tally, resolver, options.signal));
  throwIfCancelled(options.signal);
  refuseSilence(isSilent, domains, fetched);
  return { listed: account.map(({ domain }) => domain), listedAt, domains, fetched };
}

/** Where only some domains are looked at, absence says nothing. */
async function listSubjects(
  { api, clock, stored, isJudged }: Means,
  request: RequestOptions,
  { only, onSecondLook }: ScanOptions,
): Promise<Subject[]> {
  const known = [...stored.domains.keys()];
  try {
    return await listDomainsSurely({
      ...{ clock, signal: request.signal, onSecondLook, known: isJudged && !only ? known : [] },
      list: async () => subjectsIn(await api.listDomains(request), known),
      namesIn: (subjects) => subjects.map(({ domain }) => domain),
    });
  } catch (error) {
    throwIfCancelled(request.signal);
    if (error instanceof MxrouteError) throw new ScanFailure(error.code, error.message);
    throw error;
  }
}

/** @throws ScanFailure */
function subjectsIn(names: readonly string[], known: readonly string[]): Subject[] {
  if (names.length === 0 && known.length > 0) {
    throw new ScanFailure(
      'empty_answer',
      'MXroute listed no domains although this account had some: the answer is not believed, nothing was changed.',
    );
  }
  const subjects = new Map(
    names.map((apiName) => [canonicalDomain(apiName), { domain: canonicalDomain(apiName), apiName }]),
  );
  return [...subjects.values()];
}

function choose(account: Subject[], only: readonly string[] | undefined): Subject[] {
  if (only === undefined) return account;
  const wanted = [...new Set(only.map(canonicalDomain))];
  const strange = wanted.filter((name) => !account.some(({ domain }) => domain === name));
  if (strange.length > 0) {
    const verb = strange.length === 1 ? 'is not a domain' : 'are not domains';
    throw new ScanFailure('unknown_domain', `${strange.join(', ')} ${verb} of this MXroute account.`);
  }
  return account.filter(({ domain }) => wanted.includes(domain));
}

const settingsOf = ({ settings, stored }: Means, domain: string): CheckSettings => {
  const policy = stored.policies.get(domain) ?? NO_POLICY;
  return {
    ...settings,
    dmarcCustom: policy.dmarcRecord ?? undefined,
    acceptedMxHosts: policy.acceptedMxHosts,
    webmailInZone: undefined,
  };
};

/** A name that somebody answers for wherever DNS works. */
const KNOWN_NAME = 'mxroute.com';

/** Whether the silence is this computer's own: one broken domain must not be called a broken network. */
async function isNobodyThere(
  { asked, answered, referred }: Tally,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (asked === 0 || answered > 0) return false;
  return referred === 0 || (await resolver.lookup(KNOWN_NAME, 'TXT', { signal })).outcome === 'unknown';
}

/** A scan that heard nothing, from DNS or from MXroute, says nothing about any domain. */
function refuseSilence(
  isSilent: boolean,
  domains: DomainScan[],
  fetched: ExpectationSource['fetched'],
): void {
  if (isSilent) {
    throw new ScanFailure(
      'no_dns',
      'Not one DNS question was answered, so this computer’s network or its DNS resolver is not working; nothing was changed.',
      fetched,
    );
  }
  const [first] = domains;
  if (
    first?.problem &&
    domains.every(({ problem, overall }) => problem !== undefined && overall === 'unknown')
  ) {
    throw new ScanFailure(first.problem.code, first.problem.message, fetched);
  }
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ScanFailure('cancelled', 'The scan was cancelled; nothing was changed.');
}

/** Ends with the caller's signal, or by itself. */
function linkedController(source: AbortSignal | undefined): AbortController {
  const controller = new AbortController();
  // Every request and lookup listens while it waits: that is no leak.
  setMaxListeners(0, controller.signal);
  if (source?.aborted) controller.abort();
  else source?.addEventListener('abort', () => controller.abort(), { once: true });
  return controller;
}
