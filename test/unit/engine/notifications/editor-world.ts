import { createCatalogue } from '../../../../src-main/engine/notifications/apprise/catalogue.ts';
import { createCredentials } from '../../../../src-main/engine/notifications/credentials.ts';
import { createDeliveryQueries } from '../../../../src-main/engine/notifications/deliveries.ts';
import { duplicateTarget } from '../../../../src-main/engine/notifications/duplicate.ts';
import { envLineOf } from '../../../../src-main/engine/notifications/env-token.ts';
import { createLeftovers } from '../../../../src-main/engine/notifications/leftovers.ts';
import { createServiceLookup } from '../../../../src-main/engine/notifications/service-lookup.ts';
import { createTargetEditor } from '../../../../src-main/engine/notifications/target-editor.ts';
import { viewTarget } from '../../../../src-main/engine/notifications/target-views.ts';
import { createTargetRepository } from '../../../../src-main/engine/notifications/targets.ts';
import { type Db, openDatabase } from '../../../../src-main/engine/storage/open.ts';
import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import type { ResetSmtp } from '../../../../src-shared/notification-url/reset-smtp.ts';
import { failure, type Result } from '../../../../src-shared/result.ts';
import { MemoryKeychain, TestClock } from './harness.ts';

/** Targets without anything that sends: what Apprise would be asked, and what the window would see. */
export function editorWorld({ file = ':memory:', services = [] as unknown[] } = {}) {
  const db: Db = openDatabase(file);
  const clock = new TestClock();
  const keychain = new MemoryKeychain();
  const environment: Record<string, string | undefined> = {};
  const secrets: string[] = [];
  const asked: string[] = [];
  const apprise = {
    services: services as unknown[] | null,
    accepts: true as boolean | null,
    /** Its next answer comes when this is over. */
    waits: undefined as (() => Promise<void>) | undefined,
  };
  let smtp: Result<ResetSmtp> = failure(
    'smtp_incomplete',
    'Settings → Mailbox Password Reset: SMTP host is needed.',
  );
  let seed = 1;
  const random = {
    next: () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
  };
  const log = { log: () => {} };
  const credentials = createCredentials({
    keychain,
    environment: () => environment,
    resetSmtp: async () => smtp,
    secret: (value) => void secrets.push(value),
  });
  const targets = createTargetRepository(db);
  const leftovers = createLeftovers({ db, clock, log, targets, credentials });
  const catalogue = createCatalogue(
    {
      services: async () => apprise.services,
      status: () => ({ path: '/python', version: apprise.services ? '1.2.0' : null }),
    },
    log,
  );
  const lookup = createServiceLookup(catalogue);
  const engine = {
    accepts: async (url: string) => {
      asked.push(url);
      const waits = apprise.waits;
      apprise.waits = undefined;
      await waits?.();
      return apprise.accepts;
    },
    problem: () => undefined,
  };
  const editor = createTargetEditor({
    db,
    clock,
    random,
    targets,
    credentials,
    leftovers,
    services: lookup,
    engine,
  });
  const deliveries = createDeliveryQueries(db);
  const sources = { credentials, engine, deliveries, services: lookup };
  return {
    db,
    clock,
    keychain,
    environment,
    secrets,
    apprise,
    asked,
    targets,
    credentials,
    catalogue,
    setSmtp: (value: Result<ResetSmtp>) => {
      smtp = value;
    },
    build: (draft: TargetDraft) => editor.build(draft),
    trySave: (draft: TargetDraft) => editor.save(draft),
    async save(draft: TargetDraft) {
      const saved = await editor.save(draft);
      if (!saved.ok) throw new Error(`${saved.code}: ${saved.message}`);
      return saved.value;
    },
    view: (id: string) => {
      const target = targets.get(id);
      if (!target) throw new Error(`no target ${id}`);
      return viewTarget(target, sources, new Map());
    },
    /** As it was entered. */
    stored: async (id: string) => {
      const target = targets.get(id);
      const url = target && (await credentials.stored(target));
      return url?.ok ? url.value : undefined;
    },
    duplicate: (id: string) => duplicateTarget(id, { db, clock, random, targets, credentials, leftovers }),
    envLine: (id: string, variable?: string) => envLineOf(id, variable, targets, credentials),
    row: (id: string) => db.prepare('SELECT * FROM targets WHERE id = ?').get(id) as Record<string, unknown>,
  };
}
export type EditorWorld = ReturnType<typeof editorWorld>;

/** One of Apprise's own services, as the worker hands it over. */
export const CHAT = {
  service_name: 'Chat',
  setup_url: 'https://appriseit.com/services/chat/',
  enabled: true,
  protocols: ['chat'],
  secure_protocols: ['chats'],
  details: {
    templates: [
      '{schema}://{host}',
      '{schema}://{user}:{password}@{host}',
      '{schema}://{user}:{password}@{host}/{apikey}',
    ],
    tokens: {
      schema: {
        name: 'Schema',
        type: 'choice:string',
        required: true,
        values: ['chat', 'chats'],
        map_to: 'schema',
      },
      host: { name: 'Hostname', type: 'string', required: true, map_to: 'host', private: false },
      user: { name: 'User', type: 'string', map_to: 'user', private: false },
      password: { name: 'Password', type: 'string', map_to: 'password', private: true },
      apikey: { name: 'API Key', type: 'string', map_to: 'apikey', private: true },
    },
    args: {
      verify: { name: 'Verify SSL', type: 'bool', default: true, map_to: 'verify', private: false },
      sound: { name: 'Sound', type: 'string', map_to: 'sound', private: false },
    },
    kwargs: {},
  },
};
