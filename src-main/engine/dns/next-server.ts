import { byReadiness, type ServerMemory } from './resting.ts';

/** Times that one lookup asks one resolver at most. */
const MAX_ASKS = 2;

interface Candidate {
  label: string;
  memory: ServerMemory;
}

/**
 * Which resolver a lookup asks next; undefined where its last unknown stands.
 *
 * An ordinary lookup asks twice: two resolvers, or the only one again. Where neither has answered anybody since it
 * failed, as after a change of network, it goes on to who is left: good ones may stand behind them. A confirmation (`avoid`) asks everybody else,
 * and those who have answered before once more. The avoided one may confirm itself only where nobody else answers at
 * all (a network that lets only its own resolver through): a lagging resolver must not confirm itself because another
 * one was slow once, or because this computer slept.
 * @param tried resolvers that this lookup has asked, in order, each answer unknown.
 */
export function nextServer<T extends Candidate>(
  servers: readonly T[],
  tried: readonly T[],
  avoid: string | undefined,
  now: number,
): T | undefined {
  const asks = (server: T) => tried.filter((each) => each === server).length;
  const order = byReadiness(servers, now);
  const avoided = order.find((server) => server.label === avoid);
  if (avoided === undefined) {
    const untried = order.find((server) => asks(server) === 0);
    if (untried && tried.every(({ memory }) => memory.isFailing)) return untried;
    return tried.length < MAX_ASKS ? (untried ?? order[0]) : undefined;
  }
  const others = order.filter((server) => server !== avoided);
  const known = others.filter((server) => server.memory.hasAnswered);
  const another =
    others.find(
      (server) => asks(server) === 0 && (known.includes(server) || !server.memory.isResting(now)),
    ) ?? known.find((server) => asks(server) < MAX_ASKS);
  if (another) return another;
  const contradictor = known.find((server) => !server.memory.isResting(now));
  return contradictor === undefined && asks(avoided) < MAX_ASKS ? avoided : undefined;
}
