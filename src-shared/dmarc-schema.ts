import { z } from 'zod';
import { dmarcProblem } from './dmarc.ts';

/** The rule of `dmarcProblem` as a schema: apart from it, so that the window need not carry the schemas' library. */
export const dmarcRecord = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const message = dmarcProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
