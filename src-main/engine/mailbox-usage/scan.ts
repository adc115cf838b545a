import type { ScanOptions } from '../monitor.ts';
import { type AccountApi, type MailboxList, MxrouteError } from '../mxroute/api.ts';

/** Enough to keep the request budget's queue filled; the budget itself decides what goes. */
const ASKED_AT_ONCE = 8;
/** So many failures in a row mean that MXroute is gone: the rest is left as it was instead of timing out one by one. */
const FAILURES_IN_A_ROW = 5;
const TRANSIENT: ReadonlySet<string> = new Set(['network', 'timeout', 'server_error', 'rate_limited']);
const CONSUMER = 'usage';

/** What one pass over the account's domains brought; nothing is judged or stored yet. */
export interface Scan {
  domains: string[];
  lists: Map<string, MailboxList>;
  /** Domain → why it could not be read. */
  failed: Map<string, MxrouteError>;
}

export interface ScanHooks extends ScanOptions {
  /** Called for each request that goes out. */
  sent: () => void;
  /** Called with each list as it arrives, so that work on it is spread over the scan. */
  received?: (list: MailboxList) => void;
}

/**
 * GET /domains (unless `only` names them), then GET /domains/{d}/email-accounts per domain: N + 1 requests.
 * @throws MxrouteError where the list of domains could not be read, or `cancelled`.
 */
export async function scanMailboxes(api: AccountApi, options: ScanHooks): Promise<Scan> {
  const { signal, onProgress, sent } = options;
  const request = {
    priority: options.priority,
    consumer: CONSUMER,
    onSent: sent,
    ...(signal ? { signal } : {}),
  };
  const domains = options.only
    ? [...new Set(options.only.map((domain) => domain.toLowerCase()))]
    : await api.listDomains(request);
  // A whole scan is more than a click: it leaves the reserve to others, whoever asked for it.
  const whole = options.only === undefined && request.priority === 'interactive';
  const perDomain = whole ? { ...request, priority: 'usage' as const } : request;
  const scan: Scan = { domains, lists: new Map(), failed: new Map() };
  const queue = domains.values();
  let failures = 0;
  let done = 0;
  onProgress?.(0, domains.length, null);

  async function work(): Promise<void> {
    for (const domain of queue) {
      try {
        if (failures >= FAILURES_IN_A_ROW) throw new MxrouteError('network', 'MXroute stopped answering.');
        const list = await api.listMailboxes(domain, perDomain);
        options.received?.(list);
        scan.lists.set(domain, list);
        failures = 0;
      } catch (error) {
        if (!(error instanceof MxrouteError) || error.code === 'cancelled') throw error;
        if (TRANSIENT.has(error.code)) failures++;
        scan.failed.set(domain, error);
      }
      onProgress?.(++done, domains.length, domain);
    }
  }
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, work));
  return scan;
}
