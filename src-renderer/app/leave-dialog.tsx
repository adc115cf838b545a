import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { leave, stay, useNavigation } from '../stores/navigation.ts';

/** Leaving with unsaved changes asks; what it offers is what it does. */
export function LeaveDialog() {
  const { pending, unsaved } = useNavigation();
  const [saving, setSaving] = useState(false);
  const discard = () => {
    unsaved?.discard();
    leave();
  };
  const save = async () => {
    setSaving(true);
    const saved = (await unsaved?.save()) ?? true;
    setSaving(false);
    // Refused: back to the form, where the reason stands at its field.
    if (saved) leave();
    else stay();
  };
  return (
    <Modal
      opened={pending !== null && unsaved !== null}
      onClose={stay}
      title="Save your changes?"
      size={480}
      centered
    >
      <Text size="sm" c="dimmed">
        {unsaved?.says}
      </Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={stay}>
          Keep editing
        </Button>
        <Button variant="default" onClick={discard}>
          Discard changes
        </Button>
        <Button loading={saving} onClick={() => void save()} data-autofocus>
          Save and leave
        </Button>
      </Group>
    </Modal>
  );
}
