// Everybody sees what whoever presents shows: the page, the part of it and where they point, within a moment, whether they were
// there or come late; and it is led with two fingers on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { enter, InLesson, signInAsStudent, signInAsTeacher } from './people.mjs';
import { pdf } from './pdf.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** What counts as a moment, in milliseconds, on a machine with other things to do, until all of it is drawn. */
const MOMENT_MS = 2_500;

describe('following', { timeout: 180_000 }, () => {
  let node, browser, teacher, students;

  const shown = (page) => page.locator('.deck__frame').getAttribute('data-page');
  const part = async (page) => (await page.locator('.deck__frame').getAttribute('data-part'))?.split(' ').map(Number);

  /** Waits until all students see what the teacher does, and says how long that took. */
  async function together(t, what, since) {
    for (const { page } of students) {
      await eventually(what, async () => {
        const [mine, theirs] = [[await shown(page), await part(page)], [await shown(teacher.page), await part(teacher.page)]];
        return JSON.stringify(mine) === JSON.stringify(theirs) || { mine, theirs };
      });
    }

    const took = Math.round(performance.now() - since);
    t.diagnostic(`${what}: ${took} ms`);
    assert.ok(took < MOMENT_MS, `${what} took ${took} ms`);
  }

  /** Fingers on the page: each a list of places in fractions of the drawn page, which they go through together. */
  async function touch(page, ...fingers) {
    const box = await page.locator('.deck__frame').boundingBox();
    const session = await page.context().newCDPSession(page);
    const at = (step) => fingers.map((places, id) => ({ x: box.x + places[step][0] * box.width, y: box.y + places[step][1] * box.height, id }));
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (let step = 1; step < fingers[0].length; step++) {
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) });
    }

    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await session.detach();
  }

  /** A straight way in ten steps. */
  const line = ([fromX, fromY], [toX, toY]) => Array.from({ length: 11 }, (_, step) => [fromX + ((toX - fromX) * step) / 10, fromY + ((toY - fromY) * step) / 10]);

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    teacher = await browser.person(PHONE);
    students = await Promise.all([browser.person(), browser.person(PHONE)]);
    await signInAsTeacher(teacher.page, node);
    await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('button', { name: 'Commencer le cours' }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    for (const [at, { page }] of students.entries()) {
      await signInAsStudent(page, node, node.students[at]);
      await enter(page, node.lesson);
    }

    await teacher.page.locator('#board').getByRole('button', { name: 'Documents' }).click();
    await teacher.page.locator('input[type=file]').setInputFiles({ name: 'Plan.pdf', mimeType: 'application/pdf', buffer: pdf(5) });
    for (const { page } of [teacher, ...students]) {
      await eventually('the first page', () => page.locator('.deck__frame[data-page="1"]').count(), 1);
    }
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('a page that is turned is turned for all', async (t) => {
    for (const page of ['2', '3']) {
      const since = performance.now();
      await teacher.page.getByRole('button', { name: 'Page suivante' }).click();
      await eventually('the teacher sees it', () => shown(teacher.page), page);
      await together(t, `page ${page}`, since);
    }
  });

  test('two fingers on a phone look closer, around what lies between them, and the page around it stays as it is', async (t) => {
    const since = performance.now();
    await touch(teacher.page, line([0.65, 0.5], [0.55, 0.5]), line([0.75, 0.5], [0.85, 0.5]));
    await eventually('it is drawn closer', async () => (await part(teacher.page))[2] < 0.5);
    await together(t, 'a closer look', since);
    const [x, y, width, height] = await part(teacher.page);
    assert.ok(Math.abs(width - 1 / 3) < 0.06 && width === height, `a third of the page, not ${width}`); // The fingers ended three times as far apart.
    assert.ok(Math.abs(x + 0.7 * width - 0.7) < 0.05 && Math.abs(y + 0.5 * height - 0.5) < 0.05, 'around the place between them');
    assert.equal(await teacher.page.evaluate(() => visualViewport.scale), 1);
    assert.equal(await teacher.page.evaluate(() => scrollY), 0);
  });

  test('one finger moves the enlarged page', async (t) => {
    const [x, , width] = await part(teacher.page);
    const since = performance.now();
    await touch(teacher.page, line([0.3, 0.5], [0.8, 0.5]));
    await eventually('it is moved', async () => Math.abs((await part(teacher.page))[0] - (x - 0.5 * width)) < 0.02);
    await together(t, 'a moved page', since);
  });

  test('who comes late sees the same page and the same part of it', async () => {
    const late = await browser.person(PHONE);
    await signInAsStudent(late.page, node, node.students[0]);
    await enter(late.page, node.lesson);
    await eventually('the same', async () => [await shown(late.page), await part(late.page)], [await shown(teacher.page), await part(teacher.page)]);
    await late.context.close();
  });

  test('where the teacher points is seen by all, on the same spot', async () => {
    await touch(teacher.page, line([0.2, 0.8], [0.8, 0.2]), line([0.25, 0.8], [0.2, 0.8])); // Whatever they did before.
    await teacher.page.getByRole('button', { name: 'Page entière' }).click();
    await eventually('all of it', () => part(teacher.page), [0, 0, 1, 1]);
    for (const { page } of students) {
      await eventually('for students too', () => part(page), [0, 0, 1, 1]);
      await eventually('a pointer', async () => {
        await touch(teacher.page, [[0.5, 0.4]]); // A tap.
        const pointer = page.locator('.deck__pointer');
        return (await pointer.count()) === 1 && (await pointer.evaluate((one) => [one.style.left, one.style.top].map((text) => Math.round(Number.parseFloat(text) / 5) * 5)));
      }, [50, 40]);
    }
  });

  test('two fingers closer together show the whole page again', async (t) => {
    await touch(teacher.page, line([0.45, 0.5], [0.3, 0.5]), line([0.55, 0.5], [0.7, 0.5]));
    await eventually('it is drawn closer', async () => (await part(teacher.page))[2] < 0.5);
    const since = performance.now();
    await touch(teacher.page, line([0.2, 0.5], [0.45, 0.5]), line([0.8, 0.5], [0.5, 0.5]));
    await eventually('the whole page', () => part(teacher.page), [0, 0, 1, 1]);
    await together(t, 'the whole page', since);
  });

  test('a student who presents leads the others, and only while they do', async (t) => {
    const [leader, other] = students;
    await new InLesson(teacher.page).act(node.students[0].name, 'Laisser tourner les pages');
    await leader.page.getByRole('status').getByText('Vous pouvez maintenant tourner les pages.').waitFor();
    await leader.page.getByRole('button', { name: 'Page suivante' }).click();
    await eventually('the other follows', () => shown(other.page), '4');
    await leader.page.keyboard.press('+');
    await eventually('and sees the same part', async () => (await part(other.page))[2] < 0.9);
    await eventually('as the teacher does', async () => [await shown(teacher.page), await part(teacher.page)], [await shown(other.page), await part(other.page)]);
    await new InLesson(teacher.page).act(node.students[0].name, 'Reprendre les pages');
    await leader.page.getByRole('button', { name: 'Page suivante' }).waitFor({ state: 'detached' });
    const before = await part(teacher.page);
    await leader.page.keyboard.press('+');
    await leader.page.keyboard.press('n');
    await teacher.page.getByRole('button', { name: 'Page précédente' }).click();
    await eventually('only the teacher leads', () => shown(other.page), '3');
    assert.notDeepEqual(before, [0, 0, 1, 1]);
    await together(t, 'the page before', performance.now());
  });

  test('no page did what no page may do', () => {
    assert.deepEqual([teacher, ...students].flatMap(({ faults }) => faults), []);
  });
});
