import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../src-main/engine/notifications/channel.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { type Arrived, interceptedInternet, startWorker, type Worker } from './services-support.ts';

const ICON = 'https://example.com/logo.png';
const DISCORD = 'discord://123/abc';
const GOTIFY = 'gotify://gotify.example/AbCdEfGhIjKlMnO';
const NTFY = 'ntfy://ntfy.example/topic';
const MATTERMOST = 'mmost://chat.example:80/3ccdd113474722377935511fc85d3dd4';
const SLACK = 'slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ';
const JSON_HOOK = 'json://json.example/x';
const alert: OutgoingMessage = {
  title: 'DNS problem: example.com',
  body: 'MX is wrong\n\n- _dmarc: missing\n- found: a_b_c',
  markdown: '**MX** is wrong\n\n- `_dmarc`: missing\n- found: `a_b_c`\n\n[Open](https://example.com)',
  type: 'failure',
};

const net = interceptedInternet('ok');

describe.each(await apprisePythons())('Apprise $version', (found) => {
  let plain: Worker;
  let branded: Worker;
  beforeAll(async () => {
    plain = await startWorker(found);
    branded = await startWorker(found, ICON);
  });
  afterAll(async () => {
    await plain.engine.stop();
    await branded.engine.stop();
  });

  /** What arrives of this alert; exactly one request. */
  async function arrives(worker: Worker, url: string, message = alert): Promise<Arrived> {
    expect(await worker.engine.send(url, message, 'lane')).toMatchObject({ ok: true });
    expect(net.seen).toHaveLength(1);
    return net.last().arrived;
  }

  describe('Markdown', () => {
    it('Discord: an embed in the colour of the severity', async () => {
      const { json } = await arrives(plain, DISCORD);
      expect(json.content).toBeUndefined();
      expect(json.embeds).toEqual([
        expect.objectContaining({
          title: alert.title,
          description: alert.markdown,
          color: 0xa32037,
          author: { name: 'MXroute Manager', url: 'https://mxroute.com' },
          footer: { text: 'MXroute Manager' },
        }),
      ]);
    });

    it.each([
      ['success', 0x3aa337],
      ['info', 0x3aa3e3],
      ['warning', 0xcacf29],
    ] as const)('Discord: %s has its own colour', async (type, color) => {
      const { json } = await arrives(plain, DISCORD, { ...alert, type });
      expect(json.embeds).toEqual([expect.objectContaining({ color })]);
    });

    it('Gotify: told to be Markdown', async () => {
      const { json } = await arrives(plain, GOTIFY);
      expect(json).toMatchObject({
        title: alert.title,
        message: alert.markdown,
        extras: { 'client::display': { contentType: 'text/markdown' } },
      });
    });

    it('Mattermost: below its title', async () => {
      const { json } = await arrives(plain, MATTERMOST);
      expect(json.text).toMatch(/^(# )?DNS problem: example\.com\r?\n\*\*MX\*\* is wrong/);
      expect(String(json.text).endsWith('[Open](https://example.com)')).toBe(true);
    });

    it('ntfy: where this Apprise can say so, else plain text', async () => {
      const { json, headers } = await arrives(plain, NTFY);
      expect(json.message).toBe(plain.old ? alert.body : alert.markdown);
      expect(headers['x-markdown']).toBe(plain.old ? undefined : 'yes');
    });

    it.each([
      ['JSON', JSON_HOOK],
      ['Slack', SLACK],
      ['Telegram', 'tgram://123456789:abcdefg_hijklmnop/12315544'],
      ['Discord, where the address asks for text', `${DISCORD}?format=text`],
      ['Gotify, where the address asks for text', `${GOTIFY}?format=text`],
    ])('%s gets the text, every line of it, and no marks', async (_, url) => {
      if (/^tgram/.test(url)) net.answer.body = '{"ok":true}';
      const { json } = await arrives(plain, url);
      const text = JSON.stringify(json);
      for (const line of alert.body.split('\n').filter(Boolean)) expect(text).toContain(line);
      expect(text).not.toContain('**');
      expect(text).not.toContain('`');
    });

    it('without Markdown everybody gets the text', async () => {
      const { markdown: _, ...textOnly } = alert;
      for (const url of [DISCORD, GOTIFY, MATTERMOST]) {
        net.seen.length = 0;
        const { json } = await arrives(plain, url, textOnly);
        expect(JSON.stringify(json)).toContain('found: a_b_c');
        expect(json.embeds).toBeUndefined();
      }
    });

    it('a very long one is cut, not refused', async () => {
      const long = { ...alert, markdown: `**Long**\n\n${'- `record`: wrong\n'.repeat(400)}` };
      const { json } = await arrives(plain, DISCORD, long);
      const [{ description }] = json.embeds as [{ description: string }];
      expect(description.length).toBeGreaterThan(1_500);
      expect(description.length).toBeLessThanOrEqual(2_000);
    });
  });

  describe('the icon', () => {
    it('Discord: avatar and footer', async () => {
      const { json } = await arrives(branded, DISCORD);
      expect(json.avatar_url).toBe(ICON);
      expect(json.embeds).toEqual([
        expect.objectContaining({ footer: { text: 'MXroute Manager', icon_url: ICON } }),
      ]);
    });

    it('Slack: through the mask', async () => {
      expect((await arrives(branded, SLACK)).json.icon_url).toBe(ICON);
      net.seen.length = 0;
      expect((await arrives(branded, `${SLACK}?image=no`)).json.icon_url ?? null).toBeNull();
    });

    it('Mattermost', async () => {
      expect((await arrives(branded, MATTERMOST)).json.icon_url).toBe(ICON);
      net.seen.length = 0;
      expect((await arrives(branded, `${MATTERMOST}?image=no&icon_url=`)).json.icon_url ?? null).toBeNull();
    });

    it('ntfy, where this Apprise can send one', async () => {
      expect((await arrives(branded, NTFY)).headers['x-icon']).toBe(branded.old ? undefined : ICON);
    });

    it('JSON webhooks are as they are without one', async () => {
      const without = await arrives(plain, JSON_HOOK);
      net.seen.length = 0;
      const { json, path } = await arrives(branded, JSON_HOOK);
      expect([json, path]).toEqual([without.json, without.path]);
    });

    it('without one nobody gets Apprise’s own', async () => {
      for (const url of [DISCORD, SLACK, MATTERMOST, NTFY]) {
        net.seen.length = 0;
        const { json, headers } = await arrives(plain, url);
        expect(JSON.stringify(json)).not.toMatch(/caronc|appriseit|apprise-theme/i);
        expect([json.avatar_url, json.icon_url, headers['x-icon']].map((one) => one ?? null)).toEqual([
          null,
          null,
          null,
        ]);
      }
    });
  });
});
