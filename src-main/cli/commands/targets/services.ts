import type { NotificationService } from '../../../../src-shared/notification-services.ts';
import {
  GENERIC_PREFIX,
  genericId,
  genericService,
} from '../../../../src-shared/notification-url/generic/generic-service.ts';
import { findService, SERVICES } from '../../../../src-shared/notification-url/registry.ts';
import type { ServiceCatalogue, ServiceDescription } from '../../../../src-shared/service-catalogue.ts';
import type { Engine } from '../../../engine/engine.ts';
import { call } from '../../calling.ts';
import { CommandFailure, type Context } from '../../command.ts';
import { json, table } from '../../output.ts';
import { UsageError } from '../../usage.ts';

/** `targets services [SEARCH]`: this app's own forms and those of the installed Apprise, with their fields. */
export async function listServices(context: Context, search: string, asJson: boolean): Promise<number> {
  const engine = await context.engine('reader');
  const catalogue = await call(engine, 'services.list', undefined);
  const all = [
    ...SERVICES.map((service) => ({
      ...described(service, 'own'),
      setupUrl: null,
      missing: null,
      pasteOnly: [],
    })),
    ...catalogue.services.map((one) => ({
      ...described(genericService(one), 'apprise'),
      setupUrl: one.setupUrl,
      missing: one.missing,
      pasteOnly: one.pasteOnly,
    })),
  ];
  const wanted = search.toLowerCase();
  const found = all.filter(({ id, label }) => `${id} ${label}`.toLowerCase().includes(wanted));
  const answer = { appriseVersion: catalogue.version, services: found };
  context.out.answer(asJson ? json(answer) : table([['SERVICE', 'NAME', 'FIELDS'], ...found.map(toRow)]));
  if (!asJson) context.out.note('* secret: on standard input, --field NAME=-    ! required');
  if (catalogue.version === null)
    context.out.note('Apprise is not installed: only this app’s own services are listed.');
  return 0;
}

const described = (service: NotificationService, source: 'own' | 'apprise') => ({
  id: service.id,
  label: service.label,
  source,
  fields: service.fields.map((field) => ({ ...field, required: field.required === true })),
});

type Described = ReturnType<typeof described>;

const toRow = ({ id, label, fields }: Described): string[] => {
  const shown = fields.filter(({ advanced }) => !advanced);
  const names = shown.map(
    ({ name, kind, required }) => `${name}${kind === 'secret' ? '*' : ''}${required ? '!' : ''}`,
  );
  return [id, label, names.join(', ')];
};

/**
 * The form behind `--service`: an own one (`discord`), or one of Apprise's by its id or scheme (`apprise:matrixs`,
 * `matrix`). Own ones need no Apprise, and are found before anything is opened.
 */
export async function serviceNamed(
  name: string,
  engine: () => Promise<Engine>,
): Promise<NotificationService> {
  const wanted = name.toLowerCase();
  const own = findService(wanted);
  if (own) return own;
  const { version, services }: ServiceCatalogue = await call(await engine(), 'services.list', undefined);
  const schema = wanted.startsWith(GENERIC_PREFIX) ? wanted.slice(GENERIC_PREFIX.length) : wanted;
  const found = services.find((one) => isCalled(one, schema));
  if (found) return genericService(found);
  if (version === null)
    throw new CommandFailure(
      'Apprise is not installed, so only this app’s own services can be built from fields: targets services lists them.',
    );
  throw new UsageError(`there is no service ${JSON.stringify(name)}: targets services lists them`);
}

const isCalled = ({ schema, schemes }: ServiceDescription, name: string): boolean =>
  genericId(schema) === genericId(name) || schemes.includes(name);
