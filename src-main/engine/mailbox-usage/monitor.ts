import { domainToASCII } from 'node:url';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { SettingKey, SettingValue } from '../../../src-shared/settings.ts';
import type { AuditLog } from '../audit/entry.ts';
import { explainError } from '../explain.ts';
import type { Monitor, MonitorRun, ScanOptions } from '../monitor.ts';
import type { AccountApi, MailboxList } from '../mxroute/api.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { applyScan } from './apply.ts';
import { createSampleThinning, thinAll } from './history.ts';
import type { UsageRules } from './judgement.ts';
import { createProblemLog } from './problem-log.ts';
import { toReport, type UsageReport } from './report.ts';
import { createMailboxRepository } from './repository.ts';
import { type Scan, type ScanHooks, scanMailboxes } from './scan.ts';
import { sendRate } from './send-rate.ts';
import { summarize } from './summary.ts';

export interface UsageMonitorOptions {
  db: Db;
  accountId: string;
  api: AccountApi;
  audit: AuditLog;
  settings: { get<K extends SettingKey>(key: K): SettingValue<K> };
  clock: Pick<Clock, 'now'>;
  log: Logger;
}

export interface UsageMonitor extends Monitor {
  readonly name: 'usage';
  /** Reads usage now; changes and records nothing. Fails with the codes of MxrouteError. */
  inspect(options: ScanOptions): Promise<Result<UsageReport>>;
}

const THINNING_INTERVAL_MS = 86_400_000;

/** A run that could not happen, as against one that found something. */
class ScanFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function createUsageMonitor(options: UsageMonitorOptions): UsageMonitor {
  const { db, accountId, api, audit, settings, clock, log } = options;
  const repository = createMailboxRepository(db, accountId);
  const thinning = createSampleThinning(db, accountId);
  const problems = createProblemLog(log);
  let thinnedAt: number | undefined;

  async function scan(scanOptions: ScanHooks): Promise<Scan> {
    const known = repository.domains();
    const only = scanOptions.only?.map((domain) => asKnown(domain, known));
    const result = await scanMailboxes(api, { ...scanOptions, ...(only ? { only } : {}) });
    // MXroute has been seen to answer so for a moment; without domains there would be nothing to watch.
    if (result.domains.length === 0 && known.length > 0)
      throw new ScanFailure(
        'empty_list',
        'MXroute listed no domains at all, though there were some before. Nothing was changed.',
      );
    const [firstFailure] = result.failed.values();
    if (firstFailure && result.lists.size === 0) throw firstFailure;
    for (const list of result.lists.values()) problems.report(list.problems);
    return result;
  }

  const store = db.transaction((result: Scan, rates: Map<string, number>, whole: boolean): AuditEvent[] => {
    const rules = readRules(settings);
    return applyScan(result, { repository, audit, accountId, rules, rates, now: clock.now(), whole });
  });

  /** Each list as it comes: ten thousand look-ups at the end would hold up everything else. */
  function noteRates(rates: Map<string, number>, { mailboxes, readAt }: MailboxList): void {
    for (const { mailbox, sent } of mailboxes) {
      if (sent === undefined) continue;
      const rate = sendRate(repository.recentSends(mailbox, readAt), { at: readAt, sent });
      if (rate !== undefined) rates.set(mailbox, rate);
    }
  }

  async function thinDaily(signal: AbortSignal | undefined): Promise<void> {
    const now = clock.now();
    if (thinnedAt !== undefined && Math.abs(now - thinnedAt) < THINNING_INTERVAL_MS) return;
    thinnedAt = now;
    try {
      await thinAll(thinning, now, () => signal?.aborted ?? false);
    } catch (error) {
      log.log('warn', 'Old usage samples could not be thinned', { reason: explainError(error).message });
    }
  }

  return {
    name: 'usage',
    async run(scanOptions): Promise<MonitorRun> {
      const startedAt = clock.now();
      let requests = 0;
      const outcome = (part: Partial<MonitorRun> & Pick<MonitorRun, 'message'>): MonitorRun => ({
        monitor: 'usage',
        ok: false,
        cancelled: false,
        durationMs: Math.max(0, clock.now() - startedAt),
        requests,
        events: [],
        ...part,
      });
      try {
        const rates = new Map<string, number>();
        const received = (list: MailboxList) => noteRates(rates, list);
        const result = await scan({ ...scanOptions, received, sent: () => requests++ });
        if (scanOptions.signal?.aborted) return outcome({ cancelled: true, message: 'Cancelled.' });
        const events = store.immediate(result, rates, scanOptions.only === undefined);
        await thinDaily(scanOptions.signal);
        return outcome({ ok: true, message: summarize(result, events), events });
      } catch (error) {
        if (scanOptions.signal?.aborted) return outcome({ cancelled: true, message: 'Cancelled.' });
        const { code, message } = explainError(error);
        log.log('warn', 'Mailbox usage could not be read', { account: accountId, code, reason: message });
        return outcome({ message, errorCode: code });
      }
    },
    async inspect(scanOptions) {
      const startedAt = clock.now();
      let requests = 0;
      try {
        const result = await scan({ ...scanOptions, sent: () => requests++ });
        return success(toReport(result, startedAt, Math.max(0, clock.now() - startedAt), requests));
      } catch (error) {
        const { code, message } = explainError(error);
        return failure(code, message);
      }
    },
  };
}

function readRules(settings: UsageMonitorOptions['settings']): UsageRules {
  return {
    storagePercent: settings.get('usage.storagePercent'),
    sendPercent: settings.get('usage.sendPercent'),
    sendRateEnabled: settings.get('usage.sendRateEnabled'),
    sendRatePerHour: settings.get('usage.sendRatePerHour'),
  };
}

/** The window shows international names in Unicode; MXroute must be asked as it spells them itself. */
function asKnown(domain: string, known: readonly string[]): string {
  const ascii = domainToASCII(domain);
  return known.find((name) => name === domain || domainToASCII(name) === ascii) ?? domain;
}
