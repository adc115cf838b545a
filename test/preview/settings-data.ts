import { SETTING_KEYS, SETTINGS, type SettingView } from '../../src-shared/settings.ts';

export const settingsList = (theme: string): SettingView[] =>
  SETTING_KEYS.map((key) => {
    const { label, help, environment, default: fallback } = SETTINGS[key];
    const view: SettingView = {
      key,
      label,
      help,
      environment,
      value: fallback,
      default: fallback,
      source: 'default',
    };
    if (key === 'appearance.theme') return { ...view, value: theme, source: 'stored' };
    if (key === 'dns.resolvers') {
      return { ...view, value: ['1.1.1.1', '9.9.9.9:53'], source: 'environment', problem: undefined };
    }
    return view;
  });
