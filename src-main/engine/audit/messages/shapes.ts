import { z } from 'zod';
import type { EventDetails } from '../../../../src-shared/audit-event.ts';
import { bullets, facts, type Item, inline, paragraph, type Section } from './blocks.ts';
import { detailFacts } from './detail-facts.ts';
import { type Line, type Piece, say, strong } from './pieces.ts';
import { changedBy, type Template, template } from './template.ts';
import type { TextTools } from './text.ts';

/** A detail that the recording part may not know. */
export const known = <S extends z.ZodType>(schema: S) =>
  schema.nullish().transform((value) => value ?? undefined);

/** What a value was and what it is. */
export const change = <S extends z.ZodType>(schema: S) =>
  z.object({ before: known(schema), after: known(schema) });

/** "500 MB → 1,000 MB"; one side alone where the other is not known. */
export function changeLine<T>(
  { before, after }: { before?: T | undefined; after?: T | undefined },
  show: (value: T) => Piece | Line,
): Line {
  const side = (value: T | undefined) => (value === undefined ? undefined : say`${show(value)}`);
  const [was, is] = [side(before), side(after)];
  if (was && is) return say`${was} → ${is}`;
  return is ?? (was ? say`was ${was}` : []);
}

type FieldsOf<F extends z.ZodRawShape> = z.output<z.ZodObject<F>>;

interface Watched<F extends z.ZodRawShape> {
  /** All of them `known(…)`: the facts of one change. */
  fields: F;
  one(subject: Piece, fields: FieldsOf<F>): Line;
  /** "7 mailboxes" were …; begins with the subject. */
  many(subject: Piece): Line;
  /** `alone`: below the sentence of `one`, which need not be said twice. */
  facts(fields: FieldsOf<F>, tools: TextTools, alone: boolean): Line[];
  /** Undefined: several changes, or details of another shape. */
  todo(fields: FieldsOf<F> | undefined): Line | undefined;
}

interface Change<F extends z.ZodRawShape> {
  subject: string;
  fields: FieldsOf<F>;
}
type Told<F extends z.ZodRawShape> =
  /** `more`: what another version knows to tell. */
  { kind: 'one'; fields: FieldsOf<F>; more: EventDetails } | { kind: 'many'; changes: Change<F>[] };

/**
 * What is noticed about the account: one change has its facts as details and its name as the event's target;
 * many of one scan are `{ changes: [{ subject, …facts }] }`.
 */
export function watched<F extends z.ZodRawShape>(parts: Watched<F>): Template {
  const one = z.object(parts.fields);
  return template({
    details: oneOrMany(one),
    tell({ details, event, subject, tools }): Section[] {
      if (details.kind === 'one')
        return [
          [
            paragraph(parts.one(subject, details.fields)),
            ...facts([...parts.facts(details.fields, tools, true), ...detailFacts(details.more, tools)]),
            ...changedBy(event),
          ],
        ];
      const item = ({ subject: name, fields }: Change<F>): Item => {
        const about = parts.facts(fields, tools, false);
        const rest = about.length === 0 ? [] : say`: ${inline(about, (line) => line, '; ')}`;
        return { line: say`${strong(name)}${rest}` };
      };
      return [[paragraph(parts.many(subject)), ...bullets(details.changes, item), ...changedBy(event)]];
    },
    plainly: (subject) => parts.one(subject, one.parse({})),
    todo: (details) => parts.todo(details?.kind === 'one' ? details.fields : undefined),
  });
}

function oneOrMany<F extends z.ZodRawShape>(one: z.ZodObject<F>) {
  const list = z.array(z.looseObject({ subject: z.string() })).min(1);
  return z.looseObject({}).transform((details, context): Told<F> => {
    const refuse = (): never => {
      context.addIssue({ code: 'custom', message: 'neither one change nor a list of changes' });
      return z.NEVER;
    };
    if (details.changes === undefined) {
      const fields = one.safeParse(details);
      const more = Object.entries(details).filter(([name]) => !Object.hasOwn(one.shape, name));
      return fields.success ? { kind: 'one', fields: fields.data, more: Object.fromEntries(more) } : refuse();
    }
    const entries = list.safeParse(details.changes);
    if (!entries.success) return refuse();
    const changes = entries.data.flatMap((entry): Change<F>[] => {
      const fields = one.safeParse(entry);
      return fields.success ? [{ subject: entry.subject, fields: fields.data }] : [];
    });
    return changes.length === entries.data.length ? { kind: 'many', changes } : refuse();
  });
}
