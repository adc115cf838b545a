import { Button } from '@mantine/core';
import type { ServiceDescription } from '../../../../../src-shared/service-catalogue.ts';
import styles from './dialog.module.css';

/** A service whose addresses no form can express: its templates, and the way to Paste URL. */
export function PasteOnly({
  description,
  onPaste,
}: {
  description: ServiceDescription;
  onPaste: () => void;
}) {
  return (
    <div className={styles.pasteOnly}>
      <p>
        A form cannot express these addresses of {description.label}. Write one after the pattern, under Paste
        URL:
      </p>
      <Templates description={description} />
      <div>
        <Button size="xs" variant="default" onClick={onPaste}>
          Enter it under Paste URL
        </Button>
      </div>
    </div>
  );
}

/** The scheme is known; what stands in braces is the person's to fill in. */
export function Templates({ description }: { description: ServiceDescription }) {
  const templates = description.pasteOnly;
  return (
    <ul className={styles.templates} aria-label={`Addresses of ${description.label}`}>
      {templates.map((template) => (
        <li key={template}>
          <code>{template.replace('{schema}', description.schema)}</code>
        </li>
      ))}
    </ul>
  );
}
