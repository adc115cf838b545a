import type { SettingView } from '../../../src-shared/settings.ts';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { ResolverEditor } from './resolvers/resolver-editor.tsx';
import { SettingField } from './setting-field.tsx';

export function DnsSection({ settings }: { settings: SettingView[] }) {
  const resolvers = settings.find(({ key }) => key === 'dns.resolvers');
  const others = settings.filter(({ key }) => key === 'dns.dmarcDefault' || key === 'dns.requireMailCname');
  return (
    <Section title="DNS">
      {resolvers !== undefined && (
        <Row>
          <ResolverEditor setting={resolvers} />
        </Row>
      )}
      {others.map((setting) => (
        <Row key={setting.key}>
          <SettingField setting={setting} />
        </Row>
      ))}
    </Section>
  );
}
