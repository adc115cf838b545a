/**
 * Lets the wall clock follow a computer that travels. V8 keeps the time zone that it found at its start; Node makes it
 * look again when TZ is written or deleted (https://github.com/nodejs/node/pull/20026), and deleting what is not there
 * changes nothing else. Microseconds, so it may be asked for with every tick.
 */
export function followTimeZone(environment: NodeJS.ProcessEnv = process.env): void {
  // Who sets TZ wants this zone, wherever the computer is.
  if (environment.TZ === undefined) delete environment.TZ;
}
