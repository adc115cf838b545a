import { type FieldValues, type NotificationService, TOKEN_PLACEHOLDER } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';

/** Stands for the secret while a URL is taken apart: letters only, so that no encoding touches it. */
const STAND_IN = 'MxmTokenStandIn';

export interface UrlTemplate {
  /** The URL with `{token}` in the place of the secret. */
  template: string;
  token: string;
}

/**
 * Takes the one secret out of a form, for a target whose token lives in the environment.
 * @returns a failure where the service has no such secret, it is empty, or another secret field is filled.
 */
export function toTemplate(service: NotificationService, fields: FieldValues): Result<UrlTemplate> {
  const credential = service.credential;
  if (!credential)
    return failure('no_token', `${service.label} has no token that could live in the environment.`);
  const token = fields[credential.field] ?? '';
  const label = service.fields.find((field) => field.name === credential.field)?.label ?? credential.field;
  const other = service.fields.find(
    (field) =>
      field.kind === 'secret' && field.name !== credential.field && (fields[field.name] ?? '') !== '',
  );
  if (other) {
    return failure('other_secret', `${other.label} cannot live in .env: only ${label} can.`, other.name);
  }
  if (token === '') return failure('required', `${label} is needed to be stored in .env.`, credential.field);
  if (credential.field === 'url') return success({ template: TOKEN_PLACEHOLDER, token });
  const url = service.build({ ...fields, [credential.field]: STAND_IN });
  if (!url.ok) return url;
  return success({ template: url.value.replace(STAND_IN, TOKEN_PLACEHOLDER), token });
}

/** Puts the token back; the service encodes it and chooses the form that suits it. */
export function fromTemplate(service: NotificationService, template: string, token: string): Result<string> {
  const fields = templateFields(service, template);
  const field = service.credential?.field;
  if (!fields || field === undefined) return failure('bad_template', 'The stored address cannot be read.');
  return service.build({ ...fields, [field]: token });
}

/** The form of a template, its secret empty. */
export function templateFields(service: NotificationService, template: string): FieldValues | undefined {
  const field = service.credential?.field;
  if (field === 'url') return { url: '' };
  const fields = service.parse(template.replace(TOKEN_PLACEHOLDER, STAND_IN));
  return fields && field !== undefined ? { ...fields, [field]: '' } : undefined;
}
