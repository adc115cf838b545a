import type { SmtpDraft } from '../../../src-shared/ipc/drafts.ts';
import type { SmtpView } from '../../../src-shared/views/smtp.ts';
import type { Engine } from '../../engine/engine.ts';
import { noMoreUnseen, oneOf, parse, required } from '../args.ts';
import { call } from '../calling.ts';
import type { Command, Context } from '../command.ts';
import { json, table } from '../output.ts';
import { secretLines } from '../stdin.ts';
import { UsageError } from '../usage.ts';
import { STORES } from './targets/draft.ts';

const KEYS = ['host', 'port', 'user', 'from', 'tls'] as const;
type Key = (typeof KEYS)[number];

/** `smtp show|set KEY VALUE…|password|test ADDRESS`: Settings → Mailbox Password Reset. */
export const smtp: Command = async (args, context) => {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    store: { type: 'string' },
    remove: { type: 'boolean' },
  });
  const [verb = 'show', ...rest] = positionals;
  const asJson = values.json === true;
  if (verb !== 'password' && (values.store !== undefined || values.remove))
    throw new UsageError(`--${values.remove ? 'remove' : 'store'} belongs to smtp password`);
  switch (verb) {
    case 'show':
      noMoreUnseen(positionals, 1);
      return show(context, await view(context), asJson);
    case 'set':
      return set(context, rest, asJson);
    case 'password':
      noMoreUnseen(positionals, 1);
      return password(context, values, asJson);
    case 'test':
      noMoreUnseen(positionals, 2);
      return test(context, required(rest[0], 'the address to send to'), asJson);
    default:
      throw new UsageError(`smtp cannot ${JSON.stringify(verb)}: show, set, password or test`);
  }
};

const view = async (context: Context): Promise<SmtpView> =>
  call(await context.engine('reader'), 'smtp.get', undefined);

async function set(context: Context, pairs: string[], asJson: boolean): Promise<number> {
  const changes = new Map<Key, string>();
  for (let index = 0; index < pairs.length; index += 2) {
    const key = pairs[index] ?? '';
    if (key === 'password') throw new UsageError('the password is read from standard input: smtp password');
    const known = oneOf(key, KEYS, 'the setting');
    const value = pairs[index + 1];
    if (value === undefined) throw new UsageError(`the value of ${key} is missing`);
    changes.set(known, value);
  }
  if (changes.size === 0) throw new UsageError(`set what? ${KEYS.join(', ')}`);
  const tls = changes.get('tls');
  const useTls = tls === undefined ? undefined : oneOf(tls, ['true', 'false', 'on', 'off'], 'tls');
  const before = await view(context);
  const draft: SmtpDraft = {
    ...stored(before),
    host: changes.get('host') ?? before.host,
    port: changes.get('port') ?? before.port,
    user: changes.get('user') ?? before.user,
    from: changes.get('from') ?? before.from,
    useTls: useTls === undefined ? before.useTls : useTls === 'true' || useTls === 'on',
  };
  return show(context, await call(await context.engine('reader'), 'smtp.save', draft), asJson);
}

async function password(
  context: Context,
  { store: wanted, remove }: { store?: string | undefined; remove?: boolean | undefined },
  asJson: boolean,
): Promise<number> {
  const store = wanted === undefined ? undefined : oneOf(wanted, STORES, '--store');
  if (remove && store) throw new UsageError('give either --store or --remove');
  // One that lives in .env is put there by hand; it is not read here.
  const typed = remove ? '' : store === 'env' ? undefined : await secretLines(context)('the password');
  const before = await view(context);
  const draft = { ...stored(before), ...(store === undefined ? {} : { store }) };
  const saved = await call(await context.engine('reader'), 'smtp.save', {
    ...draft,
    ...(typed === undefined ? {} : { password: typed }),
  });
  return show(context, saved, asJson);
}

const stored = ({ host, port, user, from, useTls, password: place, store }: SmtpView): SmtpDraft => ({
  host,
  port,
  user,
  from,
  useTls,
  // With the environment's password in force, the one of this app stays where it is.
  store: store ?? place ?? 'keychain',
});

function show({ out }: Context, smtpView: SmtpView, asJson: boolean): number {
  const { host, port, user, from, useTls, password: place, fromEnvironment, problems } = smtpView;
  const row = (key: string, field: string, value: string): string[] => [
    key,
    value,
    fromEnvironment[field] === undefined ? '' : `set by environment (${fromEnvironment[field]})`,
  ];
  const rows = [
    row('host', 'host', host),
    row('port', 'port', String(port)),
    row('user', 'user', user),
    row('from', 'from', from),
    row('tls', 'useTls', String(useTls)),
    row('password', 'password', place === null ? 'none' : `in ${PLACES[place]}`),
  ];
  out.answer(asJson ? json(smtpView) : table(rows));
  for (const problem of problems) out.note(problem);
  return 0;
}

const PLACES = { keychain: 'the keychain', env: 'RESET_SMTP_PASSWORD', database: 'the database' } as const;

async function test(context: Context, to: string, asJson: boolean): Promise<number> {
  const engine: Engine = await context.engine('reader');
  const outcome = await call(engine, 'smtp.test', { to });
  if (asJson) context.out.answer(json(outcome));
  else if (outcome.ok) context.out.answer(`delivered in ${outcome.durationMs ?? '?'} ms`);
  else context.out.answer(`failed: ${outcome.error ?? 'unknown reason'}`);
  return outcome.ok ? 0 : 2;
}
