import type { Result } from './result.ts';

/**
 * What a notification service is to this app: its form and the way from fields to an Apprise URL and back.
 * One file per service in `notification-url/`, registered once in `notification-url/registry.ts`.
 * The files are pure and shared: the window shows a URL that the person just typed without asking main for it,
 * so that no IPC answer ever has to carry one.
 */

export type FieldKind = 'text' | 'secret' | 'number' | 'select' | 'switch';

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
}

/** Stands in a stored URL where the secret goes; cannot occur in a percent-encoded one. */
export const TOKEN_PLACEHOLDER = '{token}';

export interface NotificationService {
  id: string;
  label: string;
  fields: readonly ServiceField[];
  /** The field that may live in the environment, and the variable that holds it. */
  credential?: { field: string; variable: string };
  /** @returns the Apprise URL, or what is wrong with which field. Never trims a secret. */
  build(fields: FieldValues): Result<string>;
  /** The inverse of build; undefined where the URL is not of this service or says more than the form can. */
  parse(url: string): FieldValues | undefined;
  /** Shown after the scheme in the masked URL: only where the host is the user's own server. */
  ownHost(fields: FieldValues): string | undefined;
}
