import type { Result } from './result.ts';

/**
 * What a notification service is to this app: its form and the way from fields to an Apprise URL and back.
 * One file per service in `notification-url/`, registered once in `notification-url/registry.ts`.
 * The files are pure and shared: the window shows a URL that the person just typed without asking main for it,
 * so that no IPC answer ever has to carry one.
 */

/** `list`: several values in one string, separated by commas. */
export type FieldKind = 'text' | 'secret' | 'number' | 'select' | 'switch' | 'list';

/** Field values are strings as a form gives them; switches are `true` / `false`. */
export type FieldValues = Record<string, string>;

export interface ServiceField {
  name: string;
  label: string;
  kind: FieldKind;
  required?: boolean;
  default?: string;
  options?: readonly string[];
  placeholder?: string;
  help?: string;
  /** The page on which one finds the value; opened in the browser through main's allow-list. */
  link?: { label: string; url: string };
  /** Rarely needed: folded away under "More options". */
  advanced?: true;
  /** Asked only while another field has this value, or one of these: see `isAsked`. */
  when?: { field: string; is: string | readonly string[] };
  /**
   * For a secret of a known shape: an invented value that passes, which stands in where the real one is not at hand
   * (kept while editing, or living in the environment). Goes into the URL as it is, never encoded.
   */
  sample?: string;
  /** Secrets that cannot be given together with this one: typing one replaces the others. */
  excludes?: readonly string[];
}

/**
 * Whether the form asks for this field, as the others are filled in now.
 * @param others where given, one of them that is not filled in counts with its default.
 */
export function isAsked(
  { when }: ServiceField,
  values: FieldValues,
  others: readonly ServiceField[] = [],
): boolean {
  if (when === undefined) return true;
  const value = values[when.field] || others.find(({ name }) => name === when.field)?.default || '';
  return typeof when.is === 'string' ? value === when.is : when.is.includes(value);
}

/** Stands in a stored URL where the secret goes; cannot occur in a percent-encoded one. */
export const TOKEN_PLACEHOLDER = '{token}';

/** What a web address is to a service: its form filled in, an Apprise URL beyond the form, or a sentence's end. */
export type FromAddress = { fields: FieldValues } | { url: string } | { problem: string };

export interface NotificationService {
  id: string;
  label: string;
  fields: readonly ServiceField[];
  /**
   * The field that may live in the environment, and the variable that holds it. `beside`: other secret fields, which
   * stay in the stored URL: of little use without this one.
   */
  credential?: { field: string; variable: string; beside?: readonly string[] };
  /** @returns the Apprise URL, or what is wrong with which field. Never trims a secret that may hold blanks. */
  build(fields: FieldValues): Result<string>;
  /** The inverse of build; undefined where the URL is not of this service or says more than the form can. */
  parse(url: string): FieldValues | undefined;
  /** A web address of this service as people copy it (a webhook, a bot's link); undefined: it is not this service's. */
  fromAddress?(address: string): FromAddress | undefined;
  /** Shown after the scheme in the masked URL: only where the host is the user's own server. */
  ownHost(fields: FieldValues): string | undefined;
}
