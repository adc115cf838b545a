import { SETTING_LABELS } from '../../src-shared/setting-labels.ts';
import { SETTING_KEYS, SETTINGS, type SettingView } from '../../src-shared/settings.ts';

export const settingsList = (theme: string, variant: string): SettingView[] =>
  SETTING_KEYS.map((key) => {
    const { help, environment, default: fallback } = SETTINGS[key];
    const view: SettingView = {
      key,
      label: SETTING_LABELS[key],
      help,
      environment,
      value: fallback,
      default: fallback,
      source: 'default',
    };
    if (key === 'appearance.theme') return { ...view, value: theme, source: 'stored' };
    if (key === 'dns.resolvers' && variant === 'demo') {
      return { ...view, value: ['127.0.0.1:5353'], source: 'environment', problem: undefined };
    }
    if (key === 'dns.resolvers' && variant === 'rich') {
      return { ...view, value: ['system', '1.1.1.1', '9.9.9.9'], source: 'stored', problem: undefined };
    }
    return view;
  });
