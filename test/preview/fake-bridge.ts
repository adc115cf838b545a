import type { Bridge } from '../../src-shared/ipc/bridge.ts';
import type { IpcChannel } from '../../src-shared/ipc/contract.ts';
import type { FeedMessage } from '../../src-shared/ipc/feed.ts';
import { success } from '../../src-shared/result.ts';
import { appAnswers } from './fake-app.ts';
import { domainAnswers } from './fake-domains.ts';
import { logAnswers } from './fake-log.ts';
import { mailboxAnswers } from './fake-mailboxes.ts';
import { notificationAnswers } from './fake-notifications.ts';
import { smtpAnswers } from './fake-smtp.ts';
import { targetAnswers } from './fake-targets.ts';
import { type Answers, createWorld } from './fake-world.ts';

const NEVER_MS = 3_600_000;

/** Stands in for main in the preview: answers the contract from sample data and plays a scan. Nothing is real. */
export function installFakeBridge(variant: string, theme: string): void {
  const listeners = new Set<(message: FeedMessage) => void>();
  const feed = (message: FeedMessage) => {
    for (const listener of listeners) listener(message);
  };
  const world = createWorld(variant, theme, feed);
  const answers: Answers = {
    ...appAnswers(world),
    ...domainAnswers(world),
    ...notificationAnswers(world),
    ...targetAnswers(world),
    ...smtpAnswers(world),
    ...logAnswers(world),
    ...mailboxAnswers(world),
  };
  const bridge: Bridge = {
    async invoke(channel, input) {
      await new Promise((resolve) => setTimeout(resolve, variant === 'loading' ? NEVER_MS : 30));
      const answer = (await answers[channel as IpcChannel](input)) as { ok?: boolean; code?: string } | null;
      const failed = answer !== null && typeof answer === 'object' && answer.ok === false && 'code' in answer;
      return structuredClone(failed ? answer : success(answer));
    },
    onFeed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  Object.assign(window, { mxroute: bridge, previewFeed: feed });
}
