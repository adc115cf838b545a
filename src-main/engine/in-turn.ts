export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Work under one key is done one after the other, whatever became of what was before it. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, turn);
    const ended = () => void (last.get(key) === turn && last.delete(key));
    turn.then(ended, ended);
    return turn;
  };
}
