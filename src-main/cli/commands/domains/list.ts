import { CHECK_LABELS, CHECK_NAMES, type Overall } from '../../../../src-shared/dns-health.ts';
import type { DomainRow } from '../../../../src-shared/views/domains.ts';
import { oneOf } from '../../args.ts';
import { call } from '../../calling.ts';
import type { Context } from '../../command.ts';
import { json, table } from '../../output.ts';

const OVERALLS: readonly Overall[] = ['healthy', 'degraded', 'unhealthy', 'unknown'];

/** Trouble first, as the window has it. */
export async function list(
  context: Context,
  flags: { account?: string | undefined; status?: string | undefined },
  asJson: boolean,
): Promise<number> {
  const status = flags.status === undefined ? undefined : oneOf(flags.status, OVERALLS, '--status');
  const all = await call(await context.engine('reader'), 'domains.list', undefined);
  const rows = all.filter(
    (row) =>
      (status === undefined || row.overall === status) &&
      (flags.account === undefined || row.account === flags.account),
  );
  context.out.answer(asJson ? json(rows.map(complete)) : listTable(rows));
  if (all.length === 0) context.out.note('No domain is known yet: "monitor dns" looks for them.');
  return 0;
}

/** Null where MXroute has not told: a field of the shape is never left out. */
export const complete = <R extends { mailHosting: boolean | undefined }>(row: R) => ({
  ...row,
  mailHosting: row.mailHosting ?? null,
});

export const hosting = (on: boolean | undefined): string => (on === undefined ? '?' : on ? 'on' : 'off');

function listTable(rows: readonly DomainRow[]): string {
  const severalAccounts = new Set(rows.map(({ account }) => account)).size > 1;
  const columns = ['DOMAIN', 'STATE', 'MAIL', 'MAILBOXES', 'FULLEST', 'CHECKED', 'NOT IN ORDER'];
  const body = rows.map((row) => [
    row.domain,
    row.overall,
    hosting(row.mailHosting),
    String(row.mailboxes),
    row.fullest ? `${row.fullest.quotaPercent.toFixed(1)} %` : '–',
    row.checkedAt ?? 'never',
    notInOrder(row) || '–',
  ]);
  const lines = [columns, ...body];
  if (!severalAccounts) return table(lines);
  return table(lines.map((line, index) => [rows[index - 1]?.account ?? 'ACCOUNT', ...line]));
}

const notInOrder = ({ checks }: DomainRow): string =>
  CHECK_NAMES.filter((name) => checks[name] === 'fail' || checks[name] === 'warn')
    .map((name) => `${CHECK_LABELS[name]} ${checks[name]}`)
    .join(', ');
