import { isAuditAction } from '../../../../src-shared/audit-actions.ts';
import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import type { FieldValues, NotificationService } from '../../../../src-shared/notification-services.ts';
import { MINIMUM_SEVERITIES, type SecretStore } from '../../../../src-shared/views/targets.ts';
import { oneOf } from '../../args.ts';
import { UsageError } from '../../usage.ts';

export const DRAFT_OPTIONS = {
  label: { type: 'string' },
  service: { type: 'string' },
  field: { type: 'string', multiple: true },
  url: { type: 'string' },
  store: { type: 'string' },
  variable: { type: 'string' },
  events: { type: 'string' },
  'min-severity': { type: 'string' },
} as const;

export interface DraftFlags {
  label?: string | undefined;
  service?: string | undefined;
  field?: string[] | undefined;
  url?: string | undefined;
  store?: string | undefined;
  variable?: string | undefined;
  events?: string | undefined;
  'min-severity'?: string | undefined;
}

export const STORES: readonly SecretStore[] = ['keychain', 'env', 'database'];

/** What both `add` and `edit` may say besides label and address; only what was given. */
export function filterOf(flags: DraftFlags): Pick<TargetDraft, 'events' | 'minimumSeverity' | 'envVariable'> {
  const events = flags.events === undefined ? undefined : eventList(flags.events);
  const severity = flags['min-severity'];
  return {
    ...(events === undefined ? {} : { events }),
    ...(severity === undefined
      ? {}
      : { minimumSeverity: oneOf(severity, MINIMUM_SEVERITIES, '--min-severity') }),
    ...(flags.variable === undefined ? {} : { envVariable: flags.variable }),
  };
}

/** `all`: null. */
function eventList(text: string): string[] | null {
  if (text === 'all') return null;
  const names = text.split(',').map((name) => name.trim());
  for (const name of names)
    if (!isAuditAction(name))
      throw new UsageError(
        name === '' ? '--events needs names, or all' : `there is no action ${JSON.stringify(name)}`,
      );
  return names;
}

export interface FieldFlag {
  name: string;
  /** `-`: a line of standard input. */
  value: string;
}

export function fieldFlags(given: readonly string[] = []): FieldFlag[] {
  const flags = given.map((text): FieldFlag => {
    const equals = text.indexOf('=');
    // What follows is not repeated: it may be a secret without its name.
    if (equals < 1) throw new UsageError('--field must be like NAME=VALUE, or NAME=- for standard input');
    return { name: text.slice(0, equals), value: text.slice(equals + 1) };
  });
  const twice = flags.find(({ name }, index) => flags.findIndex((other) => other.name === name) !== index);
  if (twice) throw new UsageError(`--field ${twice.name} is given twice`);
  return flags;
}

/** Refuses fields that the service does not have, and secrets on the command line. */
export function checkFields(flags: readonly FieldFlag[], service: NotificationService): void {
  for (const { name, value } of flags) {
    const field = service.fields.find((one) => one.name === name);
    if (!field) {
      const names = service.fields.map((one) => one.name).join(', ');
      throw new UsageError(`${service.label} has no field ${JSON.stringify(name)}; it has ${names}`);
    }
    if (field.kind === 'secret' && value !== '-')
      throw new UsageError(
        `${name} is secret: give --field ${name}=- and the value on standard input, one line per such field`,
      );
  }
}

/** In the order of the flags, so that the lines of standard input are as they were typed. */
export async function fieldValues(
  flags: readonly FieldFlag[],
  line: (what: string) => Promise<string>,
): Promise<FieldValues> {
  const values: FieldValues = {};
  for (const { name, value } of flags) values[name] = value === '-' ? await line(name) : value;
  return values;
}
