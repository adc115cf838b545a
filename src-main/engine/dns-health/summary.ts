import type { Overall } from '../../../src-shared/dns-health.ts';
import type { DomainScan } from './scan-domain.ts';

const WORDS: [Overall, string][] = [
  ['unhealthy', 'unhealthy'],
  ['degraded', 'degraded'],
  ['unknown', 'could not be checked'],
  ['healthy', 'healthy'],
];

/** One sentence: "12 domains checked: 1 unhealthy, 11 healthy." */
export function summary(domains: readonly DomainScan[]): string {
  if (domains.length === 0) return 'This account has no domains.';
  const counts = WORDS.map(([overall, word]) => ({
    word,
    count: domains.filter((domain) => domain.overall === overall).length,
  })).filter(({ count }) => count > 0);
  const head = domains.length === 1 ? '1 domain checked' : `${domains.length} domains checked`;
  const sentence = `${head}: ${counts.map(({ count, word }) => `${count} ${word}`).join(', ')}.`;
  const problem = domains.find((domain) => domain.problem)?.problem;
  return problem ? `${sentence} MXroute could not be asked about all of them: ${problem.message}` : sentence;
}
