import { probeServers } from '../dns/probe.ts';
import { explainError } from '../explain.ts';
import { systemRandom } from '../platform/clock.ts';
import type { DoctorCheck } from './check.ts';

/** From this computer to MXroute and to public DNS. */
export const accountChecks: readonly DoctorCheck[] = [
  {
    id: 'account',
    label: 'MXroute account',
    fix: { screen: 'settings', section: 'Account' },
    run: async ({ accounts, pool }) => {
      const active = accounts.active();
      if (active.length === 0)
        return {
          status: 'fail',
          message: 'No account is set up.',
          remedy: 'Enter server, user and API key in Settings, Account.',
        };
      const outcomes = await Promise.allSettled(
        active.map((account) =>
          pool.api(account).listDomains({ priority: 'interactive', consumer: 'doctor' }),
        ),
      );
      const problems = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [explainError(outcome.reason).message] : [],
      );
      const remedy = 'Test the connection in Settings, Account.';
      if (problems.length > 0) return { status: 'fail', message: problems.join(' '), remedy };
      const domains = outcomes.reduce(
        (sum, outcome) => sum + (outcome.status === 'fulfilled' ? outcome.value.length : 0),
        0,
      );
      return { status: 'pass', message: `MXroute accepts the credentials; ${domains} domains.` };
    },
  },
  {
    id: 'request-budget',
    label: 'Request budget',
    fix: null,
    run: ({ accounts, pool }) => {
      const active = accounts.active();
      if (active.length === 0) return { status: 'skip', message: 'No account is set up.' };
      const short = active
        .map((account) => pool.api(account).reads)
        .find(({ limit, left }) => left < limit / 10);
      if (!short) return { status: 'pass', message: 'MXroute takes further requests.' };
      return {
        status: 'fail',
        message: `Only ${short.left} of ${short.limit} requests per minute are left for this API key.`,
        remedy:
          'Checks wait for the next minute by themselves. If this stays, another tool uses the same key too often.',
      };
    },
  },
  {
    id: 'resolvers',
    label: 'DNS resolvers',
    fix: { screen: 'settings', section: 'DNS' },
    run: async ({ pool, clock }) => {
      const results = await probeServers(pool.servers(), { clock, random: systemRandom });
      const silent = results.filter(({ ok }) => !ok);
      if (silent.length === results.length)
        return {
          status: 'fail',
          message: `No resolver works: ${results.map(({ server, message }) => `${server}: ${message}`).join(' ')}`,
          remedy:
            'Check the network and firewall (UDP and TCP port 53), or enter other resolvers in Settings, DNS.',
        };
      const answering = results.filter(({ ok }) => ok).map(({ server, ms }) => `${server} in ${ms} ms`);
      const note =
        silent.length > 0
          ? ` Not working: ${silent.map(({ server, message }) => `${server} (${lowered(message)})`).join(', ')}.`
          : '';
      return {
        status: 'pass',
        message: `${answering.length} of ${results.length} answer: ${answering.join(', ')}.${note}`,
      };
    },
  },
];

/** "Did not answer in time." within a sentence. */
const lowered = (sentence: string): string =>
  sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
