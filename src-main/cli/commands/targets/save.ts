import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import type { TargetView } from '../../../../src-shared/views/targets.ts';
import type { Engine } from '../../../engine/engine.ts';
import { oneOf, required } from '../../args.ts';
import { call } from '../../calling.ts';
import { CommandFailure, type Context } from '../../command.ts';
import { json } from '../../output.ts';
import { secretLines } from '../../stdin.ts';
import { UsageError } from '../../usage.ts';
import { checkFields, type DraftFlags, fieldFlags, fieldValues, filterOf, STORES } from './draft.ts';
import { serviceNamed } from './services.ts';

/** `targets add`: an address (`--url`), or a service and its fields. */
export async function add(context: Context, flags: DraftFlags, asJson: boolean): Promise<number> {
  const label = required(flags.label, '--label');
  const store = oneOf(flags.store ?? 'keychain', STORES, '--store');
  const fields = fieldFlags(flags.field);
  const filter = filterOf(flags);
  if (flags.url !== undefined) {
    if (flags.service !== undefined || fields.length > 0)
      throw new UsageError('give either --url or --service with --field');
    const url = await urlOf(flags.url, context);
    return save(context, { label, store, service: 'custom', url, ...filter }, asJson);
  }
  if (flags.service === undefined) throw new UsageError('--url or --service is missing');
  const service = await serviceNamed(flags.service, () => context.engine('reader'));
  checkFields(fields, service);
  const values = await fieldValues(fields, secretLines(context));
  return save(context, { label, store, service: service.id, fields: values, ...filter }, asJson);
}

/** `targets edit ID`: only what is given changes; a secret that is not given stays. */
export async function edit(
  context: Context,
  id: string,
  flags: DraftFlags,
  asJson: boolean,
): Promise<number> {
  if (Object.values(flags).every((value) => value === undefined))
    throw new UsageError(
      'edit what? --label, --service, --field, --url, --store, --events or --min-severity',
    );
  const fields = fieldFlags(flags.field);
  const filter = filterOf(flags);
  const store = flags.store === undefined ? undefined : oneOf(flags.store, STORES, '--store');
  if (flags.url !== undefined && (flags.service !== undefined || fields.length > 0))
    throw new UsageError('give either --url or --service with --field');
  const before = await storedTarget(await context.engine('reader'), id);
  const draft: TargetDraft = {
    ...asStored(before),
    ...(flags.label === undefined ? {} : { label: flags.label }),
    ...(store === undefined ? {} : { store }),
    ...filter,
  };
  if (flags.url !== undefined)
    return save(context, { ...draft, service: 'custom', url: await urlOf(flags.url, context) }, asJson);
  if (flags.service === undefined && fields.length === 0) return save(context, draft, asJson);

  const service = await serviceNamed(flags.service ?? before.service, () => context.engine('reader'));
  checkFields(fields, service);
  const same = service.id === before.service;
  if (same && before.fields === null)
    throw new CommandFailure('The address of this target says more than the form can: give --url.');
  const values = {
    ...(same ? before.fields : {}),
    ...(await fieldValues(fields, secretLines(context))),
  };
  return save(context, { ...draft, service: service.id, fields: values }, asJson);
}

/** `targets move ID --store …`: the secret goes there, and is removed from where it was. */
export async function move(
  context: Context,
  id: string,
  flags: DraftFlags,
  asJson: boolean,
): Promise<number> {
  const { store: _, variable: __, ...others } = flags;
  const other = Object.entries(others).find(([, value]) => value !== undefined);
  if (other) throw new UsageError(`move takes --store and --variable only, not --${other[0]}`);
  const store = oneOf(required(flags.store, '--store'), STORES, '--store');
  const before = await storedTarget(await context.engine('reader'), id);
  return save(context, { ...asStored(before), store, ...filterOf(flags) }, asJson);
}

const asStored = (target: TargetView): TargetDraft => ({
  id: target.id,
  label: target.label,
  service: target.service,
  store: target.store,
  ...(target.envVariable === null ? {} : { envVariable: target.envVariable }),
});

async function storedTarget(engine: Engine, id: string): Promise<TargetView> {
  const found = (await engine.parts.notifications.listTargets()).find((target) => target.id === id);
  if (!found) throw new CommandFailure('There is no target with this ID: targets list shows them.');
  return found;
}

const urlOf = (given: string, context: Context): Promise<string> | string =>
  given === '-' ? secretLines(context)('the URL') : required(given, '--url');

async function save(context: Context, draft: TargetDraft, asJson: boolean): Promise<number> {
  const engine = await context.engine('reader');
  return shown(context, await call(engine, 'targets.save', draft), asJson);
}

export function shown(context: Context, target: TargetView, asJson: boolean): number {
  context.out.answer(asJson ? json(masked(target)) : `${target.id}  ${target.label}  ${target.maskedUrl}`);
  if (target.problem) context.out.note(target.problem);
  return 0;
}

/** The window's form shows the parts of an address; here it is masked as a whole. */
export const masked = ({ fields: _, ...target }: TargetView) => target;
