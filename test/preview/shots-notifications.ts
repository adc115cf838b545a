import { nav, type Shot } from './shot.ts';

export const notificationsShots: Shot[] = [
  { name: 'notifications', steps: nav('Notifications') },
  {
    name: 'notifications-bottom',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Find out' }).click();
      await page.getByRole('button', { name: 'Send Test Notification' }).click();
      await page.getByText('Outbox').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'notifications-refused',
    variant: 'nothing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('switch', { name: 'Enable notifications' }).click();
      await page.getByRole('button', { name: 'Save Notifications' }).click();
    },
  },
  {
    name: 'notifications-leave',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('switch', { name: 'Enable notifications' }).click();
      await nav('Logs')(page);
    },
  },
  {
    name: 'notifications-monitors',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page
        .getByRole('heading', { name: 'DNS health monitoring' })
        .evaluate((one) => one.scrollIntoView());
    },
  },
  {
    name: 'engine-old',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Update Apprise' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'engine-installing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Update Apprise' }).click();
      await page.getByText('requests 2.32.3').waitFor();
    },
  },
  {
    name: 'engine-installed',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Update Apprise' }).click();
      await page.getByText('Apprise 1.13.0 was installed.').waitFor();
    },
  },
  {
    name: 'engine-failed',
    variant: 'empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Skip the set-up' }).click();
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Install Apprise' }).click();
      await page.getByText('Then try again.').waitFor();
    },
  },
  {
    name: 'engine-missing',
    variant: 'nothing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Install Apprise' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'notifications-quiet',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByLabel('Quiet until').fill('06:30');
      await page.getByRole('heading', { name: 'When alerts go out' }).evaluate((one) => one.scrollIntoView());
    },
  },
  {
    name: 'notifications-quiet-refused',
    variant: 'nothing',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByLabel('Quiet from').fill('');
      await page.getByRole('button', { name: 'Save Notifications' }).click();
    },
  },
  {
    name: 'notifications-preview',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Preview DNS problem' }).click();
      await page.getByRole('article', { name: 'Message' }).waitFor();
    },
  },
  {
    name: 'notifications-preview-markdown',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Preview DNS problem' }).click();
      await page.getByText('Markdown', { exact: true }).click();
    },
  },
  {
    name: 'engine-restarted',
    variant: 'engine',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByText('restarted 3 times').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'engine-command',
    variant: 'command',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByText('Command only').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'notifications-doctor-link',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('button', { name: 'Find out' }).click();
      await page.getByRole('button', { name: 'Open Mailbox Password Reset: SMTP settings' }).click();
      await page.waitForTimeout(400);
    },
  },
];
