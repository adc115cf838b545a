import type { Screen } from '../screens.ts';
import type { ScanProgress } from '../views/scans.ts';

/**
 * The change feed: main tells what changed, never the content; screens ask again for the page they show.
 * `scan` alone carries its progress, `navigate` where a click outside the window leads.
 */
export type FeedMessage =
  | { topic: 'scan'; progress: ScanProgress }
  | {
      topic: 'navigate';
      to: {
        screen: Screen;
        eventId?: number;
      };
    }
  | {
      topic:
        | 'accounts'
        | 'domains'
        | 'mailboxes'
        | 'quotas'
        | 'events'
        | 'deliveries'
        | 'targets'
        | 'settings'
        | 'monitors'
        | 'engine'
        | 'network';
    };
export type FeedTopic = FeedMessage['topic'];
