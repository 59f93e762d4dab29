// Documents in a lesson: what is refused and in which words, and that everybody sees the page, and the part of it, that is presented.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { root, startDemoNode } from './node.mjs';
import { enter, signInAsStudent, signInAsTeacher } from './people.mjs';
import { encryptedPdf, pdf } from './pdf.mjs';

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>window.hacked = true</script></svg>');
const MIB = 1024 * 1024;

/** So short a life of links that all of these tests outlive many. */
const LINK_MS = 6_000;
const screenshots = join(root, 'artifacts/screenshots');

describe('documents', () => {
  let node, browser, teacher, student, folder;
  let fetched = 0;

  const shown = (page) => page.locator('.deck__frame').getAttribute('data-page');
  const part = (page) => page.locator('.deck__frame').getAttribute('data-part');
  const number = (page) => page.locator('.deck__number').innerText().then((text) => text.replace(/\s/g, ' '));
  const choose = (name, mimeType, buffer) => teacher.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  const open = () => teacher.page.getByRole('button', { name: 'Documents', exact: true }).first().click();

  /** Whether anything but white was drawn. */
  const isDrawn = (page) =>
    page.locator('.deck__canvas').evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, at) => at % 4 !== 3 && value > 0 && value < 128);
    });

  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'classroom-decks-'));
    [node, browser] = await Promise.all([startDemoNode({ Gateway__Decks__LinkLifetime: `00:00:0${LINK_MS / 1000}` }), startBrowser()]);
    [teacher, student] = await Promise.all([browser.person(), browser.person({ viewport: { width: 390, height: 844 } })]);
    student.page.on('response', async (response) => {
      if (response.url().includes('/api/v1/assets/') && response.status() === 206) {
        fetched += Number(response.headers()['content-length'] ?? 0);
      }
    });
    await signInAsTeacher(teacher.page, node);
    await signInAsStudent(student.page, node, node.students[0]);
    await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('button', { name: 'Commencer le cours' }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await student.page.reload();
    await enter(student.page, node.lesson);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  test('what is no document is refused in words', async () => {
    await open();
    const cases = [
      ['secret.pdf', 'application/pdf', encryptedPdf(), /protégé/],
      ['coupé.pdf', 'application/pdf', Buffer.from('%PDF-1.7\nand nothing more'), /abîmé/],
      ['faux.pdf', 'application/pdf', Buffer.from('MZ this is a program'), /ni un PDF/],
      ['dessin.png', 'image/png', SVG, /ni un PDF/],
      ['dessin.pdf', 'application/pdf', SVG, /ni un PDF/],
      ['image.png', 'image/png', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), SVG]), /abîmé/],
    ];
    for (const [name, type, bytes, words] of cases) {
      await choose(name, type, bytes);
      await teacher.page.getByRole('dialog').getByText(words).waitFor();
      await choose('vide.txt', 'text/plain', Buffer.from('')); // Another refusal takes its place, so that the next is seen to come.
      await teacher.page.getByRole('dialog').getByText(/ni un PDF/).waitFor();
    }

    await assertAccessible(teacher.page, 'the list of documents');
    assert.equal(await teacher.page.evaluate(() => window.hacked), undefined);
  });

  test('a hundred pages are brought and shown, and everybody follows page and part', async () => {
    await choose('Fractions <b>été</b> 🎉.pdf', 'application/pdf', pdf(100));
    for (const { page } of [teacher, student]) {
      await eventually('the first page', () => shown(page), '1');
      await eventually('something is drawn', () => isDrawn(page));
    }

    const deck = teacher.page.locator('figure.deck');
    await deck.focus();
    await teacher.page.keyboard.press('PageDown');
    await teacher.page.keyboard.press('ArrowRight');
    for (const { page } of [teacher, student]) {
      await eventually('the third page', () => shown(page), '3');
    }

    await student.page.getByRole('img', { name: 'Page 3 sur 100' }).waitFor();
    await student.page.getByText('Page numero 3').waitFor({ state: 'attached' });
    await teacher.page.keyboard.press('+');
    await teacher.page.keyboard.press('ArrowRight');
    await eventually('the teacher sees a part', async () => (await part(teacher.page)) !== '0 0 1 1');
    await eventually('the student sees the same', async () => (await part(student.page)) === (await part(teacher.page)) && (await part(student.page)) !== '0 0 1 1');
    await student.page.reload();
    await eventually('and after a reload too', async () => (await part(student.page)) === (await part(teacher.page)));

    const frame = await teacher.page.locator('.deck__frame').boundingBox();
    await eventually('where the teacher points', async () => {
      await teacher.page.mouse.move(frame.x + frame.width / 2 + Math.random() * 9, frame.y + frame.height / 2);
      return student.page.locator('.deck__pointer').isVisible();
    });
    for (const { page } of [teacher, student]) {
      await assertAccessible(page, 'a page on the board');
    }

    await teacher.page.keyboard.press('End');
    for (const { page } of [teacher, student]) {
      await eventually('the last page, whole', async () => [await shown(page), await part(page)], ['100', '0 0 1 1']);
    }
  });

  test('a deck of 50 MB is shown without being fetched whole', async () => {
    const file = join(folder, 'lourd.pdf');
    writeFileSync(file, pdf(12, { bytes: 49 * MIB }));
    fetched = 0;
    await open();
    await teacher.page.locator('input[type=file]').setInputFiles(file);
    await eventually('its first page', () => number(student.page), 'Page 1 sur 12');
    await eventually('something is drawn', () => isDrawn(student.page));
    assert.ok(fetched < 2 * MIB, `the student fetched ${fetched} bytes`);
  });

  test('a link that ends under the page is renewed: nobody sees a page fail, nor flash', async () => {
    const links = [];
    student.page.on('request', (request) => request.url().endsWith('/link') && links.push(request.url()));
    let url;
    student.page.on('request', (request) => {
      url = request.url().includes('/api/v1/assets/') ? request.url() : url;
    });
    await open();
    await choose('Long.pdf', 'application/pdf', pdf(8, { pageBytes: 200 * 1024 }));
    await eventually('its first page', () => number(student.page), 'Page 1 sur 8');
    await eventually('drawn', () => shown(student.page), '1');
    await student.page.evaluate(() => {
      window.said = [];
      new MutationObserver(() => window.said.push(document.querySelector('.deck__state')?.textContent ?? 'the page is gone')).observe(document.querySelector('#board'), { childList: true, characterData: true, subtree: true });
    });
    const first = url;
    await eventually('the link has ended', async () => (await fetch(first)).status, 404);
    for (const page of [2, 3, 4, 5, 6, 7, 8]) {
      await teacher.page.locator('figure.deck').press('PageDown');
      for (const { page: one } of [teacher, student]) {
        await eventually(`page ${page}`, () => shown(one), String(page));
        await eventually('something is drawn', () => isDrawn(one));
      }
    }

    assert.notEqual(url, first);
    assert.deepEqual((await student.page.evaluate(() => window.said)).filter((text) => text !== ''), []);
    assert.ok(links.length >= 2 && links.length < 12, `${links.length} links were asked for`);
  });

  test('a phone whose line was away, and whose link ended meanwhile, draws on by itself', async () => {
    await open();
    await choose('Réseau.pdf', 'application/pdf', pdf(8, { pageBytes: 200 * 1024 }));
    await eventually('its first page', () => number(student.page), 'Page 1 sur 8');
    await eventually('drawn', () => shown(student.page), '1');
    await student.context.setOffline(true);
    await teacher.page.locator('figure.deck').press('End');
    await eventually('the last page', () => shown(teacher.page), '8');
    await new Promise((resolve) => setTimeout(resolve, LINK_MS)); // The link's life, which only passes.
    await student.context.setOffline(false);
    await eventually('the student sees the last page', () => shown(student.page), '8');
    await eventually('something is drawn', () => isDrawn(student.page));
  });

  test('a question asked while a document is shown has its way to the answer under it', async () => {
    await teacher.page.getByRole('tab', { name: /^Sondage/ }).click();
    await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
    await teacher.page.locator('input[name=question]').fill('Tout le monde suit ?');
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
    await student.page.getByRole('button', { name: 'Répondre au sondage' }).waitFor();
    assert.ok(await student.page.locator('.deck__frame').isVisible());
    await assertAccessible(student.page, 'a question under a document');
    await student.page.screenshot({ path: join(screenshots, 'deck-question-390.png') });
    await student.page.getByRole('button', { name: 'Répondre au sondage' }).click();
    await student.page.getByRole('radio', { name: 'Oui' }).click();
    await student.page.getByText('Réponse enregistrée').waitFor();
    await teacher.page.getByRole('button', { name: 'Fermer les réponses' }).click();
  });

  test('earlier documents stand in the list, with a picture each, and can be shown again', async () => {
    await open();
    await eventually('a picture each', () => teacher.page.locator('.decks__thumb canvas').count(), 4);
    await teacher.page.getByRole('button', { name: /^Montrer Fractions/ }).click();
    await eventually('the first document again', () => number(student.page), 'Page 1 sur 100');
    await teacher.page.getByRole('button', { name: 'Effacer le tableau' }).click();
    await student.page.locator('#board').getByText('Tout le monde suit ?').waitFor(); // What stood under the document.
    await teacher.page.locator('.board-poll').getByRole('button').click();
    await student.page.locator('#board').getByText('Le tableau est vide').waitFor();
  });

  test('no page did what no page may do', () => {
    assert.deepEqual([teacher, student].flatMap(({ faults }) => faults), []);
  });
});
