import type { DescribedPart } from '../../service-catalogue.ts';

/** The choice between the service's forms, and between its schemes: no token has a dot in its name. */
export const TEMPLATE_FIELD = 'form.template';
export const SCHEMA_FIELD = 'form.schema';

/** The option that leaves a choice to the service. */
export const NOT_SET = 'not set';

export const fieldName = ({ role, name }: Pick<DescribedPart, 'role' | 'name'>): string =>
  role === 'token' ? name : `${role}.${name}`;
