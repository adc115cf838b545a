import { AccountForm } from '../../components/account-form.tsx';
import { startScan } from '../../stores/overview.ts';
import { goToStep } from '../../stores/setup.ts';
import styles from './first-start.module.css';

export function AccountStep() {
  return (
    <>
      <h1 className={styles.title}>Connect your MXroute account</h1>
      <p className={styles.lead}>
        The app reads domains, mailboxes and the expected DNS records. It changes nothing.
      </p>
      <AccountForm
        account={null}
        saveLabel="Save and scan"
        onSaved={() => {
          goToStep('scan');
          void startScan('all');
        }}
      />
    </>
  );
}
