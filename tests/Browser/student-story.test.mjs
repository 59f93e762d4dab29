// A student's two clicks: the first time by the codes of the slip, and from then on, on a device that remembers, from opening the
// site to being in the lesson with at most two presses, whether the lesson goes on or is about to. A device of the school forgets.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { countDeeds, enter, enterOnly, InLesson, signInAsStudent, signInAsTeacher } from './people.mjs';

const PRESSES_MAX = 2;

describe('a student’s two clicks', { timeout: 120_000 }, () => {
  let node, browser, teacher, phone, shared;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [teacher, phone, shared] = await Promise.all([browser.person(), browser.person({ viewport: { width: 390, height: 844 }, hasTouch: true }), browser.person()]);
    await signInAsTeacher(teacher.page, node);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  /** Opens the site anew, as from a bookmark, on a device that is as it was left. */
  async function open({ context, page }) {
    await page.close();
    const opened = await context.newPage();
    const deeds = await countDeeds(opened);
    await opened.goto(node.url);
    return { page: opened, deeds };
  }

  test('the first time, two codes lead to the day', async (t) => {
    const { page } = phone;
    const [{ school, code }] = node.students;
    const deeds = await countDeeds(page);
    await page.goto(node.url);
    await page.locator('input[name=school]').fill(school);
    await page.locator('input[name=code]').fill(code.toLowerCase().replaceAll('-', ' ')); // As one types it on a phone.
    await page.getByLabel('Rester connecté sur cet appareil').tap();
    await page.getByRole('button', { name: 'Entrer', exact: true }).tap();
    await page.locator('.lesson-card', { hasText: node.lesson }).waitFor();
    t.diagnostic(`the first time, to the day: two codes and ${await deeds.presses()} presses, one of them to be remembered`);
    assert.equal(await deeds.presses(), 2);
    await signInAsStudent(shared.page, node, node.students[1]);
  });

  test('a device that remembers opens on the day, one press from the lesson that is about to begin', async () => {
    const { page, deeds } = await open(phone);
    await page.locator('.lesson-card', { hasText: node.lesson }).getByRole('link', { name: 'Entrer' }).tap();
    await page.locator('.connection--good').waitFor();
    await page.getByText('Le cours va commencer').waitFor();
    assert.ok((await deeds.presses()) <= PRESSES_MAX, `${await deeds.presses()} presses`);
    phone.page = page;
  });

  test('from where the lesson opens by itself when the teacher starts it', async () => {
    await enterOnly(teacher.page, node.lesson);
    await teacher.page.getByRole('button', { name: 'Commencer le cours' }).click();
    await phone.page.getByText('Le tableau est vide').waitFor();
  });

  test('and into a lesson that goes on it is no more', async (t) => {
    const { page, deeds } = await open(phone);
    await page.locator('.lesson-card', { hasText: node.lesson }).getByText('En cours').waitFor();
    await enter(page, node.lesson);
    const zoe = new InLesson(page);
    await zoe.board().getByText('Le tableau est vide').waitFor();
    const presses = await deeds.presses();
    t.diagnostic(`on a device that remembers, from opening the site into the lesson: ${presses} presses`);
    assert.ok(presses <= PRESSES_MAX, `${presses} presses`);
    await zoe.write('Me voilà');
    await eventually('it is said', () => zoe.messages(), ['Me voilà']);
    await assertAccessible(page, 'a lesson on a phone');
    phone.page = page;
  });

  test('an address of the lesson opens it without a press', async () => {
    const url = phone.page.url();
    const { page, deeds } = await open(phone);
    await page.goto(url);
    await page.locator('.connection--good').waitFor();
    assert.equal(await deeds.presses(), 0);
    phone.page = page;
  });

  test('a device that was not told to remember forgets when the browser is closed, but for the school', async () => {
    const state = await shared.context.storageState();
    const session = state.cookies.find(({ httpOnly }) => httpOnly);
    assert.equal(session.expires, -1, 'the session ends with the browser');
    const remembered = (await phone.context.storageState()).cookies.find(({ httpOnly }) => httpOnly);
    assert.ok(remembered.expires > Date.now() / 1000 + 86_400, 'the other lasts');
    await shared.context.clearCookies();
    await shared.page.goto(node.url);
    await shared.page.locator('input[name=code]').waitFor();
    assert.equal(await shared.page.locator('input[name=school]').inputValue(), 'demo');
    assert.equal(await shared.page.locator('input[name=code]').inputValue(), '');
    assert.deepEqual([teacher, phone, shared].flatMap(({ faults }) => faults), []);
  });
});
