import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotificationsView } from '../../../../src-shared/views/notifications.ts';
import type { TargetView } from '../../../../src-shared/views/targets.ts';

const target = (id: string, problem: string | null) => ({ id, problem, lastDelivery: null }) as TargetView;
const view = (state: string, ...targets: TargetView[]) =>
  ({ targets, engine: { state } }) as unknown as NotificationsView;
const refused = (targetId: string) => ({
  targetId,
  targetLabel: targetId,
  ok: false,
  durationMs: null,
  error: 'no',
});

const invoke = vi.fn();

beforeEach(() => {
  vi.resetModules();
  invoke.mockReset();
  vi.stubGlobal('window', { mxroute: { invoke, onFeed: () => () => {} } });
});

async function tested(all: boolean) {
  const { notifications } = await import('../../../../src-renderer/stores/notifications.ts');
  const tests = await import('../../../../src-renderer/stores/target-tests.ts');
  notifications.set(view('worker', target('phone', null), target('team', 'not set')));
  invoke.mockResolvedValueOnce({
    ok: true,
    value: all ? [refused('phone'), refused('team')] : [refused('team')],
  });
  await (all ? tests.testAllTargets() : tests.testTarget('team'));
  return { notifications, ...tests, shown: tests.useTargetTests.getState };
}

describe('a test that failed', () => {
  it('is shown until its cause is mended', async () => {
    const { notifications, shown } = await tested(false);
    expect(shown().single.team?.error).toBe('no');
    notifications.set(view('worker', target('phone', null), target('team', null)));
    expect(shown().single).toEqual({});
  });

  it('is out of date once there is an Apprise to send with', async () => {
    const { notifications, shown, testTarget } = await tested(false);
    notifications.set(view('missing', target('team', null)));
    invoke.mockResolvedValueOnce({ ok: true, value: [refused('team')] });
    await testTarget('team');
    expect(shown().single.team).toBeDefined();
    notifications.set(view('worker', target('team', null)));
    expect(shown().single).toEqual({});
  });

  it('goes alone from the list of all of them, and the list with the last', async () => {
    const { notifications, shown, forgetTests } = await tested(true);
    notifications.set(view('worker', target('phone', null), target('team', null)));
    expect(shown().all?.map(({ targetId }) => targetId)).toEqual(['phone']);
    forgetTests(['phone']);
    expect(shown().all).toBeNull();
  });

  it('goes with its target', async () => {
    const { notifications, shown } = await tested(false);
    notifications.set(view('worker', target('phone', null)));
    expect(shown().single).toEqual({});
  });
});

it('a test of no target at all says so until it is closed', async () => {
  const { useTargetTests, testAllTargets, forgetTests } = await tested(false);
  invoke.mockResolvedValueOnce({ ok: true, value: [] });
  await testAllTargets();
  forgetTests(['phone']);
  expect(useTargetTests.getState().all).toEqual([]);
});
