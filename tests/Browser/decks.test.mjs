// Documents in a lesson: what is refused and in which words, and that everybody sees the page, and the part of it, that is presented.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { joinCrowd } from './crowd.mjs';
import { root, startDemoNode } from './node.mjs';
import { enter, enterOnly, signInAsStudent, signInAsTeacher } from './people.mjs';
import { lockedPdf, pdf, restrictedPdf } from './pdf.mjs';
import { picture } from './pictures.mjs';

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>window.hacked = true</script></svg>');
const MIB = 1024 * 1024;

/** So short a life of links that all of these tests outlive many. */
const LINK_MS = 6_000;
const pictures = join(root, 'artifacts');

/** A document of twelve pages, of exactly so many bytes. */
function heavyPdf(bytes) {
  const frame = pdf(12, { bytes: bytes - 9_000 }).length - (bytes - 9_000);
  return pdf(12, { bytes: bytes - frame });
}

describe('documents', { timeout: 240_000 }, () => {
  let node, browser, teacher, student, folder;
  let fetched = 0;

  const shown = (page) => page.locator('.deck__frame').getAttribute('data-page');
  const part = (page) => page.locator('.deck__frame').getAttribute('data-part');
  const number = (page) => page.locator('.deck__number').innerText().then((text) => text.replace(/\s/g, ' '));
  /** Like a person, who finds the button only once the file before has arrived. */
  const choose = async (name, mimeType, buffer) => {
    await teacher.page.getByRole('button', { name: 'Choisir des fichiers' }).waitFor();
    await teacher.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  };
  const open = () => teacher.page.getByRole('button', { name: 'Documents', exact: true }).first().click();

  /** Whether anything but white was drawn. */
  const isDrawn = (page) =>
    page.locator('.deck__canvas').evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, at) => at % 4 !== 3 && value > 0 && value < 128);
    });

  /** The bytes that students are sent of a document of the lesson. */
  const fileOf = async (title) => {
    const shown = node.decks.find((one) => one.title === title);
    assert.ok(shown, `${title} was not uploaded`);
    const response = await teacher.context.request.get(`${node.url}${shown.address}`);
    return response.body();
  };

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'classroom-decks-'));
    [node, browser] = await Promise.all([startDemoNode({ Gateway__Decks__LinkLifetime: `00:00:0${LINK_MS / 1000}` }), startBrowser()]);
    [teacher, student] = await Promise.all([browser.person(), browser.person({ viewport: { width: 390, height: 844 } })]);
    student.page.on('response', async (response) => {
      if (response.url().includes('/api/v1/assets/') && response.status() === 206) {
        fetched += Number(response.headers()['content-length'] ?? 0);
      }
    });
    node.decks = [];
    teacher.page.on('response', (response) => {
      if (response.request().method() === 'POST' && response.status() === 201 && /\/decks\?/.test(response.url())) {
        node.decks.push({ title: new URL(response.url()).searchParams.get('title'), address: response.headers().location });
      }
    });
    await signInAsTeacher(teacher.page, node);
    await signInAsStudent(student.page, node, node.students[0]);
    await enterOnly(teacher.page, node.lesson);
    await enter(student.page, node.lesson);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  test('before the lesson, a teacher brings documents, orders them, and takes one away; no student sees any', async () => {
    await teacher.page.getByRole('button', { name: 'Préparer les documents' }).click();
    const dialog = teacher.page.getByRole('dialog', { name: 'Documents' });
    const titles = () => dialog.locator('.decks__name').allInnerTexts();
    for (const [at, name] of ['Un', 'Deux', 'Trois'].entries()) {
      await choose(`${name}.pdf`, 'application/pdf', pdf(at + 1));
      await eventually(`${at + 1} documents`, async () => (await titles()).length, at + 1);
    }

    await eventually('a picture each', () => dialog.locator('.decks__thumb canvas').count(), 3);
    await dialog.getByRole('button', { name: 'Reculer Un' }).click();
    await eventually('the first is second', titles, ['Deux', 'Un', 'Trois']);
    await dialog.getByRole('button', { name: 'Avancer Trois' }).click();
    await eventually('the third is second', titles, ['Deux', 'Trois', 'Un']);
    assert.ok(await dialog.getByRole('button', { name: 'Avancer Deux' }).isDisabled());
    await dialog.getByRole('button', { name: 'Retirer Trois' }).click();
    await dialog.getByRole('button', { name: 'Garder' }).click();
    await dialog.getByRole('button', { name: 'Retirer Deux' }).click();
    await assertAccessible(teacher.page, 'a document about to be removed');
    await dialog.getByRole('button', { name: 'Retirer', exact: true }).click();
    await eventually('two are left', titles, ['Trois', 'Un']);
    await teacher.page.keyboard.press('Escape');
    await teacher.page.getByRole('button', { name: '2 documents prêts' }).waitFor();
    assert.equal(await student.page.getByText('Trois').count(), 0);

    await teacher.page.getByRole('button', { name: 'Commencer le cours' }).click();
    await student.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await open();
    await eventually('both are still there', titles, ['Trois', 'Un']);
    await dialog.getByRole('button', { name: 'Montrer Trois' }).click();
    await eventually('the student sees it', () => number(student.page), 'Page 1 sur 3');
    await open();
    await dialog.getByRole('button', { name: 'Retirer Trois' }).click();
    await dialog.getByText('Il est au tableau').waitFor();
    await dialog.getByRole('button', { name: 'Retirer', exact: true }).click();
    await student.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await dialog.getByRole('button', { name: 'Retirer Un' }).click();
    await dialog.getByRole('button', { name: 'Retirer', exact: true }).click();
    await eventually('none is left', titles, []);
    await teacher.page.keyboard.press('Escape');
  });

  test('several pictures become one document, a page each; one that is cancelled is not sent', async () => {
    const photos = [];
    for (const [at, colour] of ['#c33', '#3a3', '#33c'].entries()) {
      photos.push({ name: `IMG_${at}.jpg`, mimeType: 'image/jpeg', buffer: await picture(teacher.page, { width: 4000, height: 3000, colour, exif: true }) });
    }

    photos.push({ name: 'dessin.png', mimeType: 'image/png', buffer: await picture(teacher.page, { width: 300, height: 500, colour: '#777', type: 'image/png' }) });
    await open();
    const dialog = teacher.page.getByRole('dialog', { name: 'Documents' });
    await teacher.page.locator('input[type=file]').setInputFiles(photos);
    await eventually('its first page', () => number(student.page), 'Page 1 sur 4');
    await eventually('drawn', () => isDrawn(student.page));
    const colours = [];
    for (const page of ['1', '2', '3', '4']) {
      await eventually(`page ${page}`, () => shown(student.page), page);
      colours.push(await student.page.locator('.deck__canvas').evaluate((canvas) => [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data].slice(0, 3).map((value) => Math.round(value / 40))));
      await teacher.page.locator('figure.deck').press('PageDown');
    }

    assert.deepEqual(colours, [[5, 1, 1], [1, 4, 1], [1, 1, 5], [3, 3, 3]]);
    await open();
    await dialog.getByText('IMG_0 et 3 autres images').waitFor();
    const file = await fileOf('IMG_0 et 3 autres images');
    assert.ok(file.length < 600_000, `${file.length} bytes`);
    assert.equal(file.includes('Exif'), false, 'where a photo was taken is nobody’s business');

    const before = await dialog.locator('.decks__tile').count();
    await teacher.page.locator('input[type=file]').setInputFiles(Array.from({ length: 20 }, (_, at) => ({ ...photos[0], name: `encore_${at}.jpg` })));
    await dialog.getByText('Assemblage de encore_0').waitFor();
    await dialog.getByRole('button', { name: 'Annuler l’envoi' }).click();
    await dialog.getByRole('button', { name: 'Choisir des fichiers' }).waitFor();
    assert.equal(await dialog.locator('.decks__tile').count(), before);

    await teacher.page.locator('input[type=file]').setInputFiles([photos[0], { name: 'abîmée.jpg', mimeType: 'image/jpeg', buffer: photos[1].buffer.subarray(0, 20) }]);
    await dialog.getByText(/^abîmée.jpg\s: Ce fichier est abîmé/).waitFor();
    await teacher.page.keyboard.press('Escape');
  });

  test('one photo is sent no larger than screens are, and without what the phone wrote into it', async () => {
    const buffer = await picture(teacher.page, { width: 4000, height: 3000, colour: '#a60', exif: true });
    assert.ok(buffer.includes('Exif'));
    await open();
    await choose('Tableau.jpg', 'image/jpeg', buffer);
    await eventually('it is shown', () => number(student.page), 'Page 1 sur 1');
    await eventually('drawn', () => isDrawn(student.page));
    const file = await fileOf('Tableau');
    assert.equal(file.includes('Exif'), false);
    const size = await teacher.page.evaluate(async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      return [image.width, image.height];
    }, [...file]);
    assert.deepEqual(size, [2560, 1920]);
  });

  test('a document that may only not be printed is shown', async () => {
    await open();
    await choose('Réservé.pdf', 'application/pdf', restrictedPdf());
    await eventually('it is shown', () => number(student.page), 'Page 1 sur 2');
    await eventually('drawn', () => isDrawn(student.page));
  });

  test('what is no document is refused in words', async () => {
    await open();
    const cases = [
      ['secret.pdf', 'application/pdf', lockedPdf(), /demande un mot de passe/],
      ['coupé.pdf', 'application/pdf', Buffer.from('%PDF-1.7\nand nothing more'), /abîmé/],
      ['faux.pdf', 'application/pdf', Buffer.from('MZ this is a program'), /ni un PDF/],
      ['dessin.png', 'image/png', SVG, /ni un PDF/],
      ['dessin.pdf', 'application/pdf', SVG, /ni un PDF/],
      ['trop.pdf', 'application/pdf', undefined, /dépasse 50\sMo/],
      ['image.png', 'image/png', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), SVG]), /abîmé/],
    ];
    const heavy = join(folder, 'trop.pdf');
    writeFileSync(heavy, Buffer.concat([pdf(1), Buffer.alloc(50 * MIB + 1 - pdf(1).length)]));
    const sent = [];
    teacher.page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    for (const [name, type, bytes, words] of cases) {
      await (bytes === undefined ? teacher.page.locator('input[type=file]').setInputFiles(heavy) : choose(name, type, bytes));
      await teacher.page.getByRole('dialog').getByText(words).waitFor();
      await choose('vide.txt', 'text/plain', Buffer.from('')); // Another refusal takes its place, so that the next is seen to come.
      await teacher.page.getByRole('dialog').getByText(/ni un PDF/).waitFor();
    }

    assert.deepEqual(sent, [], 'nothing of that is sent');
    await assertAccessible(teacher.page, 'the list of documents');
    assert.equal(await teacher.page.evaluate(() => window.hacked), undefined);
  });

  test('a hundred pages are brought and shown, and everybody follows page and part', async () => {
    await choose('Fractions <b>été</b> 🎉.pdf', 'application/pdf', pdf(100));
    for (const { page } of [teacher, student]) {
      await eventually('the document', () => number(page), 'Page 1 sur 100');
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
    writeFileSync(file, heavyPdf(50 * MIB));
    fetched = 0;
    await open();
    await teacher.page.locator('input[type=file]').setInputFiles(file);
    await eventually('its first page', () => number(student.page), 'Page 1 sur 12');
    await eventually('something is drawn', () => isDrawn(student.page));
    assert.ok(fetched < 2 * MIB, `the student fetched ${fetched} bytes`);
  });

  /** What another program than the page uploads as the teacher. */
  const upload = (title, pages, data) =>
    teacher.context.request.post(`${node.url}/api/v1/lessons/${lesson()}/decks?title=${title}&pages=${pages}`, { data, headers: { 'X-Classroom': 'tests', 'Content-Type': 'application/pdf' } });
  const lesson = () => new URL(teacher.page.url()).pathname.split('/').at(-1);

  test('a byte more is refused, whoever sends it', async () => {
    const response = await upload('trop', 12, heavyPdf(50 * MIB + 1));
    assert.deepEqual([response.status(), (await response.json()).code], [413, 'tooLarge']);
  });

  test('pages that were promised and are not there, and a document that is none inside, are said to be so', async () => {
    const good = pdf(2);
    const broken = Buffer.from(good.toString('latin1').replace('/Type /Catalog /Pages 2 0 R', '/Type /Nothing /At 22 0 R  '), 'latin1');
    assert.deepEqual([(await upload('Menteur', 9, good)).status(), (await upload('Vide', 2, broken)).status()], [201, 201]);
    await open();
    await teacher.page.getByRole('button', { name: /^Montrer Menteur/ }).click();
    await eventually('as many as there are', () => number(student.page), 'Page 1 sur 2');
    await teacher.page.keyboard.press('n');
    await eventually('the last', () => number(teacher.page), 'Page 2 sur 2');
    await teacher.page.keyboard.press('n');
    assert.ok(await teacher.page.getByRole('button', { name: 'Page suivante' }).isDisabled());

    const other = await browser.person();
    await joinCrowd(node, other.page, lesson(), []);
    await other.page.evaluate(() => globalThis.people[0].do({ type: 'turnPage', page: 5 }));
    for (const { page } of [teacher, student]) {
      await page.getByText(/Cette page n’existe pas.* 2/).waitFor();
      assert.equal(await page.locator('.deck__canvas').isVisible(), false);
      await assertAccessible(page, 'a page that does not exist');
    }

    await teacher.page.keyboard.press('b');
    await eventually('back where there is one', () => shown(student.page), '2');
    await eventually('drawn', () => isDrawn(student.page));
    await open();
    await teacher.page.getByRole('button', { name: /^Montrer Vide/ }).click();
    for (const { page } of [teacher, student]) {
      await page.getByText('Ce document est abîmé').waitFor();
    }

    await other.context.close();
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
    await teacher.page.getByRole('dialog', { name: 'Documents' }).waitFor({ state: 'hidden' });
    await eventually('the teacher sees it too', () => number(teacher.page), 'Page 1 sur 8');
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
    await student.page.screenshot({ path: join(pictures, 'deck-question-390.png') });
    await student.page.getByRole('button', { name: 'Répondre au sondage' }).click();
    await student.page.getByRole('radio', { name: 'Oui' }).click();
    await student.page.getByText('Réponse enregistrée').waitFor();
    await teacher.page.getByRole('button', { name: 'Fermer les réponses' }).click();
    await student.page.getByRole('tab', { name: /^Discussion/ }).click();
    await teacher.page.getByRole('button', { name: 'Montrer le résultat à tous' }).click();
    await student.page.getByRole('tab', { name: 'Sondage Résultat' }).waitFor();
    await student.page.getByRole('button', { name: 'Voir le résultat' }).click();
    await student.page.locator('.poll .tally').waitFor();
    await student.page.getByRole('tab', { name: /^Discussion/ }).click();
    await student.page.getByRole('tab', { name: 'Sondage', exact: true }).waitFor();
    assert.equal(await student.page.getByRole('button', { name: 'Voir le résultat' }).count(), 0, 'what was seen is not offered again');
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
