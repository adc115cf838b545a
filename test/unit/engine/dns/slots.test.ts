import { describe, expect, it } from 'vitest';
import { createSlots } from '../../../../src-main/engine/dns/slots.ts';

describe('slots', () => {
  it('lets so many in, the others in order, and none is dropped', async () => {
    const slots = createSlots(2);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const giveBack = await slots.take();
        most = Math.max(most, ++inside);
        order.push(index);
        await Promise.resolve();
        inside--;
        giveBack();
        giveBack();
      }),
    );
    expect(most).toBe(2);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).toHaveLength(20);
  });

  it('lets a waiter leave without losing the slot', async () => {
    const slots = createSlots(1);
    const giveBack = await slots.take();
    const controller = new AbortController();
    const cancelled = slots.take(controller.signal);
    const next = slots.take();
    controller.abort(new Error('enough'));
    await expect(cancelled).rejects.toThrow('enough');
    giveBack();
    await expect(next).resolves.toBeTypeOf('function');
    await expect(slots.take(controller.signal)).rejects.toThrow('enough');
  });
});
