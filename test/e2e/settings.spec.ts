import { MainWindow } from './pages/main-window.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount } from './support/set-up.ts';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test('several changed forms are asked about together before Settings is left, and nothing typed is lost', async ({
  page,
  world,
}) => {
  await connectAccount(page, world);
  const window = new MainWindow(page);
  await window.goTo('Settings');
  const policy = page.getByRole('textbox', { name: 'Default DMARC record' });
  const days = page.getByRole('textbox', { name: 'Keep events (days)' });
  const [policyBefore, daysBefore] = [await policy.inputValue(), await days.inputValue()];
  await policy.fill('v=DMARC1; p=reject');
  await days.fill('777');
  const leaveFor = (screen: string) => window.navigation.getByRole('button', { name: screen }).click();
  await leaveFor('Overview');
  const dialog = page.getByRole('dialog', { name: 'Save your changes?' });
  await expect(dialog).toContainText('Default DMARC record');
  await expect(dialog).toContainText('how long things are kept');
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(policy).toHaveValue('v=DMARC1; p=reject');
  await expect(days).toHaveValue('777');

  await leaveFor('Overview');
  await dialog.getByRole('button', { name: 'Save and leave' }).click();
  await expect(dialog).toBeHidden();
  await window.goTo('Settings');
  await expect(policy).toHaveValue('v=DMARC1; p=reject');
  await expect(days).toHaveValue('777');

  await policy.fill(policyBefore);
  await days.fill(daysBefore);
  await leaveFor('Logs');
  await dialog.getByRole('button', { name: 'Discard changes' }).click();
  await window.goTo('Settings');
  await expect(policy).toHaveValue('v=DMARC1; p=reject');
  await expect(days).toHaveValue('777');
});
