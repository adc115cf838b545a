import { Modal } from '@mantine/core';
import { closePalette } from '../../stores/palette.ts';
import styles from './palette.module.css';
import { PaletteSearch } from './palette-search.tsx';

/** Everything by a few letters: screens, domains, settings, actions. */
export function Palette() {
  return (
    <Modal
      opened
      onClose={closePalette}
      withCloseButton={false}
      aria-label="Go to"
      size={560}
      yOffset="12vh"
      padding={0}
      classNames={{ content: styles.content, body: styles.body }}
    >
      <PaletteSearch />
    </Modal>
  );
}
