import type { NotificationService } from '../../notification-services.ts';
import type { Result } from '../../result.ts';
import type { ServiceDescription } from '../../service-catalogue.ts';
import { buildUrl } from './build-url.ts';
import { type Form, formOf } from './form.ts';
import { readUrl } from './read-url.ts';

export const GENERIC_PREFIX = 'apprise:';
export const genericId = (schema: string): string => `${GENERIC_PREFIX}${schema}`;

/**
 * The form of any service that Apprise describes, and the way from it to a URL and back. Pure and the same on both
 * sides: the window makes it from what `services.list` answers.
 *
 * Fields: `form.template` where the service can be reached in several ways (its options are the fullest templates, as
 * Apprise writes them), `form.schema` where it has several schemes, each token by its name, each option as `arg.<name>`
 * and each kind of named values as `pairs.<name>`. It has no `credential`: which of its secrets would be the one in a
 * variable nobody can tell, so keychain and database are the stores of these targets.
 */
export function genericService(description: ServiceDescription): NotificationService {
  const form = formOf(description);
  return {
    id: genericId(description.schema),
    label: description.label,
    fields: form.fields,
    build: (typed) => inSentence(form, buildUrl(form, typed)),
    parse: (url) => readUrl(form, url.trim()),
    ownHost: () => undefined,
  };
}

function inSentence({ fields }: Form, result: Result<string>): Result<string> {
  if (result.ok) return result;
  const label = fields.find(({ name }) => name === result.field)?.label ?? 'This service';
  return { ...result, message: `${label} ${result.message}.` };
}
