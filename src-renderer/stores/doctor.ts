import { create } from 'zustand';
import { go } from './navigation.ts';

/** Somebody asked elsewhere that the doctor looks; the part of the screen that shows what it finds takes it up. */
export const useDoctorAsked = create<{ asked: boolean }>(() => ({ asked: false }));

export function askDoctor(): void {
  useDoctorAsked.setState({ asked: true });
  go({ screen: 'notifications', section: 'Why is nothing arriving?' });
}
