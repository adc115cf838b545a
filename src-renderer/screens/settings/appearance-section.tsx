import { SegmentedControl } from '@mantine/core';
import type { SettingView } from '../../../src-shared/settings.ts';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { setSetting } from '../../stores/settings.ts';
import { toastFailure } from '../../stores/toasts.ts';
import styles from './settings.module.css';

const THEMES = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function AppearanceSection({ setting }: { setting: SettingView | undefined }) {
  if (setting === undefined) return null;
  const choose = async (value: string) => {
    const answer = await setSetting('appearance.theme', value);
    if (!answer.ok) toastFailure(answer);
  };
  return (
    <Section title="Appearance">
      <Row>
        <div className={styles.split}>
          <div>
            <p className={styles.name}>{setting.label}</p>
            <p className={styles.help}>System follows this computer, also when it changes in the evening.</p>
          </div>
          <SegmentedControl
            aria-label={setting.label}
            data={THEMES}
            value={String(setting.value)}
            onChange={(value) => void choose(value)}
          />
        </div>
      </Row>
    </Section>
  );
}
