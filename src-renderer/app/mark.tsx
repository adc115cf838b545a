/** The app's mark: an envelope that is watched over. Decorative: the name stands beside it. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--mantine-primary-color-filled)" />
      <path
        d="M5.5 8.2 12 12.6l6.5-4.4M5.5 7.5h13v9h-13z"
        fill="none"
        stroke="#fff"
        strokeWidth="1.6"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
