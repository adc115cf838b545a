import { describe, expect, it } from 'vitest';
import {
  type DraftState,
  draftErrors,
  hasNoSecret,
  isPasteOnly,
  keepsSecrets,
  requestOf,
  serviceOf,
  startOf,
  withStore,
} from '../../../../src-renderer/lib/target-draft.ts';
import { targetDraft } from '../../../../src-shared/ipc/drafts.ts';
import { discord } from '../../../../src-shared/notification-url/discord.ts';
import { email } from '../../../../src-shared/notification-url/email.ts';
import { ntfy } from '../../../../src-shared/notification-url/ntfy.ts';
import type { ServiceDescription } from '../../../../src-shared/service-catalogue.ts';
import type { TargetView } from '../../../../src-shared/views/targets.ts';

const stored = (more: Partial<TargetView> = {}): TargetView => ({
  id: 't1',
  label: 'Team',
  service: 'discord',
  serviceLabel: 'Discord',
  maskedUrl: 'discord://…',
  store: 'env',
  envVariable: 'APPRISE_CRED_DISCORD_TEAM',
  enabled: true,
  problem: null,
  waiting: 0,
  lastDelivery: null,
  fields: { webhookId: '123' },
  events: ['dns.health_alert'],
  minimumSeverity: 'failure',
  usesResetSmtp: false,
  ...more,
});
const fresh = (more: Partial<DraftState> = {}): DraftState => ({
  ...startOf(null, ntfy, null, true),
  ...more,
});

describe('the dialog begins', () => {
  it('with the keychain, or the database where there is none', () => {
    expect(startOf(null, ntfy, null, true).store).toBe('keychain');
    expect(startOf(null, ntfy, null, false).store).toBe('database');
  });

  it('with everything of a stored target but its secrets', () => {
    const draft = startOf(stored(), discord, null, true);
    expect(draft).toMatchObject({
      tab: 'build',
      label: 'Team',
      store: 'env',
      variable: 'APPRISE_CRED_DISCORD_TEAM',
      values: { webhookId: '123', webhookToken: '' },
      events: ['dns.health_alert'],
      minimumSeverity: 'failure',
    });
    expect(keepsSecrets(draft, stored())).toBe(true);
  });

  it('with Paste URL where the address cannot be taken apart', () => {
    expect(startOf(stored({ fields: null }), discord, null, true).tab).toBe('paste');
    expect(startOf(stored({ service: 'apprise:gone', fields: { a: 'b' } }), ntfy, null, true).tab).toBe(
      'paste',
    );
  });

  it('with the keychain for a target that had no secret to store', () => {
    const reset = stored({
      service: 'email',
      usesResetSmtp: true,
      store: 'database',
      fields: { useResetSmtp: 'true' },
    });
    const draft = startOf(reset, email, null, true);
    expect(draft.store).toBe('keychain');
    expect(keepsSecrets(draft, reset)).toBe(false);
  });
});

describe('a change of service', () => {
  it('gives up the stored secret', () => {
    expect(keepsSecrets(fresh({ service: ntfy }), stored())).toBe(false);
  });

  it('is told from a pasted address', () => {
    const draft = fresh({ tab: 'paste', url: 'https://discord.com/api/webhooks/123/abc' });
    expect(serviceOf(draft).id).toBe('discord');
  });
});

describe('the environment as the home of a token', () => {
  it('is named after the service, and after the label where another target has that name', () => {
    expect(withStore(fresh(), 'env', []).variable).toBe('APPRISE_CRED_NTFY');
    expect(withStore(fresh({ label: 'My phone' }), 'env', ['APPRISE_CRED_NTFY']).variable).toBe(
      'APPRISE_CRED_NTFY_MY_PHONE',
    );
  });

  it('keeps a name that fits', () => {
    expect(withStore(fresh({ variable: 'APPRISE_CRED_NTFY_X' }), 'env', []).variable).toBe(
      'APPRISE_CRED_NTFY_X',
    );
  });

  it('is refused under a name that is not the service’s', () => {
    const draft = fresh({ store: 'env', variable: 'PATH', values: { topic: 'alerts' } });
    expect(draftErrors(draft, null).envVariable).toContain('APPRISE_CRED_NTFY_NAME');
  });
});

describe('what is refused before main is asked', () => {
  it('every wrong field at once, and an empty choice of events', () => {
    expect(Object.keys(draftErrors(fresh({ events: [] }), null)).sort()).toEqual(['events', 'topic']);
  });

  it('an empty or unusable address in Paste URL', () => {
    expect(draftErrors(fresh({ tab: 'paste' }), null).url).toBe('Paste the address first.');
    expect(draftErrors(fresh({ tab: 'paste', url: 'not one' }), null).url).toMatch(/URL/);
    expect(draftErrors(fresh({ tab: 'paste' }), stored())).toEqual({});
  });

  it('a service whose addresses no form can express', () => {
    const description = {
      label: 'Odd',
      templates: [],
      pasteOnly: ['{schema}://{x}'],
    } as unknown as ServiceDescription;
    const draft = fresh({ description });
    expect(isPasteOnly(draft)).toBe(true);
    expect(draftErrors(draft, null).service).toContain('Paste URL');
  });
});

describe('the request', () => {
  it('is one that the contract takes', () => {
    for (const draft of [
      fresh({ label: '  Phone ', values: { topic: 'alerts' }, events: ['dns.health_alert'] }),
      fresh({ tab: 'paste', url: ' ntfys://ntfy.sh/alerts ' }),
    ])
      expect(targetDraft.safeParse(requestOf(draft, null)).success).toBe(true);
  });

  it('has the fields, the filter and no variable that is not used', () => {
    const request = requestOf(fresh({ label: ' Phone ', values: { topic: 'alerts' }, variable: 'X' }), null);
    expect(request).toMatchObject({
      label: 'Phone',
      service: 'ntfy',
      store: 'keychain',
      events: null,
      minimumSeverity: 'info',
      fields: { topic: 'alerts' },
    });
    expect(request).not.toHaveProperty('envVariable');
    expect(request).not.toHaveProperty('id');
    expect(request).not.toHaveProperty('url');
  });

  it('keeps the whole stored address where Paste URL is left empty', () => {
    const request = requestOf(
      startOf(stored({ fields: null }), discord, null, true),
      stored({ fields: null }),
    );
    expect(request).toMatchObject({ id: 't1', service: 'discord' });
    expect(request).not.toHaveProperty('url');
    expect(request).not.toHaveProperty('fields');
  });

  it('has no secret and no home for one on the reset SMTP settings', () => {
    const draft = fresh({
      service: email,
      store: 'env',
      variable: 'APPRISE_CRED_SMTP',
      values: { useResetSmtp: 'true', to: 'a@b.example', password: 'typed before' },
    });
    expect(hasNoSecret(draft)).toBe(true);
    const request = requestOf(draft, null);
    expect(request.store).toBe('database');
    expect(request).not.toHaveProperty('envVariable');
    expect(JSON.stringify(request)).not.toContain('typed before');
  });
});
