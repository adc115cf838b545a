import { Button, Combobox, Loader } from '@mantine/core';
import { catalogue } from '../../../../stores/catalogue.ts';
import styles from './service-picker.module.css';

/** Below the list of services: why there are no more of them, or that there will be. */
export function CatalogueState() {
  const { value, error } = catalogue.use();
  if (error !== null) {
    return (
      <Combobox.Footer className={styles.state} role="status">
        <span>{error.message}</span>
        <Button
          variant="default"
          size="xs"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void catalogue.refresh()}
        >
          Try again
        </Button>
      </Combobox.Footer>
    );
  }
  if (value === null) {
    return (
      <Combobox.Footer className={styles.state} role="status">
        <Loader size={14} />
        Asking Apprise for its other services…
      </Combobox.Footer>
    );
  }
  if (value.version === null) {
    return (
      <Combobox.Footer className={styles.state} role="status">
        More services appear here once Apprise is installed: see “Delivery engine” under Notifications.
      </Combobox.Footer>
    );
  }
  if (value.services.length > 0) return null;
  return (
    <Combobox.Footer className={styles.state} role="status">
      Apprise {value.version} did not name any further services.
    </Combobox.Footer>
  );
}
