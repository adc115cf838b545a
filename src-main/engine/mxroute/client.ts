import { validateApiUrl } from '../accounts/draft.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { AnswerCache } from './answer-cache.ts';
import {
  domainName,
  readCatchAll,
  readDns,
  readDomain,
  readDomains,
  readSpamSettings,
  readVerificationKey,
} from './answers.ts';
import { type AccountApi, MxrouteError, type RequestOptions } from './api.ts';
import { createRequestBudget } from './budget.ts';
import { openBare, openEnvelope, refusalCode } from './envelope.ts';
import { readForwarders, readPointers, readSpamList } from './list-answers.ts';
import { readMailboxes } from './mailbox-answer.ts';
import { readQuota } from './quota-answer.ts';
import { serverTime } from './rate-headers.ts';
import { createReader } from './reader.ts';
import { type Answer, type Fetch, verifiedFetch } from './transport.ts';

export interface AccountApiOptions {
  /** https, or http on this computer. An unusable one fails every read with a sentence, not the creation. */
  apiUrl: string;
  /** Mail server, e.g. `eagle.mxlogin.com`. */
  server: string;
  username: string;
  /** Asked for every request, so that a changed key is used at once. */
  apiKey: () => Promise<string> | string;
  clock: Clock;
  random: Random;
  log: Logger;
  fetch?: Fetch;
  /** For one exchange, body included. */
  timeoutMs?: number;
}

/** MXroute's own word for "this account has none", answered with a 500 (source: MXroute API 1.0.0). */
const NO_VERIFICATION_KEY = 'VERIFICATION_KEY_NOT_FOUND';

/** One account's client; its request budget and its answers of the last minute are shared by all who use it. */
export function createAccountApi(options: AccountApiOptions): AccountApi {
  const { clock } = options;
  const cache = new AnswerCache(clock);
  const budget = createRequestBudget(clock);
  const reader = createReader({
    ...options,
    fetch: options.fetch ?? verifiedFetch,
    timeoutMs: options.timeoutMs ?? 15_000,
    budget,
    baseUrl: validateApiUrl(options.apiUrl),
  });

  function read<T>(path: string, request: RequestOptions, parse: (answer: Answer) => T): Promise<T> {
    return cache.get(path, request, () => reader.start(path, request, parse));
  }

  const data =
    <T>(path: string, parse: (path: string, data: unknown) => T) =>
    (answer: Answer): T =>
      parse(path, openEnvelope(path, answer));

  async function readOf<T>(
    domain: string,
    what: string,
    request: RequestOptions,
    parse: (path: string, value: unknown) => T,
  ): Promise<T> {
    const path = `${domainPath(domain)}/${what}`;
    return read(path, request, data(path, parse));
  }

  return {
    get requests() {
      return reader.sent;
    },
    get reads() {
      return budget.reads;
    },
    listDomains: (request) => read('/domains', request, data('/domains', readDomains)),
    async getDomain(domain, request) {
      const path = domainPath(domain);
      return read(
        path,
        request,
        data(path, (at, value) => readDomain(at, domain, value)),
      );
    },
    getDns: (domain, request) => readOf(domain, 'dns', request, readDns),
    async getVerificationKey(request) {
      const path = '/verification-key';
      return read(path, request, (answer) => {
        if (answer.status === 500 && refusalCode(answer) === NO_VERIFICATION_KEY) return undefined;
        return readVerificationKey(path, openEnvelope(path, answer));
      });
    },
    async listMailboxes(domain, request) {
      const path = `${domainPath(domain)}/email-accounts`;
      return read(path, request, (answer) => ({
        ...readMailboxes(path, domain, openEnvelope(path, answer), clock.now()),
        servedAt: serverTime(answer.headers),
      }));
    },
    getPointers: (domain, request) => readOf(domain, 'pointers', request, readPointers),
    listForwarders: (domain, request) =>
      readOf(domain, 'forwarders', request, (path, value) => readForwarders(path, domain, value)),
    getCatchAll: (domain, request) => readOf(domain, 'catch-all', request, readCatchAll),
    getSpamSettings: (domain, request) => readOf(domain, 'spam/settings', request, readSpamSettings),
    listWhitelist: (domain, request) => readOf(domain, 'spam/whitelist', request, readSpamList),
    listBlacklist: (domain, request) => readOf(domain, 'spam/blacklist', request, readSpamList),
    getQuota: (request) =>
      read('/quota', request, (answer) => readQuota('/quota', openBare('/quota', answer), clock.now())),
  };
}

/** @throws MxrouteError `rejected` for what cannot be a domain: it must never become another path. */
function domainPath(domain: string): string {
  const checked = domainName.safeParse(domain);
  if (!checked.success) throw new MxrouteError('rejected', `“${domain.slice(0, 100)}” is not a domain name.`);
  return `/domains/${encodeURIComponent(checked.data)}`;
}
