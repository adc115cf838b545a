import type { SettingKey, SettingValue } from '../../../src-shared/settings.ts';
import type { UsageRules } from './judgement.ts';

export interface UsageSettings {
  get<K extends SettingKey>(key: K): SettingValue<K>;
}

export function readRules(settings: UsageSettings): UsageRules {
  return {
    storagePercent: settings.get('usage.storagePercent'),
    sendPercent: settings.get('usage.sendPercent'),
    sendRateEnabled: settings.get('usage.sendRateEnabled'),
    sendRatePerHour: settings.get('usage.sendRatePerHour'),
  };
}
