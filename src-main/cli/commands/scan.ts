import { CHECK_NAMES, type DomainHealth, type Overall } from '../../../src-shared/dns-health.ts';
import type { ActiveAccount } from '../../engine/accounts/active.ts';
import type { DnsInspection } from '../../engine/dns-health/monitor.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ReportedMailbox, UsageReport } from '../../engine/mailbox-usage/report.ts';
import type { ScanOptions } from '../../engine/monitor.ts';
import { parse } from '../args.ts';
import { type Command, CommandFailure, type Context } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

/** The monitoring-plugin convention. */
const EXIT_BY_OVERALL: Record<Overall, number> = { healthy: 0, degraded: 1, unhealthy: 2, unknown: 3 };
const WORST_FIRST: readonly Overall[] = ['unhealthy', 'degraded', 'unknown', 'healthy'];

/** `scan dns [domain…]`, `scan usage`: reads only. */
export const scan: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  const [kind, ...domains] = positionals;
  if (kind === 'dns') return scanDns(domains, values.json === true, context);
  if (kind !== 'usage')
    throw new UsageError(
      kind ? `cannot scan ${JSON.stringify(kind)}: dns or usage` : 'scan what? dns or usage',
    );
  if (domains.length > 0) throw new UsageError(`unexpected argument: ${domains[0]}`);
  return scanUsage(values.json === true, context);
};

async function scanDns(domains: string[], asJson: boolean, context: Context): Promise<number> {
  const { engine, accounts } = await openedAccounts(context);
  const only = domains.length > 0 ? { only: domains } : {};
  const reports: DnsInspection[] = [];
  for (const account of accounts) {
    const result = await engine.parts.pool.for(account).dns.inspect({ ...options(context), ...only });
    if (result.ok) reports.push(result.value);
    // With several accounts a named domain belongs to one of them.
    else if (accounts.length === 1 || result.code !== 'unknown_domain')
      throw new CommandFailure(result.message);
  }
  if (reports.length === 0) throw new CommandFailure(`None of the accounts has ${domains.join(', ')}.`);
  const report = {
    ...totals(reports),
    lookups: sum(reports.map(({ lookups }) => lookups)),
    // Null where MXroute has not told: a field of the shape is never left out.
    domains: reports
      .flatMap((one) => one.domains)
      .map((domain) => ({ ...domain, mailHosting: domain.mailHosting ?? null })),
  };
  context.out.answer(asJson ? json(report) : dnsTable(report.domains));
  const worst = WORST_FIRST.find((overall) => report.domains.some((domain) => domain.overall === overall));
  return EXIT_BY_OVERALL[worst ?? 'unknown'];
}

async function scanUsage(asJson: boolean, context: Context): Promise<number> {
  const { engine, accounts } = await openedAccounts(context);
  const reports: UsageReport[] = [];
  for (const account of accounts) {
    const result = await engine.parts.pool.for(account).usage.inspect(options(context));
    if (!result.ok) throw new CommandFailure(result.message);
    reports.push(result.value);
  }
  const report = {
    ...totals(reports),
    mailboxes: reports.flatMap(({ mailboxes }) => mailboxes),
    failedDomains: reports.flatMap(({ failedDomains }) => failedDomains),
    failures: reports.flatMap(({ failures }) => failures),
  };
  context.out.answer(asJson ? json(report) : usageTable(report.mailboxes));
  for (const { domain, message } of report.failures)
    context.out.note(`${domain} could not be read: ${message}`);
  const { settings } = engine.parts;
  const isHigh = (percent: number | null, threshold: number) => percent !== null && percent >= threshold;
  const anyHigh = report.mailboxes.some(
    ({ quotaPercent, sendPercent }) =>
      isHigh(quotaPercent, settings.get('usage.storagePercent')) ||
      isHigh(sendPercent, settings.get('usage.sendPercent')),
  );
  if (anyHigh) return 2;
  return report.failedDomains.length > 0 ? 3 : 0;
}

async function openedAccounts(context: Context): Promise<{ engine: Engine; accounts: ActiveAccount[] }> {
  const engine = await context.engine('reader');
  const accounts = engine.parts.accounts.active();
  if (accounts.length === 0)
    throw new CommandFailure(
      'No account is set up. Set MX_SERVER, MX_USER and MX_API_KEY, or set one up in the window.',
    );
  return { engine, accounts };
}

const options = ({ out, signal }: Context): ScanOptions => ({
  priority: 'interactive',
  signal,
  onProgress: (done, total, current) => out.progress(`${done} of ${total} ${current ?? ''}`),
});

function totals(reports: readonly { startedAt: string; durationMs: number; requests: number }[]) {
  return {
    startedAt: reports[0]?.startedAt ?? new Date().toISOString(),
    durationMs: sum(reports.map(({ durationMs }) => durationMs)),
    requests: sum(reports.map(({ requests }) => requests)),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function dnsTable(domains: readonly Omit<DomainHealth, 'mailHosting'>[]): string {
  const sorted = [...domains].sort((a, b) => WORST_FIRST.indexOf(a.overall) - WORST_FIRST.indexOf(b.overall));
  const rows = sorted.map(({ domain, overall, checks }) => [
    domain,
    overall,
    CHECK_NAMES.filter((name) => !['pass', 'skipped'].includes(checks[name].status))
      .map((name) => `${checks[name].label} ${checks[name].status}: ${checks[name].message}`)
      .join(' ') || 'all checks pass',
  ]);
  return table([['DOMAIN', 'STATE', 'CHECKS'], ...rows]);
}

function usageTable(mailboxes: readonly ReportedMailbox[]): string {
  const percent = (value: number | null) => (value === null ? '–' : `${value.toFixed(1)} %`);
  const rows = [...mailboxes]
    .sort(
      (a, b) =>
        Math.max(b.quotaPercent ?? 0, b.sendPercent ?? 0) - Math.max(a.quotaPercent ?? 0, a.sendPercent ?? 0),
    )
    .map((row) => [
      row.mailbox,
      percent(row.quotaPercent),
      percent(row.sendPercent),
      row.suspended ? 'suspended' : '',
    ]);
  return table([['MAILBOX', 'STORAGE', 'SENDS', ''], ...rows]);
}
