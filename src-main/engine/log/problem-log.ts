import type { Logger } from '../ports.ts';

const REMEMBERED = 10_000;

export interface ProblemLog {
  report(problems: readonly string[]): void;
}

/** A number that cannot be measured is worth one line, not one per scan. */
export function createProblemLog(log: Logger): ProblemLog {
  const seen = new Set<string>();
  return {
    report(problems) {
      for (const problem of problems) {
        if (seen.has(problem) || seen.size >= REMEMBERED) continue;
        seen.add(problem);
        log.log('warn', problem);
      }
    },
  };
}
