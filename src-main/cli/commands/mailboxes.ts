import { MAILBOX_SORTS, type MailboxDetail, type MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import { noMore, oneOf, parse, required, wholeNumber } from '../args.ts';
import { call } from '../calling.ts';
import { type Command, CommandFailure, type Context } from '../command.ts';
import { json, table } from '../output.ts';
import { collect } from '../paging.ts';
import { UsageError } from '../usage.ts';

const PAGE = 500;
const MOST = 100_000;

/** `mailboxes list|show`: usage as last read. */
export const mailboxes: Command = async (args, context) => {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    above: { type: 'boolean' },
    domain: { type: 'string' },
    text: { type: 'string' },
    account: { type: 'string' },
    sort: { type: 'string' },
    reverse: { type: 'boolean' },
    limit: { type: 'string' },
  });
  const { json: asJson = false, ...flags } = values;
  const [verb = 'list', mailbox] = positionals;
  if (verb === 'show') {
    noMore(positionals, 2);
    const name = required(mailbox, 'the mailbox');
    const wrong = Object.keys(flags).find((flag) => flag !== 'account');
    if (wrong !== undefined) throw new UsageError(`mailboxes show takes no --${wrong}`);
    return show(context, name.trim().toLowerCase(), flags.account, asJson);
  }
  if (verb !== 'list') throw new UsageError(`mailboxes cannot ${JSON.stringify(verb)}: list or show`);
  noMore(positionals, 1);
  const sort = flags.sort === undefined ? 'storage' : oneOf(flags.sort, MAILBOX_SORTS, '--sort');
  const limit = wholeNumber(flags.limit, '--limit', 1, MOST) ?? MOST;
  // Names from A, trouble first, all else from the most: what a person looks for is at the top.
  const descending = !['mailbox', 'trouble'].includes(sort) !== (flags.reverse === true);
  const engine = await context.engine('reader');
  let total = 0;
  const rows = await collect<MailboxRow, number>(limit, PAGE, async (size, offset = 0) => {
    const page = await call(engine, 'mailboxes.page', {
      ...(flags.text === undefined ? {} : { text: flags.text }),
      ...(flags.domain === undefined ? {} : { domain: flags.domain.trim().toLowerCase() }),
      ...(flags.account === undefined ? {} : { account: flags.account }),
      ...(flags.above ? { aboveOnly: true } : {}),
      ...{ sort, descending, offset, limit: size },
    });
    total = page.total;
    const next = offset + page.rows.length;
    return { rows: page.rows, next: page.rows.length > 0 && next < total ? next : null };
  });
  const columns = ['MAILBOX', 'STORAGE', 'USED MB', 'QUOTA MB', 'SENDS', 'READ', ''];
  context.out.answer(asJson ? json(rows) : table([columns, ...rows.map(toRow)]));
  if (rows.length < total) context.out.note(`${total - rows.length} more; --limit gives more of them.`);
  return 0;
};

const percent = (value: number | undefined): string => (value === undefined ? '–' : `${value.toFixed(1)} %`);
const whole = (value: number | undefined): string => (value === undefined ? '–' : String(Math.round(value)));
const quota = (mb: number | undefined): string => (mb === 0 ? 'unlimited' : whole(mb));

const toRow = (row: MailboxRow): string[] => [
  row.mailbox,
  percent(row.quotaPercent),
  whole(row.usageMb),
  quota(row.quotaMb),
  percent(row.sendPercent),
  row.readAt,
  remarks(row),
];

const ALARMS = { storage: 'storage alarm', sends: 'sends alarm', sendRate: 'sending rate alarm' } as const;
const remarks = ({ alarms, suspended }: MailboxRow): string =>
  [...alarms.map((measure) => ALARMS[measure]), ...(suspended ? ['suspended'] : [])].join(', ');

async function show(
  context: Context,
  mailbox: string,
  account: string | undefined,
  asJson: boolean,
): Promise<number> {
  const engine = await context.engine('reader');
  const all = (await call(engine, 'overview.get', undefined)).accounts.map(({ id }) => id);
  if (account !== undefined && !all.includes(account))
    throw new CommandFailure(`There is no account ${account}.`);
  for (const id of account === undefined ? all : [account]) {
    const found = await engine.call('mailboxes.get', { account: id, mailbox });
    if (found.ok) {
      context.out.answer(asJson ? json(found.value) : text(found.value));
      return 0;
    }
    if (found.code !== 'not_found') throw new CommandFailure(found.message);
  }
  throw new CommandFailure(`No account has ${mailbox}, as far as the last reading knows.`);
}

function text(detail: MailboxDetail): string {
  const { forecast, samples, alarmsSince } = detail;
  const facts = [
    ['Storage', `${whole(detail.usageMb)} of ${quota(detail.quotaMb)} MB (${percent(detail.quotaPercent)})`],
    ['Sent today', `${whole(detail.sent)} of ${whole(detail.sendLimit)} (${percent(detail.sendPercent)})`],
    ['Alerts at', `${detail.storageThreshold} % storage, ${detail.sendThreshold} % sends`],
    ['Read', detail.readAt],
    ...Object.entries(alarmsSince).map(([measure, since]) => [
      ALARMS[measure as keyof typeof ALARMS],
      `since ${since}`,
    ]),
    ...(forecast ? [['Forecast', fullIn(forecast.daysUntilFull)]] : []),
    [
      'History',
      `${samples.length} ${samples.length === 1 ? 'reading' : 'readings'}${samples[0] ? ` since ${samples[0].at}` : ''}`,
    ],
  ];
  return [`${detail.mailbox}${detail.suspended ? ' (suspended)' : ''}`, table(facts)].join('\n');
}

function fullIn(daysUntilFull: number): string {
  const days = Math.round(daysUntilFull);
  return days < 1 ? 'full within a day' : `full in about ${days} ${days === 1 ? 'day' : 'days'}`;
}
