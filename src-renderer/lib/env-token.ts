import { envLine } from '../../src-shared/env-line.ts';
import type { FieldValues, NotificationService } from '../../src-shared/notification-services.ts';

/** The environment variable that a target's token may live in. */

/** A second target of a service may name its own variable, below the service's own name. */
export function variableProblem(service: NotificationService, variable: string): string | null {
  const own = service.credential?.variable;
  if (own === undefined) return null;
  if (variable === own || new RegExp(`^${own}_[A-Z0-9_]+$`).test(variable)) return null;
  return `Must be ${own} or ${own}_NAME (capital letters, digits, underscores).`;
}

/** Why a service's secret cannot live in `.env`; null where it can. */
export function noVariableReason(service: NotificationService): string | null {
  if (service.credential !== undefined) return null;
  return `Not for ${service.label}: it has no single token that a variable could hold.`;
}

/** `NAME=value` for `.env`. Null while the token is empty, or where no line of `.env` could hold it. */
export function typedEnvLine(
  service: NotificationService,
  values: FieldValues,
  variable: string,
): string | null {
  const token = service.credential === undefined ? '' : (values[service.credential.field] ?? '');
  return token === '' || variable === '' ? null : (envLine(variable, token) ?? null);
}
