import { describe, expect, it } from 'vitest';
import { testReport } from '../../../src-main/desktop/test-notification.ts';
import { failure, success } from '../../../src-shared/result.ts';

const outcome = (targetLabel: string, error: string | null) => ({
  targetId: targetLabel,
  targetLabel,
  ok: error === null,
  durationMs: 1,
  error,
});

describe('after Send Test Notification in the tray', () => {
  it('says nothing where everything arrived', () => {
    expect(testReport(success([outcome('Phone', null)]))).toBeUndefined();
  });

  it('names what failed and why', () => {
    const report = testReport(success([outcome('Phone', null), outcome('Webhook', 'Refused (404).')]));
    expect(report?.body).toBe('1 of 2 targets failed.\nWebhook: Refused (404).');
  });

  it('says that there is nowhere to send it', () => {
    expect(testReport(success([]))?.body).toContain('Add a target');
  });

  it('passes on why it could not be tried', () => {
    expect(testReport(failure('x', 'No delivery engine.'))?.body).toBe('No delivery engine.');
  });
});
