import type { Overview } from '../../src-shared/views/app.ts';
import { count } from './format.ts';

/** "2 unhealthy, 1 degraded, 9 healthy": only what there is, worst first. */
export function stateSentence(counts: Overview['counts']): string {
  const parts = (['unhealthy', 'degraded', 'unknown', 'healthy'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => `${counts[name]} ${name === 'unknown' ? 'not checked' : name}`);
  const total = counts.unhealthy + counts.degraded + counts.unknown + counts.healthy;
  if (total === 0) return 'No domains checked yet';
  if (counts.healthy === total) return `${count(total, 'domain')}, all healthy`;
  return parts.join(', ');
}
