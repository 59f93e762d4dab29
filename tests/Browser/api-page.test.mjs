// The page that describes the HTTP interface: whole, ours alone, and fetched from this node alone.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser } from './browser.mjs';
import { root, startDemoNode } from './node.mjs';

let browser;
let node;

before(async () => {
  [browser, node] = await Promise.all([startBrowser(), startDemoNode()]);
});

after(async () => {
  await browser?.close();
  await node?.dispose();
});

async function assertOurs(page) {
  const words = await page.locator('body').innerText();
  for (const foreign of [/\bshare\b/i, /\bdeploy\b/i, /ask ai/i, /developer tools/i, /generate mcp/i, /open api client/i, /sign up|log ?in with/i]) {
    assert.doesNotMatch(words, foreign);
  }
}

test('the API page shows every part of the interface, no buttons of its maker, and asks nobody else for anything', { timeout: 120_000 }, async () => {
  const { context, page, faults } = await browser.person({ locale: 'en-GB' });
  const asked = new Set();
  page.on('request', (request) => asked.add(new URL(request.url())));

  await page.goto(`${node.url}/docs/api`);
  await page.getByRole('heading', { name: 'Classroom' }).first().waitFor();
  for (const tag of ['Session', 'Accounts', 'Schools', 'Timetable', 'Lessons']) {
    await page.getByText(tag, { exact: true }).first().waitFor();
  }
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  await page.screenshot({ path: join(root, 'artifacts/api-page.png') });
  await assertOurs(page);
  await page.getByRole('button', { name: /Test Request/ }).first().click();
  await page.getByRole('dialog').first().waitFor();
  await page.screenshot({ path: join(root, 'artifacts/api-page-request.png') });
  await assertOurs(page);

  const elsewhere = [...asked].filter((url) => !['data:', 'blob:'].includes(url.protocol) && url.origin !== node.url).map(String);
  assert.deepEqual(elsewhere, [], 'requests to other hosts');
  assert.deepEqual(faults, [], 'what the policy had to stop, and exceptions');
  await context.close();
});
