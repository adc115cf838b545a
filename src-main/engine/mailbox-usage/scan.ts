import { canonicalDomain } from '../dns/names.ts';
import { listDomainsSurely } from '../doubt/domain-list.ts';
import type { ScanOptions } from '../monitor.ts';
import { type AccountApi, type MailboxList, MxrouteError } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';
import { withCanonicalNames } from './canonical-names.ts';
import type { ResumedScan } from './scan-memory.ts';

/** Enough to keep the request budget's queue filled; the budget itself decides what goes. */
const ASKED_AT_ONCE = 8;
/** So many failures in a row mean that MXroute is gone: the rest is for later instead of timing out one by one. */
const FAILURES_IN_A_ROW = 5;
const TRANSIENT: ReadonlySet<string> = new Set(['network', 'timeout', 'server_error', 'rate_limited']);
const CONSUMER = 'usage';

/** What one pass over the account's domains brought; nothing is judged or stored yet. */
export interface Scan {
  /** As MXroute spells them, like the keys of everything below. */
  domains: string[];
  /** When MXroute listed them. */
  listedAt: number;
  lists: Map<string, MailboxList>;
  /** Domain → why it could not be read. */
  failed: Map<string, MxrouteError>;
  /** What this scan has left to do, because MXroute stopped answering: domain → why. */
  unread: Map<string, MxrouteError>;
  /** Read and judged already by the scan that this one goes on with. */
  judged: ReadonlySet<string>;
}

export interface ScanHooks extends ScanOptions {
  clock: Clock;
  /** Domains that had mailboxes before. */
  known: readonly string[];
  /** Called for each request that goes out. */
  sent: () => void;
  /** Called with each list as it arrives, so that work on it is spread over the scan. */
  received?: (domain: string, list: MailboxList) => void;
  /** What a scan that was cut off has left behind. */
  resumed?: ResumedScan;
}

/**
 * GET /domains (unless `only` names them), then GET /domains/{d}/email-accounts per domain: N + 1 requests, less those
 * whose answers a scan that was cut off has left.
 * @throws MxrouteError where the list of domains could not be read, or `cancelled`.
 */
export async function scanMailboxes(api: AccountApi, options: ScanHooks): Promise<Scan> {
  const { signal, onProgress, onSecondLook, sent, resumed, clock, known } = options;
  const request = {
    priority: options.priority,
    consumer: CONSUMER,
    onSent: sent,
    ...(signal ? { signal } : {}),
  };
  const domains = options.only
    ? [...new Set(options.only.map((domain) => domain.toLowerCase()))]
    : await listDomainsSurely({
        ...{ clock, signal, onSecondLook, known },
        list: () => api.listDomains(request),
        namesIn: (names) => names,
      });
  // A whole scan is more than a click: it leaves the reserve to others, whoever asked for it.
  const whole = options.only === undefined && request.priority === 'interactive';
  const perDomain = whole ? { ...request, priority: 'usage' as const } : request;
  const scan = startOf(domains, clock.now(), resumed);
  const missing = domains.filter((domain) => !scan.lists.has(domain) && !scan.judged.has(domain));
  // What failed before comes last: it must not keep the others from being read.
  const isSecondTry = (domain: string) => resumed?.failed.has(domain) === true;
  const queue = [
    ...missing.filter((domain) => !isSecondTry(domain)),
    ...missing.filter(isSecondTry),
  ].values();
  let failures = 0;
  let lastFailure: MxrouteError | undefined;
  const stoppedAnswering = () => lastFailure ?? new MxrouteError('network', 'MXroute stopped answering.');
  let done = domains.length - missing.length;
  onProgress?.(done, domains.length, null);

  async function work(): Promise<void> {
    for (const domain of queue) {
      try {
        if (failures >= FAILURES_IN_A_ROW) {
          if (isSecondTry(domain)) throw stoppedAnswering();
          scan.unread.set(domain, stoppedAnswering());
          continue;
        }
        const list = withCanonicalNames(domain, await api.listMailboxes(domain, perDomain));
        options.received?.(domain, list);
        scan.lists.set(domain, list);
        failures = 0;
      } catch (error) {
        if (!(error instanceof MxrouteError) || error.code === 'cancelled') throw error;
        if (TRANSIENT.has(error.code)) {
          failures++;
          lastFailure = error;
        }
        scan.failed.set(domain, error);
      }
      onProgress?.(++done, domains.length, canonicalDomain(domain));
    }
  }
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, work));
  return scan;
}

/** Of the answers that were left behind, those about domains that are still there. */
function startOf(domains: readonly string[], listedAt: number, resumed: ResumedScan | undefined): Scan {
  const listed = new Set(domains);
  const kept = [...(resumed?.lists ?? [])].filter(([domain]) => listed.has(domain));
  const judged = [...(resumed?.judged ?? [])].filter((domain) => listed.has(domain));
  return {
    domains: [...domains],
    listedAt,
    lists: new Map(kept),
    failed: new Map(),
    unread: new Map(),
    judged: new Set(judged),
  };
}
