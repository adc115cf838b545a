import { createSlots } from '../dns/slots.ts';
import { APART_MS } from '../doubt/doubt.ts';
import { untilConfirmable } from '../doubt/until-confirmable.ts';
import type { DnsInfo, DomainInfo, RequestOptions } from '../mxroute/api.ts';
import { type AccountApi, MxrouteError } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';
import {
  type Expectation,
  isWithoutServers,
  leavesOut,
  type StoredExpectation,
  type VerificationKey,
} from './expectation.ts';
import type { StoredValue } from './expectation-repository.ts';

/** Requests at once. The API client has a limit too, for all who use it together. */
const CONCURRENCY = 6;
const REUSED_MS = 24 * 3_600_000;

/** A domain of the account: as people read it and as MXroute writes it. */
export interface Subject {
  domain: string;
  apiName: string;
}

export type Expected = { ok: true; expectation: Expectation } | { ok: false; error: MxrouteError };

/** Expectations during one scan: from the store where they are young, otherwise from the API, each at most once. */
export interface ExpectationSource {
  get(subject: Subject): Promise<Expected>;
  /**
   * Fetched during this scan, whatever the store holds.
   * @param keyToo whether the account's verification key must be fresh as well.
   */
  fresh(subject: Subject, keyToo: boolean): Promise<Expected>;
  /** What was fetched, to be stored. */
  fetched: { expectations: Map<string, StoredExpectation>; key: { value: VerificationKey } | undefined };
}

interface Sources {
  api: AccountApi;
  request: RequestOptions;
  clock: Clock;
  /** Called when the wait for a second answer begins; undefined: nothing is stored, so nobody waits to be sure. */
  onSecondLook: (() => void) | undefined;
  stored: ReadonlyMap<string, StoredValue<StoredExpectation>>;
  storedKey: StoredValue<VerificationKey> | undefined;
}

export function createExpectationSource({
  api,
  request,
  clock,
  onSecondLook,
  stored,
  storedKey,
}: Sources): ExpectationSource {
  const now = clock.now();
  const slots = createSlots(CONCURRENCY);
  const fetches = new Map<string, Promise<StoredExpectation | MxrouteError>>();
  const fetched: ExpectationSource['fetched'] = { expectations: new Map(), key: undefined };
  let keyFetch: Promise<VerificationKey | MxrouteError> | undefined;

  const isYoung = (entry: { fetchedAt: number }) =>
    now >= entry.fetchedAt && now - entry.fetchedAt < REUSED_MS;

  function fetch(subject: Subject): Promise<StoredExpectation | MxrouteError> {
    const running = fetches.get(subject.domain);
    if (running) return running;
    const started = fetchExpectation(subject);
    fetches.set(subject.domain, started);
    return started;
  }

  async function inTurn<T>(send: () => Promise<T>): Promise<T> {
    const giveBack = await slots.take(request.signal);
    try {
      return await send();
    } finally {
      giveBack();
    }
  }

  async function fetchExpectation(subject: Subject): Promise<StoredExpectation | MxrouteError> {
    try {
      const expectation = await askSurely(subject);
      fetched.expectations.set(subject.domain, expectation);
      return expectation;
    } catch (error) {
      return asMxrouteError(error);
    }
  }

  /** Once more after a minute where the answer leaves something out: then the newer one counts. */
  async function askSurely(subject: Subject): Promise<StoredExpectation> {
    const first = await askFor(subject);
    if (!onSecondLook || !leavesOut(stored.get(subject.domain)?.value, first)) return first;
    onSecondLook();
    await untilConfirmable(clock, clock.now(), APART_MS, request.signal);
    const second = await askFor(subject);
    if (!isWithoutServers(second)) return second;
    throw new MxrouteError('malformed', 'MXroute named no mail servers for a domain whose mail it hosts.');
  }

  async function askFor({ apiName }: Subject): Promise<StoredExpectation> {
    const [dns, info] = await Promise.all([
      inTurn(() => api.getDns(apiName, request)),
      inTurn(() => api.getDomain(apiName, request)),
    ]);
    return toExpectation(dns, info);
  }

  function fetchKey(): Promise<VerificationKey | MxrouteError> {
    keyFetch ??= inTurn(() => api.getVerificationKey(request)).then(
      (record) => {
        const value = record ?? null;
        fetched.key = { value };
        return value;
      },
      (error: unknown) => asMxrouteError(error),
    );
    return keyFetch;
  }

  async function accountKey(mustBeFresh: boolean): Promise<VerificationKey | undefined> {
    if (!mustBeFresh && storedKey && isYoung(storedKey)) return storedKey.value;
    const key = await fetchKey();
    if (!(key instanceof MxrouteError)) return key;
    return mustBeFresh ? undefined : storedKey?.value;
  }

  async function complete(
    subject: Subject,
    value: StoredExpectation,
    mustBeFresh: boolean,
  ): Promise<Expected> {
    const expectation: Expectation = { ...value, domain: subject.domain };
    if (value.verification) return { ok: true, expectation };
    const key = await accountKey(mustBeFresh);
    return {
      ok: true,
      expectation: { ...expectation, verification: key ?? undefined, verificationUnknown: key === undefined },
    };
  }

  return {
    fetched,
    async get(subject) {
      const entry = stored.get(subject.domain);
      if (entry && isYoung(entry)) return complete(subject, entry.value, false);
      const value = await fetch(subject);
      if (!(value instanceof MxrouteError)) return complete(subject, value, false);
      return entry ? complete(subject, entry.value, false) : { ok: false, error: value };
    },
    async fresh(subject, keyToo) {
      const value = await fetch(subject);
      return value instanceof MxrouteError ? { ok: false, error: value } : complete(subject, value, keyToo);
    },
  };
}

const toExpectation = (
  { mx, spf, dkim, verification }: DnsInfo,
  { mailHosting }: DomainInfo,
): StoredExpectation => ({
  mailHosting,
  mx,
  spf,
  dkim,
  verification,
});

const asMxrouteError = (error: unknown): MxrouteError =>
  error instanceof MxrouteError
    ? error
    : new MxrouteError('network', 'MXroute could not be asked about this domain.');
