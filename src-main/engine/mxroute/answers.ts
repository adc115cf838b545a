import { z } from 'zod';
import type { CatchAll, DnsInfo, DomainInfo, NamedRecord, SpamSettings } from './api.ts';
import { malformed } from './envelope.ts';

/**
 * What the answers must look like (source: MXroute API 1.0.0 and spec: Account watch, Answers in the wild).
 * Unknown fields are ignored, missing optional ones tolerated; a missing required one names path and field.
 */

export const numeric = z.union([
  z.number().finite(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?\s*$/)
    .transform(Number),
]);

export const flag = z.union([
  z.boolean(),
  z.literal([1, '1', 'true', 'yes', 'on']).transform(() => true),
  z.literal([0, '0', 'false', 'no', 'off']).transform(() => false),
]);

/** A name goes into request paths and DNS questions: nothing that could end either. */
export const domainName = z
  .string()
  .transform((name) => name.trim().toLowerCase().replace(/\.$/, ''))
  .refine(
    (name) => name.length <= 253 && /^[^\s/\\?#%@:.\p{C}]+(\.[^\s/\\?#%@:.\p{C}]+)+$/u.test(name),
    'is not a domain name',
  );

const name = z.string().trim().min(1);

const pointers = z.union([
  z.array(z.union([name, z.object({ pointer: name }).transform(({ pointer }) => pointer)])),
  z.record(z.string(), z.unknown()).transform((byName) => Object.keys(byName)),
]);

/** A list of names has no neighbours to save: skipping one would look like a deleted domain. */
const domains = z.array(domainName).transform((list) => [...new Set(list)]);

const domainDetails = z.object({
  mail_hosting: flag,
  pointers: pointers.nullish().transform((list) => list ?? []),
});

const record = z.object({ name, value: name });

const dnsInfo = z.object({
  mx_records: z.array(z.object({ priority: numeric, hostname: name })),
  spf: record.extend({ name: name.nullish().transform((apex) => apex ?? '@') }).nullish(),
  dkim: record.nullish(),
  verification: record.nullish(),
});

const verificationKey = z.object({ record });

/** Colons are how the panel underneath writes the same words. */
const catchAll = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal(['fail', ':fail:']) }),
    z.object({ type: z.literal(['blackhole', ':blackhole:']) }),
    z.object({ type: z.literal('address'), address: name }),
  ])
  .transform((told): CatchAll => {
    if (told.type === 'address') return { type: 'address', address: told.address };
    return { type: told.type === 'fail' || told.type === ':fail:' ? 'fail' : 'blackhole' };
  });

const spamSettings = z.object({ high_score: numeric });

export const readDomains = (path: string, data: unknown): string[] => check(path, domains, data);

export function readDomain(path: string, domain: string, data: unknown): DomainInfo {
  const { mail_hosting, pointers } = check(path, domainDetails, data);
  return { domain, mailHosting: mail_hosting, pointers: pointers.map((pointer) => pointer.toLowerCase()) };
}

export function readDns(path: string, data: unknown): DnsInfo {
  const { mx_records, spf, dkim, verification } = check(path, dnsInfo, data);
  return {
    mx: mx_records.map(({ priority, hostname }) => ({
      priority,
      host: hostname.toLowerCase().replace(/\.$/, ''),
    })),
    spf: spf ?? undefined,
    dkim: dkim ?? undefined,
    verification: verification ?? undefined,
  };
}

export const readVerificationKey = (path: string, data: unknown): NamedRecord =>
  check(path, verificationKey, data).record;

export const readCatchAll = (path: string, data: unknown): CatchAll => check(path, catchAll, data);

export const readSpamSettings = (path: string, data: unknown): SpamSettings => ({
  highScore: check(path, spamSettings, data).high_score,
});

export function check<T>(path: string, schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw malformed(path, problemOf(result.error.issues[0], data));
}

function problemOf(issue: z.core.$ZodIssue | undefined, data: unknown): string {
  const steps = issue?.path ?? [];
  const field = ['data', ...steps]
    .map(String)
    .join('.')
    .replace(/\.(\d+)/g, '[$1]');
  return valueAt(data, steps) === undefined
    ? `lacks \`${field}\``
    : `has something unexpected in \`${field}\``;
}

function valueAt(data: unknown, steps: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of steps) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return value;
}
