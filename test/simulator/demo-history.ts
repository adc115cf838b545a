import { domainToUnicode } from 'node:url';
import type { SimAccount } from './account-state.ts';
import { FILLING, FULL_AT_START, WITHOUT_DMARC } from './fleet-names.ts';
import { randomFrom } from './seeded-random.ts';

export interface DemoHistory {
  /** Times in ms since the epoch, sizes in MB. */
  samples: {
    mailbox: string;
    at: number;
    quotaMb: number;
    usageMb: number;
    sendLimit: number;
    sent: number;
  }[];
  statuses: {
    domain: string;
    since: number;
    until: number;
    overall: 'healthy' | 'degraded' | 'unhealthy';
  }[];
}

const DAY_MS = 86_400_000;
const DAYS = 30;
const MX_LOSER = 'studio-lumen.example';
/** What the story's mailboxes grew by in the month: the others move about where they are. */
const GROWTH: Record<string, number> = { [FULL_AT_START]: 0.35, [FILLING]: 0.3 };

/**
 * The month before the demo begins, invented like the rest of its account: one reading a day, up to yesterday, so that
 * charts, forecasts and status strips have something to show. The same for the same account and time.
 */
export function createHistory(account: SimAccount, now: number): DemoHistory {
  const random = randomFrom(30);
  const today = now - (now % DAY_MS);
  const samples: DemoHistory['samples'] = [];
  const statuses: DemoHistory['statuses'] = [];
  for (const domain of account.domains.values()) {
    for (const mailbox of domain.mailboxes.values()) {
      const address = `${mailbox.username}@${domain.domain}`;
      const growth = GROWTH[address] ?? 0.06 * random() - 0.02;
      for (let day = DAYS; day >= 1; day--) {
        const share = 1 - (growth * day) / DAYS + (random() - 0.5) * 0.01;
        samples.push({
          mailbox: address,
          at: today - day * DAY_MS + 20 * 3_600_000,
          quotaMb: mailbox.quota,
          usageMb: Math.round(mailbox.usage * share * 100) / 100,
          sendLimit: mailbox.limit,
          // More than the day has so far: a count that is smaller now is a new day's, and no sending rate.
          sent: Math.min(mailbox.limit - 1, mailbox.sent + 20 + Math.floor(random() * 60)),
        });
      }
    }
    statuses.push(...monthOf(domainToUnicode(domain.domain), now));
  }
  return { samples, statuses };
}

function monthOf(domain: string, now: number): DemoHistory['statuses'] {
  const from = (days: number): number => now - days * DAY_MS;
  const period = (since: number, until: number, overall: DemoHistory['statuses'][number]['overall']) => ({
    ...{ domain, since: from(since), until: from(until), overall },
  });
  const lately = 1 / 24;
  if (domain === WITHOUT_DMARC) return [period(DAYS, 21, 'healthy'), period(20, lately, 'degraded')];
  if (domain === MX_LOSER)
    return [period(DAYS, 13, 'healthy'), period(12, 11.5, 'unhealthy'), period(11, lately, 'healthy')];
  return [period(DAYS, lately, 'healthy')];
}
