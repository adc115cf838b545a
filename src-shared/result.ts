/** Expected failures are values; exceptions are bugs. `field` names the input that can mend it. */
export type Failure = { ok: false; code: string; message: string; field?: string };
export type Result<T> = { ok: true; value: T } | Failure;

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failure = (code: string, message: string, field?: string): Failure =>
  field === undefined ? { ok: false, code, message } : { ok: false, code, message, field };
