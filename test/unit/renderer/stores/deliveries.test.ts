import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deliveryChips } from '../../../../src-renderer/screens/logs/deliveries/delivery-chips.ts';
import { ALL_DELIVERIES, deliveries } from '../../../../src-renderer/stores/deliveries.ts';

const invoke = vi.fn();
vi.mock('../../../../src-renderer/stores/feed.ts', () => ({ onTopics: () => () => undefined }));
// The list itself has its own tests: here it is asked what it would be asked by it.
vi.mock('../../../../src-renderer/stores/cursor-store.ts', () => ({
  createCursorStore: (source: object) => ({ ...source, filter: (filter: unknown) => chosen(filter) }),
}));
const chosen = vi.fn();

interface Source {
  list(filter: object, before: number | undefined, limit: number): Promise<unknown>;
}

beforeEach(() => {
  chosen.mockReset();
  invoke.mockReset().mockResolvedValue({ ok: true, value: { deliveries: [], nextBefore: null } });
  vi.stubGlobal('window', { mxroute: { invoke, onFeed: () => () => {} } });
});

describe('the list of deliveries', () => {
  const names = {
    targets: new Map([['t', 'Phone']]),
    accounts: new Map([
      ['default', 'Main'],
      ['other', 'Club'],
    ]),
  };

  it('asks for the account that was chosen, and for all where none was', async () => {
    const { list } = deliveries as unknown as Source;
    await list({ ...ALL_DELIVERIES, account: 'other' }, 9, 50);
    expect(invoke).toHaveBeenLastCalledWith('deliveries.list', { limit: 50, before: 9, accountId: 'other' });
    await list(ALL_DELIVERIES, undefined, 50);
    expect(invoke).toHaveBeenLastCalledWith('deliveries.list', { limit: 50 });
  });

  it('shows what it is narrowed to by name, each with its way out', () => {
    const filter = { status: 'failed', target: 't', account: 'other' } as const;
    const chips = deliveryChips(filter, names);
    expect(chips.map(({ label }) => label)).toEqual(['Status: Failed', 'Target: Phone', 'Account: Club']);
    chips.at(-1)?.remove();
    expect(chosen).toHaveBeenCalledWith({ status: 'failed', target: 't', account: null });
    expect(deliveryChips(ALL_DELIVERIES, names)).toEqual([]);
  });
});
