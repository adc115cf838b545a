import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { appInfo } from '../../stores/app.ts';
import styles from './settings.module.css';

export function AboutSection() {
  const { value } = appInfo.use();
  return (
    <Section title="About">
      <Row>
        <dl className={styles.about}>
          <dt>MXroute Manager</dt>
          <dd className="tabular">{value?.version ?? '…'}</dd>
          <dt>Electron</dt>
          <dd className="tabular">{value?.electron ?? '…'}</dd>
          <dt>Node.js</dt>
          <dd className="tabular">{value?.node ?? '…'}</dd>
          <dt>System</dt>
          <dd>{value?.platform ?? '…'}</dd>
        </dl>
      </Row>
    </Section>
  );
}
