import { failure, type Result, success } from '../../../src-shared/result.ts';
import { type AccountApi, MxrouteError } from '../mxroute/api.ts';

/** Asks MXroute whether it accepts these credentials; a failure names the field to look at, where there is one. */
export async function checkCredentials(connect: () => AccountApi): Promise<Result<{ domains: string[] }>> {
  try {
    return success({ domains: await connect().listDomains({ priority: 'interactive', consumer: 'test' }) });
  } catch (error) {
    if (!(error instanceof MxrouteError)) return failure('failed', (error as Error).message);
    const field = error.code === 'unauthorized' || error.code === 'forbidden' ? 'apiKey' : undefined;
    return failure(error.code, error.message, field);
  }
}
