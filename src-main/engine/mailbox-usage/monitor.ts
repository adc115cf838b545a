import { setImmediate as nextTurn } from 'node:timers/promises';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { AuditLog } from '../audit/entry.ts';
import { explainError } from '../explain.ts';
import { createProblemLog } from '../log/problem-log.ts';
import type { Monitor, MonitorRun, ScanOptions } from '../monitor.ts';
import { runMonitor } from '../monitor-run.ts';
import type { AccountApi, MailboxList } from '../mxroute/api.ts';
import type { Clock, Logger } from '../ports.ts';
import { createScanAnswers } from '../scans/scan-answers.ts';
import type { Db } from '../storage/open.ts';
import { createDailyThinning } from './history.ts';
import { toReport, type UsageReport } from './report.ts';
import { createMailboxRepository } from './repository.ts';
import type { UsageSettings } from './rules.ts';
import { type Scan, type ScanHooks, scanMailboxes } from './scan.ts';
import { createScanMemory } from './scan-memory.ts';
import { checkScan, leaveInterrupted, spelledAsKnown } from './scan-outcome.ts';
import { lookAgain, type SecondLook } from './second-look.ts';
import { sendRate } from './send-rate.ts';
import { createUsageStore, type MailboxesQuiet, type MailboxesSeen, type Stored } from './store.ts';
import { summarize } from './summary.ts';

export interface UsageMonitorOptions {
  db: Db;
  accountId: string;
  api: AccountApi;
  audit: AuditLog;
  settings: UsageSettings;
  clock: Clock;
  log: Logger;
  /** Throws once the account has another login (accounts/same-login.ts): its answers then come too late. */
  assertCurrent: () => void;
  mailboxesSeen?: MailboxesSeen;
  mailboxesQuiet?: MailboxesQuiet;
}

export interface UsageMonitor extends Monitor {
  readonly name: 'usage';
  /** Reads usage now; changes and records nothing. Fails with the codes of MxrouteError. */
  inspect(options: ScanOptions): Promise<Result<UsageReport>>;
}

export function createUsageMonitor(options: UsageMonitorOptions): UsageMonitor {
  const { db, accountId, api, settings, clock, log, assertCurrent } = options;
  const repository = createMailboxRepository(db, accountId);
  const memory = createScanMemory(createScanAnswers(db, accountId, 'usage'));
  const store = createUsageStore({ ...options, repository, memory });
  const thinDaily = createDailyThinning({ db, accountId, settings, clock, log });
  const problems = createProblemLog(log);

  /** @param isJudged false where nothing is stored: then nobody waits to be sure of what is missing. */
  async function scan(scanOptions: Hooks, isJudged: boolean): Promise<Scan> {
    const known = repository.domains();
    const only = scanOptions.only && spelledAsKnown(scanOptions.only, known);
    const doubting = { clock, known: isJudged ? known : [] };
    const result = await scanMailboxes(api, { ...scanOptions, ...doubting, ...(only ? { only } : {}) });
    if (!only && scanOptions.interrupted?.()) leaveInterrupted(result, clock.now());
    checkScan(result, known);
    for (const list of result.lists.values()) problems.report(list.problems);
    return result;
  }

  /** Each list as it comes: ten thousand look-ups at the end would hold up everything else. */
  function noteRates(rates: Map<string, number>, { mailboxes, readAt, servedAt }: MailboxList): void {
    for (const { mailbox, sent } of mailboxes) {
      if (sent === undefined) continue;
      const rate = sendRate(repository.recentSends(mailbox, readAt), { at: readAt, sent, servedAt });
      if (rate !== undefined) rates.set(mailbox, rate);
    }
  }

  /** @returns what the run is to tell. */
  async function scanAndStore(scanOptions: Hooks) {
    const whole = scanOptions.only === undefined;
    const rates = new Map<string, number>();
    const resumed = whole ? memory.resume(clock.now()) : undefined;
    for (const [index, list] of [...(resumed?.lists.values() ?? [])].entries()) {
      noteRates(rates, list);
      if (index % LISTS_PER_TURN === 0) await nextTurn();
    }
    const received = (domain: string, list: MailboxList) => {
      assertCurrent();
      noteRates(rates, list);
      if (whole) memory.keep(domain, list);
    };
    const result = await scan({ ...scanOptions, received, ...(resumed ? { resumed } : {}) }, true);
    if (scanOptions.signal?.aborted) return undefined;
    const first = await store(result, { rates, whole, signal: scanOptions.signal });
    if (!first) return undefined;
    // MXroute gone is not the moment to ask again; the next run, which is due soon, does.
    const stored = result.unread.size === 0 ? await settle(result, first, scanOptions) : first;
    await thinDaily(scanOptions.signal);
    const { events, others, doubted, held } = stored;
    const message = summarize(result, { events, doubted: doubted.length, held });
    const told = { message, events: [...events, ...others] };
    if (result.unread.size === 0) return { ok: true, ...told };
    const [cause] = result.unread.values();
    return { ...told, incomplete: true as const, errorCode: cause?.code ?? 'network' };
  }

  async function settle(
    scan: Scan,
    first: Stored,
    { only, priority, signal, onSecondLook, sent }: Hooks,
  ): Promise<Stored> {
    const rates = new Map<string, number>();
    const request = {
      priority: only ? priority : ('usage' as const),
      sent,
      clock,
      known: [],
      ...(signal ? { signal } : {}),
    };
    const received = (_domain: string, list: MailboxList) => noteRates(rates, list);
    const means: SecondLook = {
      clock,
      signal,
      onSecondLook,
      read: (domains) => scanMailboxes(api, { ...request, received, only: domains }),
      store: (again, told) => store(again, { rates, whole: false, signal, told }),
      failed: (error) => {
        const { code, message } = explainError(error);
        const why = { account: accountId, code, reason: message };
        log.log('warn', 'The second look at mailbox usage failed', why);
      },
    };
    const second = await lookAgain(scan, first, means);
    // In a scan of hours the first answer may be too old to be confirmed: the second one then is the first.
    return second === first ? first : lookAgain(scan, second, means);
  }

  return {
    name: 'usage',
    run(scanOptions): Promise<MonitorRun> {
      const failed = 'Mailbox usage could not be read';
      const context = {
        monitor: 'usage' as const,
        accountId,
        clock,
        log,
        signal: scanOptions.signal,
        failed,
      };
      return runMonitor(context, (sent) => scanAndStore({ ...scanOptions, sent }));
    },
    async inspect(scanOptions) {
      const startedAt = clock.now();
      let requests = 0;
      try {
        const result = await scan({ ...scanOptions, sent: () => requests++ }, false);
        return success(toReport(result, startedAt, Math.max(0, clock.now() - startedAt), requests));
      } catch (error) {
        const { code, message } = explainError(error);
        return failure(code, message);
      }
    },
  };
}

type Hooks = Omit<ScanHooks, 'clock' | 'known'>;

/** Look-ups for so many kept lists are some milliseconds of work. */
const LISTS_PER_TURN = 10;
