/**
 * The longest time for which `run` lets nothing else happen: ms of one turn of the event loop, the last one included,
 * without what other processes and other threads took meanwhile.
 */
export async function longestTurn(run: () => Promise<unknown>): Promise<number> {
  const processor = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let longest = 0;
  let last = { wall: performance.now(), used: processor() };
  let running = true;
  const tick = () => {
    const now = { wall: performance.now(), used: processor() };
    longest = Math.max(longest, Math.min(now.wall - last.wall, now.used - last.used));
    last = now;
    if (running) setImmediate(tick);
  };
  tick();
  await run();
  await new Promise((resolve) => setImmediate(resolve));
  running = false;
  return longest;
}
