import { Skeleton } from '@mantine/core';

export function MailboxSkeleton() {
  return (
    <div role="status" aria-label="Loading the mailboxes">
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={index} h={34} radius="sm" mb={2} />
      ))}
    </div>
  );
}
