import { SETTING_LABELS } from '../../../src-shared/setting-labels.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../src-shared/settings.ts';

/** Where the logo lies below each of the public addresses. */
const LOGO_PATH = '/static/notification-logo.png';

export interface IconAddress {
  /** Null: alerts carry no picture of ours. */
  url: string | null;
  /** The label of the setting that decides; with its variable where that sets it. */
  source: string | null;
}

export interface IconSettings {
  get<K extends SettingKey>(key: K): SettingValue<K>;
  view(key: SettingKey): { source: string };
}

/**
 * The picture that alerts carry: the address itself, else the logo below the manager's public address, else the one
 * on the reset portal's host. The first that is set decides.
 */
export function iconAddress(settings: IconSettings): IconAddress {
  const own = settings.get('icon.url');
  if (own !== '') return { url: withoutPlaceholders(own), source: sourceOf(settings, 'icon.url') };
  const manager = settings.get('icon.managerUrl');
  if (manager !== '') {
    return { url: below(manager), source: sourceOf(settings, 'icon.managerUrl') };
  }
  const portal = settings.get('icon.portalHost');
  if (portal === '') return { url: null, source: null };
  return {
    url: below(`${settings.get('icon.scheme')}://${portal}`),
    source: sourceOf(settings, 'icon.portalHost'),
  };
}

/** The manager may live in a folder of its host; a query would not belong to it. */
function below(address: string): string {
  const { origin, pathname } = new URL(address);
  return withoutPlaceholders(`${origin}${pathname.replace(/\/+$/, '')}${LOGO_PATH}`);
}

/** Apprise puts its own words in the place of {TYPE} and the like. */
const withoutPlaceholders = (address: string): string =>
  address.replaceAll('{', '%7B').replaceAll('}', '%7D');

function sourceOf(settings: IconSettings, key: 'icon.url' | 'icon.managerUrl' | 'icon.portalHost'): string {
  const { environment } = SETTINGS[key];
  return settings.view(key).source === 'environment' && environment ? environment : SETTING_LABELS[key];
}
