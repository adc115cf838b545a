import type { ServiceField } from '../../notification-services.ts';
import type { DescribedPart, ServiceDescription } from '../../service-catalogue.ts';
import { type Family, familiesOf } from './families.ts';
import { fieldsOf } from './fields.ts';

/** A description, prepared for building and reading URLs. */
export interface Form {
  description: ServiceDescription;
  families: Family[];
  fields: ServiceField[];
  /** The tokens, by name. */
  parts: ReadonlyMap<string, DescribedPart>;
}

export function formOf(description: ServiceDescription): Form {
  const families = familiesOf(description);
  return {
    description,
    families,
    fields: fieldsOf(description, families),
    parts: new Map(
      description.parts.flatMap((part) => (part.role === 'token' ? [[part.name, part] as const] : [])),
    ),
  };
}
