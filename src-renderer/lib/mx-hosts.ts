import type { CheckResult } from '../../src-shared/dns-health.ts';
import { sameHost } from './domain-name.ts';

/** An MX host that is published and not MXroute's. */
export interface ExtraMxHost {
  host: string;
  priority: number;
  /** Mail goes there before or beside MXroute. */
  first: boolean;
}

const LINE = /^(\d+)\s+(\S+)$/;

function parse(line: string): { priority: number; host: string } | undefined {
  const found = LINE.exec(line.trim());
  if (found === null || found[2] === undefined || found[2] === '.') return undefined;
  return { priority: Number(found[1]), host: found[2].replace(/\.$/, '') };
}

const parseAll = (lines: readonly string[]) => lines.map(parse).filter((record) => record !== undefined);

/** Those that people may want to accept, in the order in which mail tries them. */
export function extraMxHosts({ expected, found }: Pick<CheckResult, 'expected' | 'found'>): ExtraMxHost[] {
  const ours = parseAll(expected);
  const published = parseAll(found);
  const [primary] = [...ours].sort((a, b) => a.priority - b.priority);
  const primaryNumber = published.find(({ host }) => primary !== undefined && sameHost(host, primary.host));
  return published
    .filter(({ host }) => !ours.some((own) => sameHost(own.host, host)))
    .map((record) => ({
      ...record,
      first: primaryNumber === undefined || record.priority <= primaryNumber.priority,
    }))
    .sort((a, b) => a.priority - b.priority);
}
