import { z } from 'zod';
import { bullets, type Item, inline, paragraph, type Section } from './blocks.ts';
import { code, type Line, say, strong, words } from './pieces.ts';
import { type Template, template } from './template.ts';
import type { TextTools } from './text.ts';

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
        fromSince: z.string().optional(),
        checks: z.array(check).catch([]),
      }),
    )
    .min(1),
});
const recoveries = z.object({
  domains: z
    .array(
      z.object({
        domain: z.string(),
        from: z.string(),
        since: z.string().optional(),
        fromSince: z.string().optional(),
      }),
    )
    .min(1),
});

type Check = z.output<typeof check>;
type Alert = z.output<typeof alerts>['domains'][number];

/** With more domains than this, each gets one line: the records are in the app. */
const DOMAINS_IN_FULL = 5;

const dnsAlert: Template = template({
  details: alerts,
  tell({ details: { domains }, tools }): Section[] {
    if (domains.length > DOMAINS_IN_FULL)
      return [bullets(domains, (alert) => ({ line: brief(alert, tools) }))];
    return domains.map((alert) => [paragraph(head(alert, tools)), ...bullets(alert.checks, checkItem)]);
  },
  plainly: (subject) => say`${subject}: something is wrong with the DNS records.`,
  todo: () => say`publish the expected records at your DNS provider, then press Recheck.`,
});

function head(alert: Alert, tools: TextTools): Line {
  const worse = trouble(alert, tools);
  if (worse.length > 0) return say`${strong(alert.domain)} is ${alert.to}; ${worse}.`;
  const before = ['', 'new', 'unknown'].includes(alert.from) ? [] : say` (was ${alert.from})`;
  return say`${strong(alert.domain)} is ${alert.to}${before}${tools.since(alert.since)}.`;
}

function brief(alert: Alert, tools: TextTools): Line {
  const worse = trouble(alert, tools);
  const state = worse.length > 0 ? say`${alert.to}, ${worse}` : say`${alert.to}${tools.since(alert.since)}`;
  const labels = inline(alert.checks, ({ label }) => say`${label}`);
  return say`${strong(alert.domain)}: ${state}${labels.length === 0 ? [] : say` (${labels})`}`;
}

/** "was degraded since 3 May 2026, 10:30": what became worse has its new state only now. Empty where it was well. */
function trouble({ from, since, fromSince }: Alert, tools: TextTools): Line {
  if (!['degraded', 'unhealthy'].includes(from)) return [];
  return say`was ${from}${tools.since(fromSince ?? since)}`;
}

function checkItem({ label, message, expectedHost, expected, found }: Check): Item {
  const at = expectedHost === '' ? [] : say` at ${code(expectedHost)}`;
  const wanted = expected.length === 0 ? [] : [say`Expected${at}: ${records(expected)}`];
  const seen = found.length > 0 ? [say`Found: ${records(found)}`] : [say`Found: nothing`];
  return {
    line: say`${strong(label)}: ${message || 'not as expected'}`,
    under: expected.length === 0 && found.length === 0 ? [] : [...wanted, ...seen],
  };
}

export const records = (values: readonly string[]): Line => inline(values, (value) => code(value), ' | ');

const dnsRecovered: Template = template({
  details: recoveries,
  tell({ details: { domains }, tools }): Section[] {
    const line = ({ domain, from, since, fromSince = since }: (typeof domains)[number]): Line =>
      say`${strong(domain)} is healthy again. It was ${from}${tools.since(fromSince)}.`;
    const [only] = domains;
    return domains.length === 1 && only
      ? [[paragraph(line(only))]]
      : [bullets(domains, (domain) => ({ line: line(domain) }))];
  },
  plainly: (subject) => say`${subject}: the DNS records are healthy again.`,
  todo: () => [words('nothing.')],
});

export const DNS_HEALTH = { 'dns.health_alert': dnsAlert, 'dns.health_recovered': dnsRecovered };
