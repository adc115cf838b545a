import { Skeleton } from '@mantine/core';

/** The frame of what comes. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Loading the overview">
      <Skeleton h={112} radius="md" mb={22} />
      <Skeleton h={28} radius="sm" mb={2} />
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={index} h={34} radius="sm" mb={2} />
      ))}
    </div>
  );
}
