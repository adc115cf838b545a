import { describe, expect, it } from 'vitest';
import { doctorLink } from '../../../../src-renderer/lib/doctor-link.ts';
import type { DoctorItem } from '../../../../src-shared/views/doctor.ts';

const item = (status: DoctorItem['status'], fix: DoctorItem['fix']): DoctorItem => ({
  id: 'x',
  label: 'X',
  status,
  message: '',
  remedy: null,
  fix,
});

describe('where a line of the troubleshooting list leads', () => {
  it('is the screen, where no part of it is named', () => {
    expect(doctorLink(item('fail', { screen: 'logs' }))).toEqual({
      words: 'Open Logs',
      place: { screen: 'logs' },
    });
  });

  it('is the part of the screen, by its heading', () => {
    expect(doctorLink(item('fail', { screen: 'settings', section: 'Mailbox Password Reset' }))).toEqual({
      words: 'Open Mailbox Password Reset',
      place: { screen: 'settings', section: 'Mailbox Password Reset' },
    });
  });

  it('is the form of the target that is wrong', () => {
    const fix = { screen: 'notifications', section: 'Targets', targetId: 't2' } as const;
    expect(doctorLink(item('fail', fix))).toEqual({
      words: 'Edit target',
      place: { screen: 'notifications' },
      targetId: 't2',
    });
  });

  it('is nowhere for what is fine, was not checked, or cannot be mended in the window', () => {
    expect(doctorLink(item('pass', { screen: 'settings' }))).toBeNull();
    expect(doctorLink(item('skip', { screen: 'settings' }))).toBeNull();
    expect(doctorLink(item('fail', null))).toBeNull();
  });
});
