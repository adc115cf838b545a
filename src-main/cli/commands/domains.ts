import { parse, required } from '../args.ts';
import { call } from '../calling.ts';
import { type Command, CommandFailure, type Context } from '../command.ts';
import { UsageError } from '../usage.ts';
import { advise } from './domains/advise.ts';
import { list } from './domains/list.ts';
import { type PolicyFlags, policy } from './domains/policy.ts';
import { show } from './domains/show.ts';

/** Flags besides `--json`, by verb. */
const FLAGS: Record<string, readonly string[]> = {
  list: ['account', 'status'],
  show: ['account'],
  policy: ['account', 'dmarc', 'default', 'accept-mx'],
  advise: ['account'],
};

/** `domains list|show|policy|advise`: what is known of the domains, from the last scan; only `advise` looks now. */
export const domains: Command = async (args, context) => {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    account: { type: 'string' },
    status: { type: 'string' },
    dmarc: { type: 'string' },
    default: { type: 'boolean' },
    'accept-mx': { type: 'string', multiple: true },
  });
  const { json: asJson = false, ...flags } = values;
  const [verb = 'list', domain, ...more] = positionals;
  const allowed = Object.hasOwn(FLAGS, verb) ? FLAGS[verb] : undefined;
  if (!allowed) throw new UsageError(`domains cannot ${JSON.stringify(verb)}: list, show, policy or advise`);
  const wrong = Object.keys(flags).find((name) => !allowed.includes(name));
  if (wrong !== undefined) throw new UsageError(`domains ${verb} takes no --${wrong}`);
  // `--accept-mx one two`: the shell's words after the first are hosts too.
  const hosts = flags['accept-mx'] ? more : [];
  const extra = verb === 'list' ? domain : more[hosts.length];
  if (extra !== undefined) throw new UsageError(`unexpected argument: ${extra}`);
  if (verb === 'list') return list(context, flags, asJson);

  const name = required(domain, 'the domain');
  const wanted: PolicyFlags = { dmarc: flags.dmarc, byDefault: flags.default === true };
  if (flags['accept-mx']) wanted.acceptMx = [...flags['accept-mx'], ...hosts];
  if (wanted.dmarc !== undefined && wanted.byDefault)
    throw new UsageError('either --dmarc RECORD or --default, not both');
  const which = await find(context, name, flags.account);
  if (verb === 'policy') return policy(context, which, wanted, asJson);
  return verb === 'show' ? show(context, which, asJson) : advise(context, which, asJson);
};

/** The account that has it, whichever form its name came in. */
async function find(
  context: Context,
  name: string,
  account: string | undefined,
): Promise<{ account: string; domain: string }> {
  const { canonicalDomain } = await import('../../engine/dns/names.ts');
  const domain = canonicalDomain(name);
  const engine = await context.engine('reader');
  const rows = (await call(engine, 'domains.list', undefined)).filter(
    (row) => row.domain === domain && (account === undefined || row.account === account),
  );
  const [found, another] = rows;
  if (!found)
    throw new CommandFailure(
      `${account === undefined ? 'No account' : `Account ${account}`} has ${domain}, as far as the last scan knows.`,
    );
  if (another)
    throw new UsageError(
      `${domain} is in several accounts: --account ${rows.map((row) => row.account).join(' or ')}`,
    );
  return { account: found.account, domain };
}
