import { explainError } from '../explain.ts';
import { createProblemLog } from '../log/problem-log.ts';
import type { Monitor, MonitorRun, ScanOptions } from '../monitor.ts';
import { runMonitor } from '../monitor-run.ts';
import { type AccountApi, MxrouteError } from '../mxroute/api.ts';
import type { Clock, Logger } from '../ports.ts';
import { createScanAnswers, RESUMED_FOR_MS } from '../scans/scan-answers.ts';
import { KEEPS_NOTHING, type KeptSightings, resumeSightings } from './kept-sightings.ts';
import type { MailboxWatch } from './mailbox-watch.ts';
import { requestOf, type Scan, scanAccount } from './scan.ts';
import { lookAgain } from './second-look.ts';
import { createWatchStore, type Outcome, type WatchStoreOptions } from './store.ts';
import { summarize } from './summary.ts';

export interface WatchMonitorOptions extends WatchStoreOptions {
  api: AccountApi;
  clock: Clock;
  log: Logger;
  /** What the usage scan reads needs not be read twice. */
  shared?: Pick<MailboxWatch, 'isFresh'>;
}

export interface WatchMonitor extends Monitor {
  readonly name: 'watch';
}

/** Tells what is done in MXroute's panel or by other people (spec: Account watch). */
export function createWatchMonitor(options: WatchMonitorOptions): WatchMonitor {
  const { db, accountId, login, api, clock, log, shared } = options;
  const store = createWatchStore(options);
  const answers = createScanAnswers(db, accountId, 'watch');
  const problems = createProblemLog(log);

  async function look(scanOptions: ScanOptions, kept: KeptSightings, sent: () => void): Promise<Scan> {
    store.begin();
    const known = store.domains();
    // Who asks now wants to know how it is now.
    const sparing = known !== undefined && scanOptions.priority !== 'interactive';
    const scan = await scanAccount({
      ...scanOptions,
      api,
      clock,
      sent,
      known: known ?? new Map(),
      kept: kept.find,
      keep: kept.keep,
      isSpared: (domain, facet) =>
        sparing &&
        facet === 'mailboxes' &&
        known.has(domain) &&
        (shared?.isFresh(domain, clock.now()) ?? false),
    });
    problems.report(scan.problems);
    return scan;
  }

  function apply(scan: Scan): Promise<Outcome> {
    const { domains, domainsAt, sightings } = scan;
    return domains
      ? store.storeScan({ domains, domainsAt, sightings }, answers.clear)
      : store.storeSome(sightings);
  }

  /** The first look is stored, and what it found is told, whatever becomes of the second one. */
  async function settle(first: Outcome, scanOptions: ScanOptions, onSent: () => void): Promise<Outcome> {
    try {
      const request = { ...requestOf(scanOptions), onSent };
      const { onSecondLook } = scanOptions;
      const means = { api, request, store, clock, onSecondLook, oddities: problems.report };
      const second = await lookAgain(first, means);
      // In a scan of hours the first answer may be too old to be confirmed: the second one then is the first.
      return second === first ? first : await lookAgain(second, means);
    } catch (error) {
      const { code, message } = explainError(error);
      log.log('warn', 'The second look at the account failed', { account: accountId, code, reason: message });
      return first;
    }
  }

  return {
    name: 'watch',
    run(scanOptions): Promise<MonitorRun> {
      const { signal, only } = scanOptions;
      const failed = 'The account could not be watched';
      return runMonitor({ monitor: 'watch', accountId, clock, log, signal, failed }, async (sent) => {
        const kept = only ? KEEPS_NOTHING : resumeSightings(answers, login, clock.now());
        const scan = await look(scanOptions, kept, sent);
        if (signal?.aborted) return undefined;
        const cause = only ? undefined : cutOff(scan, scanOptions, clock.now());
        if (cause) return { message: cause.message, errorCode: cause.code };
        const first = await apply(scan);
        const applied = await settle(first, scanOptions, sent);
        return { ok: true, message: summarize(scan, applied), events: applied.events };
      });
    },
  };
}

/** A scan that MXroute or this computer cut off is not over: the next one, which is due soon, goes on with it. */
function cutOff(
  { stopped, failed, sightings }: Scan,
  { interrupted }: ScanOptions,
  now: number,
): MxrouteError | undefined {
  if (stopped || !interrupted?.()) return stopped;
  if (sightings.some(({ at }) => now - at >= RESUMED_FOR_MS))
    return new MxrouteError('network', 'The answers became old while this computer slept.');
  return [...failed.values()].find(({ code }) => code === 'network' || code === 'timeout');
}
