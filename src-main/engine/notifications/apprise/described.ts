import { z } from 'zod';

/** Apprise's own description of one service, as the worker hands it over; versions differ in what they leave out. */

const texts = z.preprocess(
  (value) => (value === null || value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.coerce.string()),
);
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullish();
const named = z.string().nullish();

export const describedEntry = z.object({
  name: named,
  type: z.string().nullish(),
  private: z.boolean().nullish(),
  required: z.boolean().nullish(),
  map_to: z.string().nullish(),
  alias_of: texts.nullish(),
  default: z.union([scalar, z.array(scalar)]).nullish(),
  values: texts.nullish(),
  delim: texts.nullish(),
  group: texts.nullish(),
  prefix: z.string().nullish(),
  min: z.number().nullish(),
  max: z.number().nullish(),
  regex: z.array(z.string().nullable()).min(1).nullish(),
});
export type DescribedEntry = z.infer<typeof describedEntry>;

export const describedService = z.object({
  service_name: z.string().min(1),
  setup_url: named,
  enabled: z.boolean().nullish(),
  protocols: texts,
  secure_protocols: texts,
  requirements: z.object({ details: named, packages_required: texts.nullish() }).nullish().catch(null),
  details: z.object({
    templates: z.array(z.string()).min(1),
    tokens: z.record(z.string(), describedEntry),
    args: z.record(z.string(), describedEntry),
    kwargs: z.record(z.string(), describedEntry).nullish(),
  }),
});
export type DescribedService = z.infer<typeof describedService>;
