import { describe, expect, it } from 'vitest';
import { iconAddress } from '../../../../src-main/engine/icon/icon-address.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../../src-shared/settings.ts';

type Values = Partial<Record<SettingKey, string>>;

const address = (values: Values, fromEnvironment: SettingKey[] = []) =>
  iconAddress({
    get: <K extends SettingKey>(key: K) => (values[key] ?? SETTINGS[key].default) as SettingValue<K>,
    view: (key) => ({ source: fromEnvironment.includes(key) ? 'environment' : 'stored' }),
  });

const OWN = { 'icon.url': 'https://cdn.example.com/logo.png' };
const MANAGER = { 'icon.managerUrl': 'https://manager.example.com' };
const PORTAL = { 'icon.portalHost': 'reset.example.com' };

describe('the address of the picture that alerts carry', () => {
  const rows: [string, Values, string | null, string | null][] = [
    ['nothing is set', {}, null, null],
    ['its own address', OWN, 'https://cdn.example.com/logo.png', 'Icon address'],
    [
      'the manager’s public address',
      MANAGER,
      'https://manager.example.com/static/notification-logo.png',
      'Public address of the manager',
    ],
    [
      'the manager in a folder, with a slash',
      { 'icon.managerUrl': 'https://example.com/mx/' },
      'https://example.com/mx/static/notification-logo.png',
      'Public address of the manager',
    ],
    [
      'the reset portal, by https',
      PORTAL,
      'https://reset.example.com/static/notification-logo.png',
      'Host of the reset portal',
    ],
    [
      'the reset portal, by http and with a port',
      { 'icon.portalHost': 'reset.example.com:8080', 'icon.scheme': 'http' },
      'http://reset.example.com:8080/static/notification-logo.png',
      'Host of the reset portal',
    ],
    ['a scheme alone is nothing', { 'icon.scheme': 'http' }, null, null],
    [
      'the manager before the portal',
      { ...MANAGER, ...PORTAL },
      'https://manager.example.com/static/notification-logo.png',
      'Public address of the manager',
    ],
    ['its own address before both', { ...OWN, ...MANAGER, ...PORTAL }, OWN['icon.url'], 'Icon address'],
  ];
  it.each(rows)('%s', (_, values, url, source) => {
    expect(address(values)).toEqual({ url, source });
  });

  it('names the variable where the environment sets it', () => {
    expect(address(OWN, ['icon.url']).source).toBe('NOTIFICATION_AVATAR_URL');
    expect(address(MANAGER, ['icon.managerUrl']).source).toBe('MANAGER_PUBLIC_URL');
    expect(address(PORTAL, ['icon.portalHost']).source).toBe('RESET_PORTAL_CNAME_TARGET');
  });

  it('has no placeholder that Apprise would fill in', () => {
    expect(address({ 'icon.url': 'https://example.com/{TYPE}.png' }).url).toBe(
      'https://example.com/%7BTYPE%7D.png',
    );
  });
});
