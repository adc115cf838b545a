import { invoke } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';

/** Electron's security checklist, as far as a running window can tell (spec: quality bars, Security). */

test('the window shows the app from app:// with a strict policy and breaks it nowhere', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) complaints.push(message.text());
  });
  await page.addInitScript(() => {
    Object.assign(window, { violations: [] });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window as unknown as { violations: string[] }).violations.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  await page.reload();
  await page.waitForLoadState('load');
  await expect(page).toHaveTitle(/MXroute Manager/);
  expect(page.url()).toMatch(/^app:\/\/mxroute\//);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('each load gets its own nonce and a policy that starts from nothing', async ({ app, page }) => {
  // Before that, main may be asked while it is still loading Node's own `fetch`.
  await expect(page).toHaveTitle(/MXroute/);
  const policies = await app.evaluate(async ({ net }) => {
    const load = async () =>
      (await net.fetch('app://mxroute/index.html')).headers.get('content-security-policy');
    return [await load(), await load()];
  });
  expect(policies[0]).toContain("default-src 'none'");
  expect(policies[0]).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
  expect(policies[0]).not.toBe(policies[1]);
});

test('nothing outside the window’s folder is served', async ({ app, page }) => {
  await expect(page).toHaveTitle(/MXroute/);
  const statuses = await app.evaluate(async ({ net }) => {
    const addresses = [
      'app://mxroute/../main/main.cjs',
      'app://mxroute/..%2fmain%2fmain.cjs',
      'app://mxroute/%2e%2e/%2e%2e/package.json',
      'app://mxroute/..%5cpackage.json',
      'app://mxroute/',
      'app://other/index.html',
      'app://mxroute/no-such-file.js',
    ];
    return Promise.all(addresses.map(async (address) => (await net.fetch(address)).status));
  });
  expect(statuses).toEqual(statuses.map(() => 404));
});

test('the page has the bridge and nothing of Node or Electron', async ({ page }) => {
  const found = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys((window as unknown as { mxroute: object }).mxroute).sort(),
    replaced: (() => {
      try {
        Object.assign((window as unknown as { mxroute: object }).mxroute, { invoke: 1 });
        return typeof (window as unknown as { mxroute: { invoke: unknown } }).mxroute.invoke === 'number';
      } catch {
        return false;
      }
    })(),
  }));
  expect(found).toEqual({ node: [], bridge: ['invoke', 'onFeed'], replaced: false });
});

test('the renderer is sandboxed and isolated', async ({ app, page }) => {
  await expect(page).toHaveTitle(/MXroute/);
  const preferences = await app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0] as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect(preferences.nodeIntegrationInWorker ?? false).toBe(false);
});

test('the page cannot leave, open windows or embed anything', async ({ app, page }) => {
  const home = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => {
    location.href = 'file:///etc/passwd';
  });
  const opened = await page.evaluate(() => [
    window.open('https://example.com/'),
    window.open('app://mxroute/index.html'),
  ]);
  await page.evaluate(() => {
    for (const tag of ['webview', 'iframe']) {
      const element = document.createElement(tag);
      element.setAttribute('src', 'https://example.com/');
      document.body.append(element);
    }
  });
  await page.waitForTimeout(300);
  expect(opened).toEqual([null, null]);
  expect(page.url()).toBe(home);
  expect(app.windows()).toHaveLength(1);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('the page gets no permission', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'clipboard-write',
    ];
    const states = await Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    );
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    );
    return { states, notification: await Notification.requestPermission(), media };
  });
  expect(answers.states).toEqual(answers.states.map(() => 'denied'));
  expect(answers.notification).toBe('denied');
  expect(answers.media).toBe('denied');
});

test('the page can neither ask the network nor run text as code', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const fetched = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
    const image = await new Promise((done) => {
      const element = new Image();
      element.onload = () => done('loaded');
      element.onerror = () => done('refused');
      element.src = 'https://example.com/pixel.png';
    });
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    let evaluated = 'refused';
    try {
      evaluated = new Function('return "ran"')();
    } catch {}
    return { fetched, image, inline: 'inlineRan' in window, evaluated };
  });
  expect(outcome).toEqual({ fetched: 'refused', image: 'refused', inline: false, evaluated: 'refused' });
});

test('even main’s session loads nothing remote for a page', async ({ app, page }) => {
  await expect(page).toHaveTitle(/MXroute/);
  const outcome = await app.evaluate(async ({ session }) => {
    const fetcher = session.defaultSession as unknown as { fetch(url: string): Promise<unknown> };
    return fetcher.fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      (error: Error) => error.message,
    );
  });
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('calls are refused by name, by payload and by sender', async ({ app, page }) => {
  expect(await invoke(page, 'no.such.channel')).toMatchObject({ ok: false, code: 'unknown_channel' });
  expect(await invoke(page, '__proto__')).toMatchObject({ ok: false, code: 'unknown_channel' });
  expect(await invoke(page, 'events.get', 'one')).toMatchObject({ ok: false, code: 'invalid_input' });
  expect(await invoke(page, 'scan.start', { kind: 'everything' })).toMatchObject({
    ok: false,
    code: 'invalid_input',
    field: 'kind',
  });
  expect(await invoke(page, 'app.info')).toMatchObject({ ok: true });

  const stranger = await app.evaluate(async ({ app: electron, BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${electron.getAppPath()}/out/preload/preload.cjs`,
        additionalArguments: ['--mxm-channels=app.info'],
        sandbox: true,
        contextIsolation: true,
      },
    });
    await window.loadURL('data:text/html,<title>stranger</title>');
    const answer: unknown = await window.webContents.executeJavaScript("mxroute.invoke('app.info')");
    window.destroy();
    return answer;
  });
  expect(stranger).toMatchObject({ ok: false, code: 'forbidden' });
});

test('only listed addresses reach the browser', async ({ app, page }) => {
  await app.evaluate(({ shell }) => {
    Object.assign(globalThis, { opened: [] });
    shell.openExternal = (url: string) => {
      (globalThis as unknown as { opened: string[] }).opened.push(url);
      return Promise.resolve();
    };
  });
  const refused = [
    'https://example.com/',
    'http://mxroute.com/',
    'https://mxroute.com.evil.example/',
    'https://user@mxroute.com/',
    'https://github.com/other/project',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not an address',
  ];
  for (const url of refused)
    expect(await invoke(page, 'app.openExternal', url), url).toMatchObject({
      ok: false,
      code: 'not_allowed',
    });
  expect(await invoke(page, 'app.openExternal', 'https://panel.mxroute.com/')).toMatchObject({ ok: true });
  expect(await invoke(page, 'app.openExternal', 'https://github.com/caronc/apprise/wiki')).toMatchObject({
    ok: true,
  });
  expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://panel.mxroute.com/',
    'https://github.com/caronc/apprise/wiki',
  ]);
});

test('copying a selection needs no permission, copying a secret is left to main', async ({ app, page }) => {
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.value = 'v=spf1 include:mxroute.com -all';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  });
  const content = () => app.evaluate(({ clipboard }) => clipboard.readText());
  // Chromium writes what the page copied a moment later.
  await expect.poll(content).toBe('v=spf1 include:mxroute.com -all');
  expect(await invoke(page, 'app.copySecret', 'APPRISE_CRED_NTFY=tk_e2e')).toEqual({ ok: true, value: null });
  expect(await content()).toBe('APPRISE_CRED_NTFY=tk_e2e');
});
