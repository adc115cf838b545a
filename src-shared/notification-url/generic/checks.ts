import type { DescribedPart } from '../../service-catalogue.ts';
import { isHost } from '../address.ts';
import { isSendable } from '../parts.ts';

/** What is wrong with a value, as the rest of a sentence that begins with the field's label. Quotes no secret. */
export function problemOf(part: DescribedPart, value: string): string | undefined {
  if (!isSendable(value)) return 'has a character that cannot be sent';
  switch (part.kind) {
    case 'int':
      return /^-?\d{1,15}$/.test(value)
        ? outOfBounds(part, Number(value))
        : `must be a whole number${bounds(part)}`;
    case 'float':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(value)
        ? outOfBounds(part, Number(value))
        : `must be a number${bounds(part)}`;
    case 'bool':
      return value === 'true' || value === 'false' ? undefined : 'must be on or off';
    case 'choice':
      return part.choices.includes(value) ? undefined : `must be one of ${part.choices.join(', ')}`;
    case 'list':
      // What a service takes in a list is wider than its description says (six-letter call signs, for one).
      return splitList(value).length === 0 ? 'is needed' : undefined;
    default:
      return textProblem(part, value);
  }
}

function textProblem(part: DescribedPart, value: string): string | undefined {
  if (part.role === 'token' && part.name === 'host' && !isHost(value))
    return 'must be a host name, without https:// and without a path';
  return matches(part, value) ? undefined : 'does not have the form that this service expects';
}

function matches({ pattern }: DescribedPart, value: string): boolean {
  if (pattern === null) return true;
  try {
    return new RegExp(pattern.source, pattern.flags).test(value);
  } catch {
    return true;
  }
}

function outOfBounds(part: DescribedPart, value: number): string | undefined {
  const wrong = (part.min !== null && value < part.min) || (part.max !== null && value > part.max);
  return wrong ? `must be a number${bounds(part)}` : undefined;
}

export function bounds({ min, max }: DescribedPart): string {
  if (min !== null && max !== null) return ` from ${min} to ${max}`;
  if (min !== null) return `, ${min} or more`;
  return max === null ? '' : `, ${max} at most`;
}

/** Entries are separated by commas or line breaks. */
export const splitList = (value: string): string[] =>
  value
    .split(/[,\r\n]+/)
    .map((entry) => entry.trim())
    .filter(Boolean);
