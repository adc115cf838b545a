import { type AuditAction, type Severity, weightOf } from '../../../src-shared/audit-actions.ts';
import type { MinimumSeverity } from '../../../src-shared/views/targets.ts';

/** What a target leaves out. */
export interface TargetFilter {
  /** Null: everything that is subscribed. */
  events: readonly string[] | null;
  minimumSeverity: MinimumSeverity;
}

const RANK: Record<Severity, number> = { info: 0, success: 0, warning: 1, failure: 2 };

/**
 * Whether a target takes an action that is subscribed.
 *
 * | its events        | minimum severity | alert of that severity or above, and its recovery | below |
 * | ----------------- | ---------------- | ------------------------------------------------- | ----- |
 * | all (null)        | any              | yes                                               | no    |
 * | names the action  | any              | yes                                               | no    |
 * | names it not      | any              | no                                                | no    |
 */
export const wants = ({ events, minimumSeverity }: TargetFilter, action: AuditAction): boolean =>
  (events === null || events.includes(action)) && RANK[weightOf(action)] >= RANK[minimumSeverity];

export const worstOf = (severities: readonly Severity[]): Severity => {
  const order: readonly Severity[] = ['failure', 'warning', 'info', 'success'];
  return order.find((severity) => severities.includes(severity)) ?? 'info';
};
