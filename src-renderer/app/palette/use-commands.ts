import {
  type Icon,
  IconContrast,
  IconHeartbeat,
  IconRefresh,
  IconSettings,
  IconWorld,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { SCREEN_LABELS, SCREENS } from '../../../src-shared/screens.ts';
import type { PaletteItem } from '../../lib/palette-items.ts';
import { SCAN_CHOICES } from '../../screens/overview/scan-choices.ts';
import { useAccountLabels } from '../../stores/account-labels.ts';
import { appInfo } from '../../stores/app.ts';
import { askDoctor } from '../../stores/doctor.ts';
import { domains } from '../../stores/domains.ts';
import { go } from '../../stores/navigation.ts';
import { startScan } from '../../stores/overview.ts';
import { setSetting } from '../../stores/settings.ts';
import { toastDone, toastFailure } from '../../stores/toasts.ts';
import { SCREEN_ICONS, shortcut } from '../screen-icons.ts';
import { SETTINGS_SECTIONS } from './settings-sections.ts';

export interface Command extends PaletteItem {
  icon: Icon;
  /** At the end of the line: a shortcut, the account. */
  hint?: string;
  run: () => void;
}

async function setTheme(theme: 'light' | 'dark'): Promise<void> {
  const answer = await setSetting('appearance.theme', theme);
  if (!answer.ok) toastFailure(answer);
}

async function recheck(accountId: string, domain: string): Promise<void> {
  if (await startScan('dns', { accountId, domains: [domain] })) toastDone(`Checking ${domain} now.`);
}

const SCAN_WORDS = { dns: 'check records', usage: 'quota storage', watch: 'inventory changes', all: 'check' };

const DOCTOR: Command = {
  id: 'doctor',
  group: 'Actions',
  label: 'Run the doctor: why is nothing arriving?',
  words: 'diagnose find out delivery alerts notifications',
  icon: IconHeartbeat,
  run: askDoctor,
};

/** Everything that the palette can do at the moment. */
export function useCommands(dark: boolean): Command[] {
  const rows = domains.use().value;
  const accounts = useAccountLabels();
  const platform = appInfo.use().value?.platform;
  return useMemo(() => {
    const screens = SCREENS.map(
      (screen, index): Command => ({
        id: `screen ${screen}`,
        group: 'Screens',
        label: SCREEN_LABELS[screen],
        words: 'go to open',
        icon: SCREEN_ICONS[screen],
        hint: shortcut(platform, String(index + 1)),
        run: () => go({ screen }),
      }),
    );
    const scans = SCAN_CHOICES.map(
      ({ kind, label, icon }): Command => ({
        id: `scan ${kind}`,
        group: 'Actions',
        label: `Scan now: ${label}`,
        words: SCAN_WORDS[kind],
        icon,
        run: () => void startScan(kind),
      }),
    );
    const sections = SETTINGS_SECTIONS.map(
      ({ section, words }): Command => ({
        id: `settings ${section}`,
        group: 'Settings',
        label: section,
        words: `settings ${words}`,
        icon: IconSettings,
        run: () => go({ screen: 'settings', section }),
      }),
    );
    const theme: Command = {
      id: 'theme',
      group: 'Actions',
      label: dark ? 'Use the light theme' : 'Use the dark theme',
      words: 'toggle theme appearance dark light mode',
      icon: IconContrast,
      run: () => void setTheme(dark ? 'light' : 'dark'),
    };
    const ofDomains = (rows ?? []).flatMap(({ domain, account }): Command[] => {
      const hint = accounts?.get(account);
      const about = hint === undefined ? {} : { hint };
      const id = `${account} ${domain}`;
      return [
        {
          id: `domain ${id}`,
          group: 'Domains',
          label: domain,
          searchedOnly: true,
          icon: IconWorld,
          ...about,
          run: () => go({ screen: 'domains', domain, account }),
        },
        {
          id: `recheck ${id}`,
          group: 'Actions',
          label: `Recheck ${domain}`,
          words: 'scan check again',
          searchedOnly: true,
          icon: IconRefresh,
          ...about,
          run: () => void recheck(account, domain),
        },
      ];
    });
    return [...screens, ...scans, DOCTOR, theme, ...sections, ...ofDomains];
  }, [rows, accounts, platform, dark]);
}
