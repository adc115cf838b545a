import {
  type FieldValues,
  isAsked,
  type NotificationService,
  TOKEN_PLACEHOLDER,
} from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';

/** Stands for the secret while a URL is taken apart: letters only, so that no encoding touches it. */
const STAND_IN = 'MxmTokenStandIn';

export const standInOf = ({ credential, fields }: NotificationService): string =>
  fields.find(({ name }) => name === credential?.field)?.sample ?? STAND_IN;

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
  const field = service.fields.find(({ name }) => name === credential.field);
  const label = field?.label ?? credential.field;
  if (field && !isAsked(field, fields, service.fields))
    return failure('no_token', 'This target has no secret of its own that could live in .env.', 'store');
  const token = fields[credential.field] ?? '';
  const other = service.fields.find(
    ({ kind, name }) =>
      kind === 'secret' &&
      name !== credential.field &&
      !credential.beside?.includes(name) &&
      (fields[name] ?? '') !== '',
  );
  if (other) {
    return failure('other_secret', `${other.label} cannot live in .env: only ${label} can.`, other.name);
  }
  if (token === '') return failure('required', `${label} is needed to be stored in .env.`, credential.field);
  if (credential.field === 'url') return success({ template: TOKEN_PLACEHOLDER, token });
  const real = service.build(fields);
  if (!real.ok) return real;
  const standIn = standInOf(service);
  const url = service.build({ ...fields, [credential.field]: standIn });
  if (!url.ok) return url;
  const pieces = url.value.split(standIn);
  // In the one place where the secret goes, and nowhere else.
  if (pieces.length !== 2)
    return failure('no_token', `${label} cannot be told from the rest of the address.`, credential.field);
  return success({ template: pieces.join(TOKEN_PLACEHOLDER), token });
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
  const fields = service.parse(template.replace(TOKEN_PLACEHOLDER, standInOf(service)));
  return fields && field !== undefined ? { ...fields, [field]: '' } : undefined;
}
