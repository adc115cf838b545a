import type { IpcChannel } from '../../src-shared/ipc/contract.ts';
import type { FeedMessage } from '../../src-shared/ipc/feed.ts';
import type { Overview } from '../../src-shared/views/app.ts';
import type { DomainDetail } from '../../src-shared/views/domains.ts';
import type { NotificationsView } from '../../src-shared/views/notifications.ts';
import { fleetOf, overviewOf } from './fake-overview.ts';
import { emptyNotifications, engineVariants, notificationsView } from './notification-data.ts';

// biome-ignore lint/suspicious/noExplicitAny: one table of fakes for all channels
export type Answers<C extends IpcChannel = IpcChannel> = Record<C, (input: any) => unknown>;

/** What the fakes of all channels share: the state they change and the feed that tells of it. */
export interface World {
  variant: string;
  theme: string;
  /** Nothing is set up yet. */
  bare: boolean;
  overview: Overview;
  domains: DomainDetail[];
  notifications: NotificationsView;
  feed: (message: FeedMessage) => void;
}

export function createWorld(variant: string, theme: string, feed: World['feed']): World {
  const bare = variant === 'empty' || variant === 'setup';
  return {
    variant,
    theme,
    bare,
    overview: withAccounts(overviewOf(variant), variant),
    domains: fleetOf(variant),
    notifications: notificationsOf(variant, bare || variant === 'nothing'),
    feed,
  };
}

function notificationsOf(variant: string, empty: boolean): NotificationsView {
  const view = structuredClone(empty ? emptyNotifications : notificationsView);
  return { ...view, engine: { ...view.engine, ...engineVariants[variant] } };
}

/** A second account: every list tells them apart then. */
function withAccounts(overview: Overview, variant: string): Overview {
  const [first] = overview.accounts;
  if (variant !== 'accounts' || first === undefined) return overview;
  const second = {
    ...first,
    id: 'second',
    label: 'Agency at heron.mxlogin.com',
    server: 'heron.mxlogin.com',
  };
  return { ...overview, accounts: [first, second] };
}
