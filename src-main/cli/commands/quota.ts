import type { AccountQuotaView } from '../../../src-shared/views/accounts.ts';
import { noMore, parse } from '../args.ts';
import { call } from '../calling.ts';
import { type Command, CommandFailure } from '../command.ts';
import { json, table } from '../output.ts';

/** `quota`: each account's own storage as last read. 0: below the threshold, 2: at or above it. */
export const quota: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  noMore(positionals, 0);
  const { quotas, accounts } = await call(await context.engine('reader'), 'overview.get', undefined);
  if (quotas.length === 0)
    throw new CommandFailure('The storage of the account was not read yet: "monitor usage" reads it.');
  const label = (id: string): string => accounts.find((account) => account.id === id)?.label ?? id;
  context.out.answer(
    values.json
      ? json(quotas.map((one) => ({ ...one, percent: one.percent ?? null })))
      : quotas.map((one) => [label(one.account), table(facts(one))].join('\n')).join('\n\n'),
  );
  return quotas.some(({ percent, thresholdPercent }) => (percent ?? 0) >= thresholdPercent) ? 2 : 0;
};

function facts({ percent, usedBytes, limitBytes, breakdown, grace, ...about }: AccountQuotaView): string[][] {
  const share = percent === undefined ? 'unlimited' : `of ${size(limitBytes)} (${percent.toFixed(1)} %)`;
  const parts = Object.entries(breakdown).filter(([, bytes]) => bytes > 0);
  return [
    ['Used', `${size(usedBytes)} ${share}`],
    ...(parts.length > 0 ? [['By', parts.map(([name, bytes]) => `${name} ${size(bytes)}`).join(', ')]] : []),
    ['Alert at', `${about.thresholdPercent} %`],
    ...(about.alarmSince ? [['In alarm since', about.alarmSince]] : []),
    ...(grace ? [['Grace period', graceText(grace)]] : []),
    ['Read', about.readAt],
  ];
}

function graceText({ daysRemaining, deadline }: NonNullable<AccountQuotaView['grace']>): string {
  const days = daysRemaining === null ? '' : `${daysRemaining} ${daysRemaining === 1 ? 'day' : 'days'} left`;
  return [days, deadline === null ? '' : `until ${deadline}`].filter(Boolean).join(', ');
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** 1024 to the next unit, as MXroute counts. */
function size(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(power < 2 ? 0 : 1)} ${UNITS[power]}`;
}
