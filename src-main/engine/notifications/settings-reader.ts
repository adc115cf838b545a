import type { SettingKey, SettingValue } from '../../../src-shared/settings.ts';

export interface SettingsReader {
  get<K extends SettingKey>(key: K): SettingValue<K>;
}
