import { randomFrom } from '../simulator/seeded-random.ts';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** Drawn numbers; the same for the same seed. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [from, to], whole. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  of<T>(list: readonly T[]): T;
}

export function diceFrom(seed: number): Dice {
  const next = randomFrom(seed);
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    of<T>(list: readonly T[]): T {
      return list[whole(0, list.length - 1)] as T;
    },
  };
}

const FIRST = [
  'harbor',
  'northwind',
  'lumen',
  'kestrel',
  'green',
  'atlas',
  'pixel',
  'river',
  'oak',
  'müller',
];
const SECOND = ['books', 'bakery', 'studio', 'legal', 'farm', 'forge', 'clinic', 'iron', 'bau', 'café'];
const USERS = [
  'info',
  'sales',
  'anna',
  'tom',
  'support',
  'billing',
  'office',
  'noreply',
  'jobs',
  'j.kestrel',
];

/** Distinct; every tenth is an international one, as the app shows it: in Unicode. */
export const domainName = (index: number): string =>
  `${FIRST[index % 10]}-${SECOND[Math.floor(index / 10) % 10]}${index < 100 ? '' : Math.floor(index / 100)}.example`;

/** Distinct for one domain. */
export const mailboxName = (index: number, domain: string): string =>
  `${USERS[index % 10]}${index < 10 ? '' : Math.floor(index / 10)}@${domain}`;

export interface Fleet {
  domains: string[];
  mailboxes: { mailbox: string; domain: string }[];
}

/** Spread as in life: few domains with many mailboxes, many with few. */
export function fleetOf(domainCount: number, mailboxCount: number, dice: Dice): Fleet {
  const domains = Array.from({ length: domainCount }, (_, index) => domainName(index));
  const counts = new Map<string, number>();
  const mailboxes = Array.from({ length: domainCount === 0 ? 0 : mailboxCount }, () => {
    const domain = domains[Math.floor(dice.next() ** 2 * domainCount)] as string;
    const index = counts.get(domain) ?? 0;
    counts.set(domain, index + 1);
    return { mailbox: mailboxName(index, domain), domain };
  });
  return { domains, mailboxes };
}
