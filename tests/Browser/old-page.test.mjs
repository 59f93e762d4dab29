// A page too old: the page of an older build, kept by the browser, meets a node that has a newer one. It says so, and one press
// reloads into the same place, with what was being written.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { root, startDemoNode } from './node.mjs';
import { enter, InLesson, signInAsStudent, signInAsTeacher } from './people.mjs';
import { kept, keptPaths } from './traffic.mjs';

const dist = join(root, 'src/Web/dist');

/** Puts a build into a folder; as an older one: every script and style sheet has another name, and one day it knows too few kinds of events. */
function build(folder, { older }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(dist, folder, { recursive: true, filter: (path) => !older || !/\.(br|gz)$/.test(path) });
  if (!older) {
    return;
  }

  const assets = join(folder, 'assets');
  const names = readdirSync(assets).filter((name) => /-[\w-]{8}\.(js|css)$/.test(name));
  const older_ = (text) => names.reduce((renamed, name) => renamed.replaceAll(name, name.replace(/\.(js|css)$/, '.older.$1')), text).replaceAll('foldLevel:1', 'foldLevel:globalThis.knowsTooLittle?0:1');
  for (const path of [...names.map((name) => join('assets', name)), 'index.html', 'worker.js']) {
    const text = older_(readFileSync(join(folder, path), 'utf8'));
    rmSync(join(folder, path));
    writeFileSync(join(folder, older_(path)), path === 'worker.js' ? text.replace(/"version":"\w+"/, '"version":"older"') : text);
  }
}

describe('a page that is too old', { timeout: 180_000 }, () => {
  let node, browser, web, teacher, student, visitor;

  const scripts = (page) => page.evaluate(() => [...document.scripts].map(({ src }) => new URL(src).pathname));
  const isOlder = async (page) => (await scripts(page)).every((path) => path.endsWith('.older.js'));

  before(async () => {
    web = mkdtempSync(join(tmpdir(), 'classroom-web-'));
    build(web, { older: true });
    [node, browser] = await Promise.all([startDemoNode({ Gateway__WebFolder: web }), startBrowser()]);
    [teacher, student, visitor] = await Promise.all([browser.person(), browser.person({ viewport: { width: 390, height: 844 } }), browser.person()]);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
    rmSync(web, { recursive: true, force: true });
  });

  test('is kept by the browsers of those who are in a lesson, and of those who were on their day', async () => {
    await signInAsTeacher(teacher.page, node);
    await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('button', { name: 'Commencer le cours' }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await signInAsStudent(student.page, node, node.students[0]);
    await enter(student.page, node.lesson);
    await signInAsStudent(visitor.page, node, node.students[1]);
    for (const { page } of [student, visitor]) {
      await kept(page);
      assert.ok(await isOlder(page), (await scripts(page)).join());
      assert.ok((await keptPaths(page)).some((path) => path.endsWith('.older.js')));
    }

    const zoe = new InLesson(student.page);
    await zoe.write('avant la mise à jour');
    await eventually('it is said', () => zoe.messages(), ['avant la mise à jour']);
    await zoe.address('Au professeur');
    await student.page.getByRole('textbox', { name: /^Écrire/ }).fill('presque fini');
  });

  test('says so when the server has become newer, and one press reloads into the same place', async (t) => {
    await visitor.page.goto('about:blank');
    await student.page.evaluate(() => (globalThis.knowsTooLittle = true));
    await node.kill();
    build(web, { older: false });
    await node.restart();
    const now = student.page.getByRole('button', { name: 'Essayer maintenant' });
    await eventually('it is told', async () => {
      await now.click({ timeout: 100 }).catch(() => {});
      return student.page.getByText('Cette page est trop ancienne').isVisible();
    });
    await assertAccessible(student.page, 'a page that is too old');
    const url = student.page.url();
    await student.page.getByRole('button', { name: 'Recharger' }).click();
    await student.page.locator('.connection--good').waitFor();
    assert.equal(student.page.url(), url);
    assert.equal(await isOlder(student.page), false, (await scripts(student.page)).join());
    assert.deepEqual(await new InLesson(student.page).messages(), ['avant la mise à jour']);
    assert.equal(await student.page.getByRole('textbox', { name: 'Écrire au professeur, en privé' }).inputValue(), 'presque fini');
    t.diagnostic('one press');
  });

  test('that asks for a part which the server no longer has says that too, and one press goes on there', async () => {
    await visitor.page.goto(node.url);
    assert.ok(await isOlder(visitor.page), 'the browser opens the page that it keeps');
    await visitor.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('link').click();
    await visitor.page.getByText('Il manque une partie de cette page').waitFor();
    await assertAccessible(visitor.page, 'a page with a part missing');
    await visitor.page.getByRole('button', { name: 'Recharger' }).click();
    await visitor.page.locator('.connection--good').waitFor();
    assert.match(visitor.page.url(), /\/lessons\//);
    assert.equal(await isOlder(visitor.page), false);
    assert.deepEqual(await new InLesson(visitor.page).messages(), ['avant la mise à jour']);
    assert.deepEqual([teacher, student, visitor].flatMap(({ faults }) => faults.filter((fault) => !fault.includes('dynamically imported'))), []);
  });
});
