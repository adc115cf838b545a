import { probeServers } from '../dns/probe.ts';
import { systemRandom } from '../platform/clock.ts';
import type { DoctorCheck } from './doctor.ts';

/** From this computer to MXroute and to public DNS. */
export const accountChecks: readonly DoctorCheck[] = [
  {
    id: 'account',
    label: 'MXroute account',
    screen: 'settings',
    run: async ({ accounts }) => {
      const active = accounts.active();
      if (active.length === 0)
        return {
          status: 'fail',
          message: 'No account is set up.',
          remedy: 'Enter server, user and API key in Settings, Account.',
        };
      const outcomes = await Promise.all(
        active.map(async ({ id, server, username, apiUrl }) =>
          accounts.test({ id, server, username, apiUrl, apiKey: '' }),
        ),
      );
      const domains = outcomes.reduce(
        (sum, outcome) => sum + (outcome.ok ? outcome.value.domains.length : 0),
        0,
      );
      const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.message]));
      if (problems.length === 0)
        return { status: 'pass', message: `MXroute accepts the credentials; ${domains} domains.` };
      return {
        status: 'fail',
        message: problems.join(' '),
        remedy: 'Test the connection in Settings, Account.',
      };
    },
  },
  {
    id: 'resolvers',
    label: 'DNS resolvers',
    screen: 'settings',
    run: async ({ pool, clock }) => {
      const results = await probeServers(pool.servers(), { clock, random: systemRandom });
      const silent = results.filter(({ ok }) => !ok);
      if (silent.length === results.length)
        return {
          status: 'fail',
          message: `No resolver answers: ${results.map(({ server, message }) => `${server}: ${message}`).join(' ')}`,
          remedy:
            'Check the network and firewall (UDP and TCP port 53), or enter other resolvers in Settings, DNS.',
        };
      const note =
        silent.length > 0 ? ` Not answering: ${silent.map(({ server }) => server).join(', ')}.` : '';
      return {
        status: 'pass',
        message: `${results.length - silent.length} of ${results.length} resolvers answer.${note}`,
      };
    },
  },
  {
    id: 'monitors',
    label: 'Monitors',
    screen: 'notifications',
    run: ({ accounts, schedule, settings }) => {
      const enabled = (['dns', 'usage'] as const).filter((monitor) => settings.get(`${monitor}.enabled`));
      if (enabled.length === 0)
        return {
          status: 'fail',
          message: 'Every monitor is switched off.',
          remedy: 'Turn on DNS health or mailbox usage monitoring.',
        };
      const rows = accounts.active().flatMap(({ id }) => enabled.map((monitor) => schedule.get(id, monitor)));
      const failed = rows.filter((row) => row?.lastOk === false);
      if (failed.length === 0) return { status: 'pass', message: 'The last scheduled checks could run.' };
      const message = failed.map((row) => row?.lastMessage ?? '').join(' ');
      return { status: 'fail', message, remedy: 'The next try is made by itself; "Run now" tries at once.' };
    },
  },
];
