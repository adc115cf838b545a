import { envLine, suggestedVariable } from '../../../src-shared/env-line.ts';
import { findService } from '../../../src-shared/notification-url/registry.ts';
import { toTemplate } from '../../../src-shared/notification-url/template.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import { type Credentials, variableFor } from './credentials.ts';
import { schemaOf } from './service-lookup.ts';
import type { TargetRepository } from './targets.ts';

/**
 * "Copy token for .env": `NAME=value` of a stored target. Only for the clipboard of this computer: the answer is the
 * secret itself. The name is the one that is wished for, else the target's own variable; before it has one, the
 * service's, or where another target has that one a name of its own.
 */
export async function envLineOf(
  id: string,
  wished: string | undefined,
  targets: TargetRepository,
  credentials: Credentials,
): Promise<Result<string>> {
  const target = targets.get(id);
  if (!target || target.removedAt !== null)
    return failure('not_found', 'This target does not exist any more.', 'id');
  const service = findService(target.service);
  if (!service?.credential) {
    const label = service?.label ?? schemaOf(target.service);
    return failure('no_token', `${label} has no single token that a variable could hold.`);
  }
  const asked = wished === undefined ? undefined : variableFor(service, wished);
  if (asked && !asked.ok) return asked;
  const url = await credentials.stored(target);
  if (!url.ok) return url;
  const fields = service.parse(url.value);
  if (!fields) return failure('no_token', 'The token of this address cannot be told from the rest of it.');
  const template = toTemplate(service, fields);
  if (!template.ok) return template;
  const { token } = template.value;
  const variable = asked?.value ?? target.envVariable ?? freeVariable(service.credential.variable, token);
  const line = envLine(variable, token);
  return line === undefined
    ? failure('not_writable', 'This token cannot be written into .env: no kind of quotes can hold it.')
    : success(line);

  function freeVariable(own: string, value: string): string {
    const others = targets.list().flatMap(({ envVariable }) => envVariable ?? []);
    const set = credentials.variable(own);
    const taken = set === undefined || set === value ? others : [...others, own];
    return suggestedVariable(own, taken, target?.label ?? '');
  }
}
