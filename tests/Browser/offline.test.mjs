// What a browser keeps of the page: it can be installed, opens without a network and says so, keeps nothing of anybody, and is
// never held on an old page.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { root, startDemoNode } from './node.mjs';
import { enter, signInAsStudent } from './people.mjs';
import { kept, keptPaths, settled } from './traffic.mjs';

describe('the page without a network', { timeout: 180_000 }, () => {
  let node, browser, student, web;

  before(async () => {
    web = mkdtempSync(join(tmpdir(), 'classroom-web-'));
    cpSync(join(root, 'src/Web/dist'), web, { recursive: true });
    [node, browser] = await Promise.all([startDemoNode({ Gateway__WebFolder: web }), startBrowser()]);
    student = await browser.person();
    await signInAsStudent(student.page, node, node.students[0]);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
    rmSync(web, { recursive: true, force: true });
  });

  test('it can be installed', async () => {
    const session = await student.context.newCDPSession(student.page);
    const { url, errors, data } = await session.send('Page.getAppManifest');
    assert.equal(url, `${node.url}/manifest.webmanifest`);
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
    for (const { src, sizes, type } of JSON.parse(data).icons) {
      const answer = await student.context.request.get(node.url + src);
      assert.equal(answer.headers()['content-type'], type, src);
      if (type === 'image/png') {
        const picture = await answer.body();
        assert.equal(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`, sizes, src);
      }
    }
  });

  test('it keeps its own files and nothing of anybody', async () => {
    await kept(student.page);
    await enter(student.page, node.lesson);
    await settled(student.page);
    const paths = await keptPaths(student.page);
    assert.ok(paths.includes('/'));
    assert.deepEqual(paths.filter((path) => path !== '/' && !/^\/assets\/[\w.-]+\.(js|css|woff2)$/.test(path)), []);
  });

  test('it opens and says so, on every view of it', async () => {
    await student.context.setOffline(true);
    for (const path of ['/day', '/lessons/demo~now', '/sign-in']) {
      await student.page.goto(node.url + path);
      await student.page.locator('#app > *').first().waitFor();
    }

    await student.page.goto(`${node.url}/day`);
    await student.page.getByText('Pas de connexion à Internet').waitFor();
    await student.page.getByText('est gardé sur cet appareil').waitFor();
    for (const colorScheme of ['light', 'dark']) {
      await student.page.emulateMedia({ colorScheme });
      await assertAccessible(student.page, `the page without a network, ${colorScheme}`);
    }
  });

  test('it goes on by itself once there is a network', async () => {
    await student.context.setOffline(false);
    await student.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  });

  test('answers of the interface come from the server alone', async () => {
    await student.context.setOffline(true);
    assert.equal(await student.page.evaluate(() => fetch('/api/v1/session').then(() => 'answered', () => 'failed')), 'failed');
    await student.context.setOffline(false);
  });

  test('a reload asks the server for the page, so that nobody is held on an old one', async () => {
    const spoil = () =>
      student.page.evaluate(async () => {
        for (const name of await caches.keys()) {
          const old = new Response('<!doctype html><title>old</title><p id="old">An old page', { headers: { 'Content-Type': 'text/html' } });
          await (await caches.open(name)).put('/', old);
        }
      });
    await spoil();
    await student.page.goto(`${node.url}/day`);
    await student.page.locator('#old').waitFor();
    await student.page.evaluate(() => location.reload());
    await student.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  });

  test('a newer build takes over, and the one before it stays for the pages that are still open', async () => {
    const before = await student.page.evaluate(() => caches.keys());
    assert.equal(before.length, 1);
    const script = join(web, 'worker.js');
    writeFileSync(script, readFileSync(script, 'utf8').replace(/("version":")\w+"/, '$1newer"'));
    for (const ending of ['.br', '.gz']) {
      rmSync(script + ending);
    }

    await student.page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
    await eventually('the newer one is kept too', async () => (await student.page.evaluate(() => caches.keys())).sort(), [...before, 'classroom-shell-newer'].sort());
    await eventually('the newer one has taken over', () =>
      student.page.evaluate(async () => {
        const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
        return installing === null && waiting === null && active.state === 'activated';
      }));
    await student.page.goto(`${node.url}/day`);
    await student.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    assert.deepEqual(student.faults, []);
  });
});
