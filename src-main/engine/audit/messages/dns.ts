import { z } from 'zod';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { listed, shortened, type TextTools } from './text.ts';

const check = z.object({
  label: z.string(),
  expectedHost: z.string().catch(''),
  expected: z.array(z.string()).catch([]),
  found: z.array(z.string()).catch([]),
  message: z.string().catch(''),
});
const alerts = z.object({
  domains: z
    .array(
      z.object({
        domain: z.string(),
        from: z.string().catch(''),
        to: z.string(),
        since: z.string().optional(),
        checks: z.array(check).catch([]),
      }),
    )
    .min(1),
});
const recoveries = z.object({
  domains: z.array(z.object({ domain: z.string(), from: z.string(), since: z.string().optional() })).min(1),
});

type Check = z.infer<typeof check>;
type Alert = z.infer<typeof alerts>['domains'][number];

/** With more domains than this, each gets one line: the records are in the app. */
const DOMAINS_IN_FULL = 5;

export function dnsAlert(event: AuditEvent, tools: TextTools): string | undefined {
  const parsed = alerts.safeParse(event.details);
  if (!parsed.success) return undefined;
  const { domains } = parsed.data;
  const show = domains.length > DOMAINS_IN_FULL ? brief : full;
  return [
    ...listed(domains, (domain) => show(domain, tools)),
    'What to do: publish the expected records at your DNS provider, then press Recheck.',
  ].join(domains.length > DOMAINS_IN_FULL ? '\n' : '\n\n');
}

export function dnsRecovered(event: AuditEvent, tools: TextTools): string | undefined {
  const parsed = recoveries.safeParse(event.details);
  if (!parsed.success) return undefined;
  return listed(
    parsed.data.domains,
    ({ domain, from, since }) => `${domain} is healthy again. It was ${from}${tools.since(since)}.`,
  ).join('\n');
}

function full(alert: Alert, tools: TextTools): string {
  const before = ['', 'new', 'unknown'].includes(alert.from) ? '' : ` (was ${alert.from})`;
  const head = `${alert.domain} is ${alert.to}${before}${tools.since(alert.since)}.`;
  return [head, ...alert.checks.map(checkLines)].join('\n');
}

function brief(alert: Alert, tools: TextTools): string {
  const labels = alert.checks.map(({ label }) => label).join(', ');
  return `${alert.domain}: ${alert.to}${tools.since(alert.since)}${labels === '' ? '' : ` (${labels})`}`;
}

function checkLines({ label, message, expectedHost, expected, found }: Check): string {
  const lines = [`${label}: ${message || 'not as expected'}`];
  if (expected.length > 0) {
    lines.push(`  Expected${expectedHost === '' ? '' : ` at ${expectedHost}`}: ${records(expected)}`);
    lines.push(`  Found: ${found.length === 0 ? 'nothing' : records(found)}`);
  } else if (found.length > 0) {
    lines.push(`  Found: ${records(found)}`);
  }
  return lines.join('\n');
}

const records = (values: readonly string[]): string =>
  listed(values, (value) => shortened(value)).join(' | ');
