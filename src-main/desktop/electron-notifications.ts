import { join } from 'node:path';
import { Notification, nativeImage } from 'electron';
import { type NativeNotification, type NotificationWording, withoutMarkup } from './native-notification.ts';

export const areNotificationsSupported = (): boolean => Notification.isSupported();

/** macOS shows the app's own icon by itself. */
export function createNotification(assets: string, wording: NotificationWording): NativeNotification {
  const notification = new Notification({
    title: wording.title,
    body: process.platform === 'linux' ? withoutMarkup(wording.body) : wording.body,
    urgency: wording.urgent ? 'critical' : 'normal',
    ...(process.platform !== 'darwin' && { icon: nativeImage.createFromPath(join(assets, 'icons/128.png')) }),
  });
  return {
    show: () => notification.show(),
    close: () => notification.close(),
    // Electron's types list the events one by one.
    on: (event: string, listener: (...details: never[]) => void) =>
      notification.on(event as 'show', listener as () => void),
  };
}
