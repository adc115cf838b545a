import type { ReactNode } from 'react';
import type { SettingKey, SettingView } from '../../../src-shared/settings.ts';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { SettingField } from './setting-field.tsx';

interface Props {
  title: string;
  hint?: ReactNode;
  settings: SettingView[];
  keys: SettingKey[];
  children?: ReactNode;
}

export function SettingsGroup({ title, hint, settings, keys, children }: Props) {
  return (
    <Section title={title} hint={hint}>
      {keys.map((key) => {
        const setting = settings.find((one) => one.key === key);
        return (
          setting && (
            <Row key={key}>
              <SettingField setting={setting} />
            </Row>
          )
        );
      })}
      {children}
    </Section>
  );
}
