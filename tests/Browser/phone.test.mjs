// The lesson on a phone, also with the browser's own bars around it: what is said, asked and shown has its room at the same time.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { eventually, startBrowser } from './browser.mjs';
import { root, startDemoNode } from './node.mjs';
import { pdf } from './pdf.mjs';
import { enter, InLesson, signInAsStudent, signInAsTeacher } from './people.mjs';

/** A phone's window with the bars of its browser, and without. */
const HEIGHTS = [664, 844];
const WIDTH = 390;
/** Two or three short messages, in pixels. */
const TALK_MIN = 120;
/** What may stand empty above and below a page together, in pixels: the board's edge and the row of its number. */
const AROUND_PAGE_MAX = 90;
const pictures = join(root, 'artifacts/phone');

describe('the lesson on a phone', { timeout: 180_000 }, () => {
  let node, browser, teacher, student, people;

  /** In both windows, of both people: something held, and a picture of it. */
  async function inWindows(name, hold, of = people) {
    for (const [who, { page }] of Object.entries(of)) {
      for (const height of HEIGHTS) {
        await page.setViewportSize({ width: WIDTH, height });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await page.screenshot({ path: join(pictures, `${name}-${who}-${height}.png`) });
        await hold(page, height, `${name}, ${who}, ${height}`);
      }
    }
  }

  const isWithin = async (locator, height, what) => {
    const box = await locator.boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y + box.height <= height, `${what}: ${JSON.stringify(box)}`);
  };

  async function holdTalk(page, height, what) {
    const controls = await page.locator('.controls').boundingBox();
    const composer = await page.locator('.composer').boundingBox();
    assert.ok(composer.y + composer.height <= controls.y + 1, `${what}: the composer is cut, ${JSON.stringify({ composer, controls })}`);
    await isWithin(page.locator('.controls'), height, what);
    await eventually(`${what}: room for the talk`, async () => {
      const list = await page.locator('.chat__list').boundingBox();
      return list.height >= TALK_MIN || list.height;
    });
  }

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    const phone = { viewport: { width: WIDTH, height: HEIGHTS[0] }, hasTouch: true };
    [teacher, student] = await Promise.all([browser.person(phone), browser.person(phone)]);
    people = { teacher, student };
    await signInAsTeacher(teacher.page, node);
    await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('button', { name: 'Commencer le cours' }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await signInAsStudent(student.page, node, node.students[0]);
    await enter(student.page, node.lesson);
    for (const [who, text] of [[student, 'Bonjour !'], [teacher, 'Bonjour, on commence par la page 12.'], [student, 'D’accord.'], [student, 'Je l’ai trouvée.']]) {
      await new InLesson(who.page).write(text);
      for (const { page } of [teacher, student]) {
        await page.locator('.said:not(.said--pending)', { hasText: text }).waitFor();
      }
    }
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('an empty board leaves room to talk', () => inWindows('talk-empty', holdTalk));

  test('a page on the board is as high as it needs, and the talk has its room beside it', async () => {
    await teacher.page.locator('#board').getByRole('button', { name: 'Documents' }).click();
    await teacher.page.locator('input[type=file]').setInputFiles({ name: 'Fractions.pdf', mimeType: 'application/pdf', buffer: pdf(3) });
    for (const { page } of [teacher, student]) {
      await eventually('the page is drawn', () => page.locator('.deck__frame').getAttribute('data-page'), '1');
    }

    await teacher.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await inWindows('talk-deck', async (page, height, what) => {
      await holdTalk(page, height, what);
      await eventually(`${what}: no empty board around the page`, async () => {
        const [board, frame] = [await page.locator('#board').boundingBox(), await page.locator('.deck__frame').boundingBox()];
        return board.height - frame.height <= AROUND_PAGE_MAX || { board, frame };
      });
    });
    for (const { page } of [teacher, student]) {
      await new InLesson(page).panel(/^Classe/);
    }

    await inWindows('people-deck', (page, height, what) => isWithin(page.locator('.people .person').first(), height, what));
  });

  test('a question is answered without scrolling, under a document too', async () => {
    await new InLesson(teacher.page).panel(/^Sondage/);
    await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
    await teacher.page.locator('input[name=question]').fill('Tout le monde a trouvé ?');
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
    await new InLesson(student.page).panel(/^Discussion/);
    await student.page.getByRole('button', { name: 'Répondre au sondage' }).waitFor();
    await inWindows('talk-deck-question', holdTalk, { student });
    await student.page.getByRole('button', { name: 'Répondre au sondage' }).click();
    const answers = async (page, height, what) => {
      const { y: controls } = await page.locator('.controls').boundingBox();
      for (const name of ['Oui', 'Non']) {
        await isWithin(page.getByRole('radio', { name }), controls, `${what}, ${name}`);
      }
    };
    await inWindows('poll-deck', answers, { student });
    await inWindows('poll-deck', (page, height, what) => isWithin(page.getByRole('button', { name: 'Fermer les réponses' }), height, what), { teacher });
    await teacher.page.getByRole('button', { name: 'Effacer le tableau' }).click();
    await student.page.locator('#board').getByText('Tout le monde a trouvé ?').waitFor();
    await inWindows('poll', answers, { student });
    await inWindows('poll', (page, height, what) => isWithin(page.getByRole('button', { name: 'Fermer les réponses' }), height, what), { teacher });
  });

  test('did nothing that no page may do', () => {
    assert.deepEqual([teacher, student].flatMap(({ faults }) => faults), []);
  });
});
