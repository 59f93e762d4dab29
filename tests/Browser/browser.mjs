// One Chromium, a context for each person, and what to hold against every page.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Milliseconds that a condition may take to become true. Generous: it is only waited for in full when it fails. */
export const PATIENCE_MS = 20_000;

export async function startBrowser() {
  const profile = mkdtempSync(join(tmpdir(), 'classroom-chromium-'));
  const browser = await chromium.launch({
    executablePath: process.env.CLASSROOM_CHROMIUM || '/usr/bin/chromium',
    args: [...ARGUMENTS, `--disk-cache-dir=${profile}`],
  });
  return {
    /** A person's own browser window: nothing shared with others. */
    person: async (options = {}) => watch(await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })),
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Pages that axe is at work on: it tries a style here and there, which the policy stops. */
const measured = new Set();

/** Opens a page, and remembers whatever no page of ours may do, of it and of all that are opened beside it. */
async function watch(context) {
  context.setDefaultTimeout(PATIENCE_MS);
  const faults = [];
  context.on('weberror', (failure) => faults.push(`exception: ${failure.error().message}`));
  context.on('console', (message) => {
    if (/Content Security Policy|Content-Security-Policy/.test(message.text()) && !measured.has(message.page())) {
      faults.push(`policy: ${message.text()} (${message.location().url}, on ${message.page()?.url()})`);
    }
  });
  return { context, page: await context.newPage(), faults };
}

/** Waits until a condition holds, asking again and again; fails with what it last saw. */
export async function eventually(what, condition, expected = true) {
  const until = Date.now() + PATIENCE_MS;
  let last;
  do {
    last = await condition();
    try {
      assert.deepEqual(last, expected);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } while (Date.now() < until);
  assert.deepEqual(last, expected, what);
}

/** Holds a page to what axe calls serious or critical. */
export async function assertAccessible(page, what) {
  // In a world of its own, which the page's content security policy does not reach.
  const session = await page.context().newCDPSession(page);
  measured.add(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const { result } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
    expression: `${axeSource}; axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ')).join(', ')))`,
  });
  await session.detach();
  measured.delete(page);
  assert.deepEqual(result.value, [], `axe on ${what}`);
}
