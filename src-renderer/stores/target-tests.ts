import { create } from 'zustand';
import type { NotificationsView } from '../../src-shared/views/notifications.ts';
import type { TestOutcome } from '../../src-shared/views/targets.ts';
import { call } from '../ipc.ts';
import { stillHolds } from '../lib/test-outcomes.ts';
import { notifications } from './notifications.ts';
import { toastFailure } from './toasts.ts';

/** What the last tests said, for as long as it is true. */
interface TargetTests {
  /** By target: its own "Test". */
  single: Readonly<Record<string, TestOutcome>>;
  /** "Send Test Notification"; null: not asked, or closed. */
  all: readonly TestOutcome[] | null;
}

export const useTargetTests = create<TargetTests>(() => ({ single: {}, all: null }));

export async function testTarget(id: string): Promise<void> {
  const answer = await call('targets.test', id);
  if (!answer.ok) return toastFailure(answer);
  const [outcome] = answer.value;
  forgetTests([id]);
  if (outcome !== undefined)
    useTargetTests.setState(({ single }) => ({ single: { ...single, [id]: outcome } }));
}

export async function testAllTargets(): Promise<void> {
  const answer = await call('targets.test');
  if (answer.ok) useTargetTests.setState({ single: {}, all: answer.value });
  else toastFailure(answer);
}

export const forgetAllTests = (): void => useTargetTests.setState({ single: {}, all: null });

export const closeTests = (): void => useTargetTests.setState({ all: null });

/** What was said of these targets is no longer about what they are now. */
export function forgetTests(ids: readonly string[]): void {
  if (ids.length === 0) return;
  useTargetTests.setState(({ single, all }) => {
    const left = all?.filter(({ targetId }) => !ids.includes(targetId)) ?? [];
    return {
      single: Object.fromEntries(Object.entries(single).filter(([id]) => !ids.includes(id))),
      // Where nothing is left, an empty list would say that nothing was sent.
      all: all !== null && left.length === 0 && all.length > 0 ? null : all && left,
    };
  });
}

const canSend = ({ engine }: NotificationsView): boolean =>
  engine.state === 'worker' || engine.state === 'command';

/** Only newer knowledge makes a result old: main may tell of a problem that the test itself has just met. */
function follow(before: NotificationsView | null, after: NotificationsView | null): void {
  if (before === null || after === null || before === after) return;
  const { single, all } = useTargetTests.getState();
  const mended = !canSend(before) && canSend(after);
  const outdated = [...Object.values(single), ...(all ?? [])].filter(({ targetId, ok }) => {
    const was = before.targets.find(({ id }) => id === targetId);
    const is = after.targets.find(({ id }) => id === targetId);
    if (was === undefined) return false;
    return is === undefined || (mended && !ok) || !stillHolds(ok, was, is);
  });
  forgetTests(outdated.map(({ targetId }) => targetId));
}
notifications.subscribe((after, before) => follow(before.value, after.value));
