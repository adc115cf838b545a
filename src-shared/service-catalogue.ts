/**
 * Apprise's own description of its services (`details()`), reduced to what a form needs.
 * `notification-url/generic/` makes a NotificationService of one description and one of its templates.
 */
export interface ServiceCatalogue {
  /** Version of the Apprise that was asked; null where none could be: then there are no services. */
  version: string | null;
  services: ServiceDescription[];
}

export interface ServiceDescription {
  /** The first of its schemes that is encrypted, else the first; identifies the service: `apprise:<schema>`. */
  schema: string;
  /** All its schemes, encrypted ones first. */
  schemes: string[];
  label: string;
  /** The service's set-up page on Apprise's site, or null. */
  setupUrl: string | null;
  /** What this computer lacks to use it, as a sentence; null: nothing. */
  missing: string | null;
  /** As Apprise writes them, `{schema}` first. Those that a form cannot express are left out… */
  templates: string[];
  /** …and shown here, for Paste URL. */
  pasteOnly: string[];
  parts: DescribedPart[];
}

export type PartKind = 'string' | 'int' | 'float' | 'bool' | 'choice' | 'list';

export interface DescribedPart {
  /** `token`: stands in a template; `arg`: a `?name=value`; `headers` etc.: `?<prefix>name=value` pairs. */
  role: 'token' | 'arg' | 'pairs';
  name: string;
  label: string;
  kind: PartKind;
  required: boolean;
  private: boolean;
  default: string | null;
  choices: string[];
  /** How a list is joined: the first of these. */
  delim: string[];
  /** Before each value (a list's group included), e.g. `#`. */
  prefix: string;
  /** For a list: the tokens that may be its members. */
  group: string[];
  min: number | null;
  max: number | null;
  /** A JavaScript regular expression for the whole value, or null where Apprise has none that JavaScript can read. */
  pattern: { source: string; flags: string } | null;
}
