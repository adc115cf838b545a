import type { z } from 'zod';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { scrubDetails } from '../scrub.ts';
import { type Block, facts, paragraph, type Section } from './blocks.ts';
import { detailFacts } from './detail-facts.ts';
import { type Line, label, type Piece, say, strong, words } from './pieces.ts';
import type { TextTools } from './text.ts';

export interface About<D> {
  details: D;
  event: AuditEvent;
  /** What the event is about, bold. */
  subject: Piece;
  tools: TextTools;
}

interface Parts<S extends z.ZodType> {
  /** What the part that records it tells. Details of another shape are told as they are. */
  details: S;
  /** The first line begins with the subject. */
  tell(about: About<z.output<S>>): Section[];
  /** The same in one sentence, for details of an unexpected shape. */
  plainly(subject: Piece, event: AuditEvent): Line;
  /** What to do: a sentence that a person can act on without opening the app. Undefined details: of another shape. */
  todo(details: z.output<S> | undefined): Line | undefined;
}

export interface Template {
  details: z.ZodType;
  sections(event: AuditEvent, tools: TextTools): Section[];
}

export function template<S extends z.ZodType>(parts: Parts<S>): Template {
  return {
    details: parts.details,
    sections(event, tools) {
      const scrubbed = scrubDetails(event.details);
      const parsed = parts.details.safeParse(scrubbed);
      const subject = strong(event.target.trim() || event.label);
      if (parsed.success) {
        const told = parts.tell({ details: parsed.data, event, subject, tools });
        return [...told, ...advice(parts.todo(parsed.data))];
      }
      return [
        [
          paragraph(parts.plainly(subject, event)),
          ...facts(detailFacts(scrubbed, tools)),
          ...changedBy(event),
        ],
        ...advice(parts.todo(undefined)),
      ];
    },
  };
}

const advice = (line: Line | undefined): Section[] =>
  line === undefined ? [] : [[paragraph(say`${label('What to do:')} ${line}`)]];

/** Who did it, where that is worth a line: everything but the monitors' own findings. */
export function changedBy(event: AuditEvent): Block[] {
  const who: Record<string, string> = {
    'MXroute account': 'in the MXroute panel or by another program',
    'this computer': 'with MXroute Manager on this computer',
    'command line': 'with MXroute Manager on the command line',
  };
  if (event.actor === '' || event.actor === 'monitor') return [];
  const known = Object.hasOwn(who, event.actor) ? who[event.actor] : undefined;
  return [paragraph(known === undefined ? say`Changed by: ${event.actor}` : [words(`Changed ${known}.`)])];
}
