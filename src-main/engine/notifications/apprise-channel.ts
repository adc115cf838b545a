import type { AppriseEngine } from './apprise/engine.ts';
import type { Channel } from './channel.ts';
import type { Credentials } from './credentials.ts';
import type { TargetRepository } from './targets.ts';

/** Everything but this computer's own notifications: the secret is put in here, at the last moment. */
export const createAppriseChannel = (
  engine: AppriseEngine,
  credentials: Credentials,
  targets: TargetRepository,
): Channel => ({
  id: 'apprise',
  async send(message, targetId, until) {
    const target = targets.get(targetId);
    if (!target) return { ok: false, permanent: true, reason: 'The target does not exist any more.' };
    const url = await credentials.resolve(target);
    if (!url.ok) return { ok: false, permanent: !credentials.isPassing(url.code), reason: url.message };
    // A test has a lane of its own: neither it nor an alert waits behind the other where the server hangs.
    const lane = message.event || message.events ? targetId : `${targetId} test`;
    return engine.send(url.value, message, lane, until);
  },
});
