import { exactTime, relativeTime, sinceWords } from '../lib/time.ts';
import { useNow } from '../stores/now.ts';

interface Props {
  iso: string;
  className?: string;
}

/** "5 min ago"; the exact time on hover. */
export function TimeAgo({ iso, className }: Props) {
  // What just happened is newer than the clock's last step, and must not read as the future.
  const now = Math.max(useNow(), Date.now());
  return (
    <time dateTime={iso} title={exactTime(iso)} className={className ?? 'tabular'}>
      {relativeTime(iso, now)}
    </time>
  );
}

/** "for 5 min"; since when exactly on hover. Of what is over, `until` says when it ended (ISO). */
export function Since({ iso, until }: { iso: string; until?: string }) {
  const now = Math.max(useNow(), Date.now());
  return (
    <time dateTime={iso} title={`Since ${exactTime(iso)}`} className="tabular">
      {sinceWords(iso, until === undefined ? now : Date.parse(until))}
    </time>
  );
}
