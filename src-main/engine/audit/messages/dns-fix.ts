import { z } from 'zod';
import { bullets, fact, facts, type Item, paragraph, type Section } from './blocks.ts';
import { records } from './dns.ts';
import { code, type Line, say, strong, words } from './pieces.ts';
import { known } from './shapes.ts';
import { changedBy, type Template, template } from './template.ts';

const values = known(z.union([z.string().transform((one) => [one]), z.array(z.string())]));
const record = z.object({
  change: z.enum(['create', 'update', 'delete', 'keep']),
  type: z.string(),
  name: z.string(),
  before: values,
  after: values,
  /** Why this one was not done; the others stay done. */
  problem: known(z.string()),
});
const fix = z.object({ zone: known(z.string()), records: z.array(record) });
const bulk = z.object({
  domains: z
    .array(z.object({ domain: z.string(), changed: known(z.number()), problem: known(z.string()) }))
    .min(1),
});

const DONE = { create: 'created', update: 'changed', delete: 'deleted', keep: 'kept' } as const;
const UNDO = say`nothing; what was changed can be undone in MXroute Manager for 30 days.`;
const FAILED = say`publish what was not done at your DNS provider by hand, or try again.`;

const one: Template = template({
  details: fix,
  tell({ details: { zone, records: all }, subject, event }): Section[] {
    const failed = all.filter(({ problem }) => problem !== undefined);
    const head =
      failed.length === 0
        ? say`${subject}: the DNS records were repaired.`
        : say`${subject}: ${words(String(all.length - failed.length))} of ${words(String(all.length))} DNS records were repaired.`;
    return [
      [
        paragraph(head),
        ...bullets(
          all.filter(({ change }) => change !== 'keep'),
          recordItem,
        ),
        ...facts([...fact('Zone', zone === undefined ? undefined : code(zone))]),
        ...changedBy(event),
      ],
    ];
  },
  plainly: (subject) => say`${subject}: the DNS records were repaired.`,
  todo: (details) => (details?.records.some(({ problem }) => problem !== undefined) ? FAILED : UNDO),
});

function recordItem({ change, type, name, before, after, problem }: z.output<typeof record>): Item {
  const side = (label: string, list: string[] | undefined): Line[] =>
    fact(label, list === undefined ? undefined : list.length === 0 ? words('nothing') : records(list));
  return {
    line:
      problem === undefined
        ? say`${type} at ${code(name)} ${words(DONE[change])}`
        : say`${type} at ${code(name)} not ${words(DONE[change])}: ${problem}`,
    under: [...side('Before', before), ...side(problem === undefined ? 'Now' : 'Wanted', after)],
  };
}

const several: Template = template({
  details: bulk,
  tell({ details: { domains }, subject, event }): Section[] {
    const failed = domains.filter(({ problem }) => problem !== undefined).length;
    const done = domains.length - failed;
    return [
      [
        paragraph(
          failed === 0
            ? say`${subject}: the DNS records were repaired.`
            : say`${subject}: the DNS records of ${words(String(done))} were repaired, of ${words(String(failed))} not.`,
        ),
        ...bullets(domains, ({ domain, changed, problem }) => ({
          line: say`${strong(domain)}: ${problem === undefined ? recordCount(changed) : say`${problem}`}`,
        })),
        ...changedBy(event),
      ],
    ];
  },
  plainly: (subject) => say`${subject}: the DNS records were repaired.`,
  todo: (details) => (details?.domains.some(({ problem }) => problem !== undefined) ? FAILED : UNDO),
});

const recordCount = (changed: number | undefined): Line => {
  if (changed === undefined) return [words('repaired')];
  return [words(changed === 1 ? '1 record changed' : `${changed} records changed`)];
};

export const DNS_FIXES = { 'dns.fix': one, 'dns.fix_bulk': several };
