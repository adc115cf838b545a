import {
  MONITOR_LABELS,
  MONITOR_SETTINGS,
  MONITORS,
  type MonitorName,
} from '../../../src-shared/monitors.ts';
import type { DoctorFix } from '../../../src-shared/views/doctor.ts';
import type { ActiveAccount } from '../accounts/active.ts';
import { explainError } from '../explain.ts';
import type { AccountApi } from '../mxroute/api.ts';
import { type DoctorCheck, type Finding, fail, named, type Patient, pass, skip } from './check.ts';

const OPTIONS = { priority: 'interactive', consumer: 'doctor' } as const;
const NO_ACCOUNT = skip('No account is set up.');

/** The headings of the monitors' cards, each of which stands for what its switch lets run. */
const CARDS: Record<MonitorName, string> = {
  dns: 'DNS health monitoring',
  usage: 'Mailbox usage monitoring',
  quota: 'Mailbox usage monitoring',
  watch: 'Account watch monitoring',
};
const card = (monitor: MonitorName): DoctorFix => ({ screen: 'notifications', section: CARDS[monitor] });

/** Whether there is anything to be told of: what the monitors can read, and how they last ran. */
export const monitorChecks: readonly DoctorCheck[] = [
  {
    id: 'monitors',
    label: 'Monitors',
    fix: card('dns'),
    run: (patient) => {
      const { accounts, schedule } = patient;
      const enabled = MONITORS.filter((monitor) => isOn(patient, monitor));
      if (enabled.length === 0)
        return fail('Every monitor is switched off.', 'Turn on DNS health or mailbox usage monitoring.');
      const failed = accounts
        .active()
        .flatMap(({ id }) => enabled.map((monitor) => schedule.get(id, monitor)))
        .filter((row) => row?.lastOk === false);
      const [first] = failed;
      if (!first) return pass('The last scheduled checks could run.');
      return fail(
        named(
          failed.flatMap((row) =>
            row ? [[MONITOR_LABELS[row.monitor], row.lastMessage ?? 'It could not run.'] as const] : [],
          ),
        ),
        'The next try is made by itself; "Run now" tries at once.',
        card(first.monitor),
      );
    },
  },
  {
    id: 'account-storage',
    label: MONITOR_LABELS.quota,
    fix: { screen: 'settings', section: 'Account' },
    run: (patient) =>
      readable(patient, 'quota', async (api) => {
        await api.getQuota(OPTIONS);
      }),
  },
  {
    id: 'account-watch',
    label: MONITOR_LABELS.watch,
    fix: { screen: 'settings', section: 'Account' },
    run: (patient) =>
      readable(patient, 'watch', async (api) => {
        const [domain] = await api.listDomains(OPTIONS);
        // Where there is no domain there is nothing else to read.
        if (domain !== undefined)
          await Promise.all([api.listForwarders(domain, OPTIONS), api.listWhitelist(domain, OPTIONS)]);
      }),
  },
  {
    id: 'domains-checked',
    label: 'Domains can be checked',
    fix: { screen: 'domains' },
    run: ({ accounts, dns, settings }) => {
      const active = accounts.active();
      if (active.length === 0) return NO_ACCOUNT;
      if (!settings.get('dns.enabled')) return skip('DNS health monitoring is switched off.');
      const fleet = active.flatMap(({ id }) => dns.listDomains(id));
      if (fleet.length === 0) return skip('No domain was checked yet.');
      const unknown = fleet.filter(({ overall }) => overall === 'unknown').map(({ domain }) => domain);
      if (unknown.length === 0) return pass(`${fleet.length} of ${fleet.length}.`);
      return fail(
        `Nothing is known about ${shortList(unknown)}: no alert can come about them.`,
        'Open the domain: it says what could not be looked up. "Recheck" tries again.',
      );
    },
  },
];

const isOn = ({ settings }: Patient, monitor: MonitorName): boolean =>
  settings.get(`${MONITOR_SETTINGS[monitor]}.enabled`);

/** Reads now what the monitor reads, and says when it last ran by itself. */
async function readable(
  patient: Patient,
  monitor: MonitorName,
  read: (api: AccountApi) => Promise<void>,
): Promise<Finding> {
  const { accounts, pool } = patient;
  const active = accounts.active();
  if (active.length === 0) return NO_ACCOUNT;
  if (!isOn(patient, monitor)) return skip(`${CARDS[monitor]} is switched off.`);
  const outcomes = await Promise.allSettled(active.map((account) => read(pool.api(account))));
  const problems = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [explainError(outcome.reason).message] : [],
  );
  if (problems.length > 0)
    return fail([...new Set(problems)].join(' '), 'Test the connection in Settings, Account.');
  return pass(
    `MXroute tells what is asked. ${active.map((one) => lastRun(patient, one, monitor)).join(' ')}`,
  );
}

function lastRun({ schedule, accounts }: Patient, account: ActiveAccount, monitor: MonitorName): string {
  const row = schedule.get(account.id, monitor);
  const whose = accounts.active().length > 1 ? `${account.label}: ` : '';
  if (row?.lastFinishedAt == null) return `${whose}It has not run yet.`;
  return `${whose}Last run ${new Date(row.lastFinishedAt).toISOString()}: ${row.lastMessage ?? 'no result.'}`;
}

const MOST_NAMED = 5;
const shortList = (names: readonly string[]): string =>
  names.length > MOST_NAMED
    ? `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`
    : names.join(', ');
