import { piecesOf } from '../../../../src-shared/notification-url/generic/template-pieces.ts';
import type { ServiceCatalogue, ServiceDescription } from '../../../../src-shared/service-catalogue.ts';
import type { Logger } from '../../ports.ts';
import { type DescribedService, describedService } from './described.ts';
import { partsOf } from './described-parts.ts';

/**
 * Services with a form of their own, by any of their schemes. Slack is one only with a webhook: its other way in, a
 * bot's access token, stays.
 */
const OWN_FORMS = new Set([
  'ntfy',
  'ntfys',
  'json',
  'jsons',
  'discord',
  'gotify',
  'gotifys',
  'pover',
  'tgram',
  'mailto',
  'mailtos',
]);
const OWN_TEMPLATES: ReadonlyMap<string, { label: string; kept: RegExp }> = new Map([
  ['slack', { label: 'Slack (bot)', kept: /\{access_token\}/ }],
]);

/** @param described what the worker's `services` answers. An entry that cannot be read is dropped alone, and told. */
export function toDescriptions(described: unknown, log: Logger): ServiceDescription[] {
  const services = Array.isArray(described) ? described : [];
  return services
    .flatMap((entry: unknown) => {
      const parsed = describedService.safeParse(entry);
      const found = parsed.success ? toDescription(parsed.data) : undefined;
      if (!parsed.success)
        log.log('warn', 'a service of Apprise could not be read', {
          service: nameIn(entry),
          problem: parsed.error.issues[0]?.path.join('.'),
        });
      return found ? [found] : [];
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

function toDescription(service: DescribedService): ServiceDescription | undefined {
  const schemes = [...new Set([...service.secure_protocols, ...service.protocols])].filter((scheme) =>
    /^[a-z][a-z0-9+.-]*$/.test(scheme),
  );
  const [schema] = schemes;
  if (schema === undefined || schemes.some((scheme) => OWN_FORMS.has(scheme))) return undefined;
  const partly = OWN_TEMPLATES.get(schema);
  const written = service.details.templates.filter((text) => partly?.kept.test(text) ?? true);
  if (written.length === 0) return undefined;
  const repaired = [...new Set(written.map(separated))];
  const parts = partsOf(service, repaired);
  const templates = repaired.filter((text) => piecesOf(text, parts) !== undefined);
  return {
    schema,
    schemes,
    label: partly?.label ?? service.service_name,
    setupUrl: service.setup_url || null,
    missing: missing(service),
    templates,
    pasteOnly: repaired.filter((text) => !templates.includes(text)),
    parts,
  };
}

/**
 * Templates with a slip of the pen: tokens that nothing separates (nobody could tell them apart; a path brings its own
 * slashes), something else than a port after the server's colon, a port that follows something else than its server.
 */
const separated = (template: string): string =>
  template
    .replace(/\{host\}:(?=\{(?!port\}))/g, '{host}/')
    .replace(/\{host\}(?!:\{port\})([^?]*?):\{port\}/, '{host}:{port}$1')
    .replace(/\{(\w+)\}(?=\{(\w+)\})/g, (token, name: string, next: string) =>
      name === 'path' || next === 'path' ? token : `${token}/`,
    );

function missing({ enabled, requirements }: DescribedService): string | null {
  if (enabled !== false) return null;
  const packages = requirements?.packages_required ?? [];
  if (packages.length > 0) {
    const names = packages.map((text) => text.replace(/\s+/g, ' ').trim()).join(', ');
    return `It needs ${packages.length === 1 ? 'the Python package' : 'the Python packages'} ${names}, which Apprise does not find on this computer.`;
  }
  return requirements?.details?.replace(/\s+/g, ' ').trim() || 'Apprise cannot use it on this computer.';
}

const nameIn = (entry: unknown): string => {
  const name = (entry as { service_name?: unknown } | null)?.service_name;
  return typeof name === 'string' ? name.slice(0, 80) : '';
};

export interface CatalogueSource {
  /** Apprise's details(), null where it could not be asked. Starts what it needs to be asked. */
  services(): Promise<unknown>;
  /** Which Apprise that is. */
  status(): { path: string | null; version: string | null };
}

export const NO_SERVICES: ServiceCatalogue = { version: null, services: [] };

/** What the installed Apprise can do; asked once for each that is found. */
export function createCatalogue(source: CatalogueSource, log: Logger) {
  let cached: { of: string; catalogue: ServiceCatalogue } | undefined;
  let asking: Promise<ServiceCatalogue> | undefined;

  const identity = (): string => JSON.stringify([source.status().path, source.status().version]);
  const ask = async (): Promise<ServiceCatalogue> => {
    const described = await source.services();
    const { version } = source.status();
    if (described === null || described === undefined || version === null) return NO_SERVICES;
    const catalogue = { version, services: toDescriptions(described, log) };
    cached = { of: identity(), catalogue };
    return catalogue;
  };

  const list = async (): Promise<ServiceCatalogue> => {
    if (cached && cached.of === identity()) return cached.catalogue;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  return {
    list,
    /** One service, by the scheme that identifies it. */
    find: async (schema: string): Promise<ServiceDescription | undefined> =>
      (await list()).services.find((one) => one.schema === schema),
    /** As far as it is known without asking. */
    known: (schema: string): ServiceDescription | undefined =>
      cached?.catalogue.services.find((one) => one.schema === schema),
  };
}

export type Catalogue = ReturnType<typeof createCatalogue>;
