import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { DomainHealth } from '../../../src-shared/dns-health.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { AuditLog } from '../audit/entry.ts';
import { heldDomains } from '../doubt/wording.ts';
import { explainError } from '../explain.ts';
import type { Monitor, MonitorRun, ScanOptions } from '../monitor.ts';
import type { AccountApi } from '../mxroute/api.ts';
import type { Clock, Logger, Resolver } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { type DnsSettings, type Scan, ScanFailure, scanAccount } from './scan.ts';
import { createScanStore } from './scan-store.ts';
import { summary } from './summary.ts';

export interface DnsMonitorOptions {
  db: Db;
  accountId: string;
  api: AccountApi;
  resolver: Resolver;
  audit: AuditLog;
  settings: () => DnsSettings;
  clock: Clock;
  log: Logger;
  /** Throws once the account has another login (accounts/same-login.ts): its answers then come too late. */
  assertCurrent: () => void;
}

/** The answer of `scan dns`. */
export interface DnsInspection {
  /** ISO 8601 UTC. */
  startedAt: string;
  durationMs: number;
  /** API requests that were sent. */
  requests: number;
  /** DNS questions that were sent, retries included. */
  lookups: number;
  domains: DomainHealth[];
}

export interface DnsMonitor extends Monitor {
  readonly name: 'dns';
  /** Looks without changing any state or recording any event. Codes of failures: MxrouteErrorCode, `no_dns`, `unknown_domain`, `empty_answer`, `cancelled`, `internal`. */
  inspect(options: ScanOptions): Promise<Result<DnsInspection>>;
}

export function createDnsMonitor(options: DnsMonitorOptions): DnsMonitor {
  const { api, resolver, clock, log } = options;
  const store = createScanStore(options);
  let queue: Promise<unknown> = Promise.resolve();

  /** One after the other: two scans of one account would decide the same transition twice. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  async function scanWith<T>(
    scanOptions: ScanOptions,
    isJudged: boolean,
    onRequest: () => void,
    finish: (scan: Scan) => T,
  ): Promise<T | ScanFailure> {
    try {
      const stored = store.load();
      const means = { api, resolver, clock, settings: options.settings(), stored, isJudged, onRequest };
      const scan = await scanAccount(means, scanOptions);
      return finish(scan);
    } catch (error) {
      if (!(error instanceof ScanFailure)) return unexpected(error);
      if (error.fetched) keep(error.fetched);
      return error;
    }
  }

  function unexpected(error: unknown): ScanFailure {
    log.log('error', 'DNS scan broke off', {
      reason: error instanceof Error ? error.message : String(error),
    });
    const { code, message } = explainError(error);
    return new ScanFailure(code, message);
  }

  /** Expectations are a cache: not being able to keep them costs requests, nothing else. */
  function keep(fetched: Scan['fetched']): void {
    try {
      store.keepExpectations(fetched);
    } catch (error) {
      log.log('warn', 'Expectations could not be stored', { reason: String(error) });
    }
  }

  function measure() {
    const startedAt = clock.now();
    const lookupsBefore = resolver.sent;
    let requests = 0;
    return {
      onRequest: () => {
        requests++;
      },
      spent: () => ({
        startedAt: new Date(startedAt).toISOString(),
        durationMs: Math.max(0, clock.now() - startedAt),
        requests,
        lookups: resolver.sent - lookupsBefore,
      }),
    };
  }

  async function run(scanOptions: ScanOptions): Promise<MonitorRun> {
    const { onRequest, spent } = measure();
    const outcome = await scanWith(scanOptions, true, onRequest, (scan) => ({
      scan,
      ...store.commit(scan, { dropMissing: scanOptions.only === undefined }),
    }));
    const { durationMs, requests } = spent();
    const common = { monitor: 'dns' as const, durationMs, requests };
    if (outcome instanceof ScanFailure) {
      const cancelled = outcome.code === 'cancelled';
      const events: AuditEvent[] = [];
      return { ...common, ok: false, cancelled, message: outcome.message, errorCode: outcome.code, events };
    }
    return {
      ...common,
      ok: true,
      cancelled: false,
      message: [summary(outcome.scan.domains), heldDomains(outcome.held)].filter(Boolean).join(' '),
      events: outcome.events,
    };
  }

  async function inspect(scanOptions: ScanOptions): Promise<Result<DnsInspection>> {
    const { onRequest, spent } = measure();
    const outcome = await scanWith(scanOptions, false, onRequest, (scan) => {
      keep(scan.fetched);
      return scan;
    });
    if (outcome instanceof ScanFailure) return failure(outcome.code, outcome.message);
    const domains = outcome.domains.map(({ domain, overall, mailHosting, results }) => ({
      domain,
      overall,
      mailHosting,
      checks: results,
    }));
    return success({ ...spent(), domains });
  }

  return {
    name: 'dns',
    run: (scanOptions) => inTurn(() => run(scanOptions)),
    inspect: (scanOptions) => inTurn(() => inspect(scanOptions)),
  };
}
