import { describe, expect, it } from 'vitest';
import { namedSettings } from '../../../../src-renderer/lib/setting-changes.ts';

describe('the details of changed settings', () => {
  it('name each as its screen does, and leave what is no setting', () => {
    const changed = ['usage.storagePercent', 'SMTP password', 'target removed', 'of.before'];
    expect(namedSettings({ action: 'settings.update', details: { changed, note: 1 } })).toEqual({
      changed: ['Mailbox usage: Storage alert at (%)', 'SMTP password', 'target removed', 'of.before'],
      note: 1,
    });
  });

  it('are shown as they are where they are none', () => {
    const odd = { changed: 'usage.storagePercent' };
    expect(namedSettings({ action: 'settings.update', details: odd })).toEqual(odd);
    const other = { changed: ['dns.enabled'] };
    expect(namedSettings({ action: 'domain.delete', details: other })).toEqual(other);
  });
});
