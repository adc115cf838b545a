/** What the world has told the app, and whether it was the truth. */
export interface Answer {
  /** When the answer was made: what it says was true then. */
  at: number;
  /** A path of the API, or a name in DNS. */
  subject: string;
  /** `none`: no answer, or one that says that there is none. `false`: one that is not true or not whole. */
  told: 'truth' | 'none' | 'false';
}

const KEPT_MS = 12 * 86_400_000;

/** By subject, newest last; forgets what no scan can still be about. */
export class AnswerLog {
  readonly #of = new Map<string, Answer[]>();

  add(answer: Answer): void {
    const list = this.#of.get(answer.subject);
    if (!list) {
      this.#of.set(answer.subject, [answer]);
      return;
    }
    list.push(answer);
    if (list.length > 400 && list[0]!.at < answer.at - KEPT_MS) list.splice(0, 200);
  }

  during(subject: string, from: number, to: number): Answer[] {
    const list = this.#of.get(subject) ?? [];
    let first = list.length;
    while (first > 0 && list[first - 1]!.at >= from) first--;
    return list.slice(first).filter(({ at }) => at <= to);
  }

  /** Asked in this time, answered truthfully at last, and never lied to. */
  isClean(subject: string, from: number, to: number): boolean {
    const answers = this.during(subject, from, to);
    return answers.at(-1)?.told === 'truth' && answers.every(({ told }) => told !== 'false');
  }

  /** Nothing but the truth was told in this time, if anything was. */
  isUnspoilt(subject: string, from: number, to: number): boolean {
    return this.during(subject, from, to).every(({ told }) => told === 'truth');
  }

  subjects(): string[] {
    return [...this.#of.keys()];
  }
}
