import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { leave, leftBehind, stay, useNavigation } from '../stores/navigation.ts';

/** Leaving with unsaved changes asks; what it offers is what it does. */
export function LeaveDialog() {
  const forms = leftBehind(useNavigation());
  const [saving, setSaving] = useState(false);
  const discard = () => {
    for (const form of forms) form.discard();
    leave();
  };
  const save = async () => {
    setSaving(true);
    let isSaved = true;
    for (const form of forms) isSaved = (await form.save()) && isSaved;
    setSaving(false);
    // Refused: back to the form, where the reason stands at its field.
    if (isSaved) leave();
    else stay();
  };
  return (
    <Modal opened={forms.length > 0} onClose={stay} title="Save your changes?" size={480} centered>
      {forms.map(({ form, says }) => (
        <Text key={form} size="sm" c="dimmed" mb="xs">
          {says}
        </Text>
      ))}
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
