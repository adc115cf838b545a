/** What an oracle holds against the app. */
export interface Finding {
  at: number;
  /** The domain, mailbox, monitor or receiver. */
  subject: string;
  text: string;
}

/** What happened, in the order in which it did, and what was wrong about it. */
export class Findings {
  readonly list: Finding[] = [];
  readonly story: { at: number; text: string }[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  tell = (text: string): void => {
    this.story.push({ at: this.#now(), text });
  };

  blame(subject: string, text: string): void {
    this.list.push({ at: this.#now(), subject, text });
    this.tell(`!!! ${subject}: ${text}`);
  }

  /** What led to it: everything about the subject, and what the computer and the world went through lately. */
  timeline({ at, subject }: Finding, lines = 40): string[] {
    const about = this.story
      .filter((entry) => entry.at <= at && entry.text.includes(subject))
      .slice(-lines / 2);
    const around = this.story
      .filter((entry) => entry.at <= at && entry.at > at - 2 * 86_400_000)
      .slice(-lines / 2);
    return [...new Set([...about, ...around])].sort((a, b) => a.at - b.at).map(lineOf);
  }

  lines(): string[] {
    return this.story.map(lineOf);
  }
}

const lineOf = ({ at, text }: { at: number; text: string }): string =>
  `${new Date(at).toISOString()}  ${text}`;
