import type { CheckName, CheckResults } from '../../../src-shared/dns-health.ts';
import type { LookupOutcome } from '../dns/outcome.ts';
import { type CheckSettings, type DnsQuestion, type Observation, questionKey } from './check.ts';
import { CHECKS } from './checks/table.ts';
import { forEveryCheck } from './every-check.ts';
import type { Expectation } from './expectation.ts';

export type Ask = (question: DnsQuestion) => Promise<LookupOutcome>;

/** Aliases and the organizational domain are asked after the first answers; nothing needs more rounds. */
const MAX_ROUNDS = 8;

/** Asks what the checks want to know, until none has a further question. @param known need not be asked for again. */
export async function observe(
  checks: readonly CheckName[],
  expectation: Expectation,
  settings: CheckSettings,
  ask: Ask,
  known: Observation = new Map(),
): Promise<Observation> {
  const observation = new Map<string, LookupOutcome>(known);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const open = new Map<string, DnsQuestion>();
    for (const name of checks) {
      for (const question of CHECKS[name].questions(expectation, observation, settings)) {
        const key = questionKey(question);
        if (!observation.has(key)) open.set(key, question);
      }
    }
    if (open.size === 0) break;
    await Promise.all(
      [...open].map(async ([key, question]) => {
        observation.set(key, await ask(question));
      }),
    );
  }
  return observation;
}

export const judge = (
  expectation: Expectation,
  observation: Observation,
  settings: CheckSettings,
): CheckResults => forEveryCheck((name) => CHECKS[name].judge(expectation, observation, settings));
