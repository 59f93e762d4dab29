// The office's first day, in three browsers: the office brings in its roster, prints cards, replaces one that was lost and has
// somebody stand in; a student comes in with what is printed; whoever stands in finds the class in their day and starts its
// lesson. What goes wrong on such a day: office.test.mjs and office-settings.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { bringIn, codeOn, openPage, pick, putAway, scan } from './office.mjs';
import { enter, InLesson, signInAsOffice, signInAsTeacher } from './people.mjs';

/** More than fit on one sheet; the first of them loses her card. */
const STUDENTS = [['Zoé', 'Nguyễn'], ['Nour', 'حداد'], ...Array.from({ length: 10 }, (_, at) => ['Camille', `Martin ${at + 1}`])];
const NAME = 'Zoé Nguyễn';
const TITLE = 'Les équations, première séance';
const MINUTE_MS = 60_000;

/** A school's whole roster: enough rows to see how far it is. */
const SCHOOL = {
  org: 'org-001',
  title: '3e Z',
  teacher: ['Ada', 'Lovelace'],
  students: STUDENTS,
  others: 4_000,
  lesson: { title: TITLE, startsAt: new Date(Date.now() - MINUTE_MS), endsAt: new Date(Date.now() + 55 * MINUTE_MS) },
};

/** Keeps what is said of an import from now on. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.told = { steps: [], rows: [] };
    const look = () => {
      const step = document.querySelector('.roster__steps [aria-current=step]')?.innerText.replace(/^\d\s*/, '');
      const rows = /: ([\d\s]+) lignes/.exec(document.querySelector('.roster__running')?.innerText ?? '')?.[1];
      for (const [list, one] of [['steps', step], ['rows', rows]]) {
        if (one !== undefined && globalThis.told[list].at(-1) !== one) {
          globalThis.told[list].push(one);
        }
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });

describe('the office’s first day', { timeout: 180_000 }, () => {
  let node, browser, office, phone, substitute, lost;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [office, phone, substitute] = await Promise.all([browser.person(), browser.person({ viewport: { width: 390, height: 844 }, hasTouch: true }), browser.person()]);
    await signInAsOffice(office.page, node);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  const card = (within) => within.locator('.code-card', { hasText: NAME });

  /** Says yes to the card that is asked about. */
  async function comeIn(page) {
    await page.getByRole('heading', { name: NAME }).waitFor();
    await page.getByRole('button', { name: 'Oui, entrer' }).tap();
    await page.getByRole('heading', { name: `Bonjour, ${NAME}` }).waitFor();
  }

  test('a roster is brought in: one sees how far it is, and then what came of it', async (t) => {
    const { page } = office;
    await openPage(page, 'Import des listes');
    await listen(page);
    await bringIn(page, SCHOOL);
    await page.getByText('La nouvelle liste est active').waitFor();
    const { steps, rows } = await page.evaluate(() => globalThis.told);
    t.diagnostic(`${steps.join(', ')}; rows: ${rows.join(', ')}`);
    const order = ['Envoi', 'Vérification', 'Préparation', 'Mise à jour'];
    assert.ok(steps.length >= 2, `steps: ${steps}`);
    assert.deepEqual(steps, order.filter((step) => steps.includes(step)), 'each once, in order');
    assert.ok(rows.length >= 1, 'rows are counted while one waits');

    const changes = await page.locator('.report__changes tbody tr').evaluateAll((all) => Object.fromEntries(all.map((row) => [...row.children].map((cell) => cell.innerText.replaceAll(/\s/g, '')).slice(0, 2))));
    assert.deepEqual([changes.Classes, changes.Personnes], ['+1', `+${SCHOOL.others + STUDENTS.length + 1}`]);
    await assertAccessible(page, 'the report of an import');
  });

  test('the cards of a class are printed, ten to a sheet', async () => {
    const { page } = office;
    await page.getByRole('link', { name: 'Imprimer les codes des élèves' }).click();
    await page.getByLabel(/^3e Z/).click();
    await page.getByText('12 fiches, 2 feuilles A4').waitFor();
    await page.getByRole('button', { name: 'Créer les codes' }).click();
    await page.getByText('12 fiches prêtes').waitFor();
    await assertAccessible(page, 'cards');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 2);
    assert.match(pdf, /\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12][.\d]*\s*\]/);

    lost = { address: await scan(card(page)), code: await codeOn(card(page)) };
    assert.equal(lost.address, `${node.url}/sign-in#school=demo&code=${lost.code}`);
    await putAway(page);
  });

  test('a student scans her card, is asked whether it is she, and is in; her code is in no address that was asked for', async () => {
    const { page } = phone;
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(lost.address);
    await page.getByRole('heading', { name: NAME }).waitFor();
    assert.equal(page.url(), `${node.url}/sign-in`);
    await assertAccessible(page, 'a scanned card');
    await comeIn(page);
    assert.deepEqual(asked.filter((url) => url.includes(lost.code)), []);
  });

  test('she loses it: she is given a new one, the old one opens nothing any more, scanned or typed, and the new one does', async () => {
    const { page } = office;
    await openPage(page, 'Personnes');
    await page.getByLabel('Chercher').fill('nguyen zoe');
    await page.getByRole('button', { name: `Nouveau code pour ${NAME}` }).click();
    await page.getByRole('button', { name: 'Créer le code' }).click();
    const address = await scan(card(page.getByRole('dialog')));
    await page.getByRole('button', { name: 'C’est fait' }).click();
    assert.notEqual(address, lost.address);

    const other = await browser.person({ viewport: { width: 390, height: 844 } }); // Whoever found it.
    await other.page.goto(lost.address);
    await other.page.getByText('Cette fiche n’est plus valable').waitFor();
    await other.page.goto(`${node.url}/sign-in`);
    await other.page.locator('input[name=school]').fill('demo');
    await other.page.locator('input[name=code]').fill(lost.code);
    await other.page.getByRole('button', { name: 'Entrer', exact: true }).click();
    await other.page.getByText('Ces codes ne correspondent pas').waitFor();
    await other.context.close();

    await phone.page.goto('about:blank');
    await phone.page.goto(address);
    await comeIn(phone.page);
    await phone.page.locator('.lesson-card', { hasText: TITLE }).waitFor();
  });

  test('somebody stands in: the class is in their day, where it was not', async () => {
    await signInAsTeacher(substitute.page, node);
    await substitute.page.locator('.class-list li').first().waitFor();
    const mine = substitute.page.locator('.class-list li', { hasText: SCHOOL.title });
    const itsLesson = substitute.page.locator('.lesson-card', { hasText: TITLE });
    assert.deepEqual([await mine.count(), await itsLesson.count()], [0, 0]);

    const { page } = office;
    await openPage(page, 'Remplacements');
    await page.getByRole('button', { name: 'Confier une classe' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confier une classe' });
    await pick(page, 'Classe', SCHOOL.title);
    assert.equal(await pick(page, 'Qui remplace', node.teacher.name), node.teacher.name);
    await dialog.getByLabel('Au (inclus)').fill(new Date(Date.now() + 7 * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10));
    await dialog.getByRole('button', { name: 'Confier la classe' }).click();
    await page.locator('.substitute--now', { hasText: SCHOOL.title }).waitFor();

    await eventually('the class is theirs, within seconds', async () => {
      await substitute.page.reload();
      await substitute.page.locator('.class-list li').first().waitFor();
      return mine.count();
    }, 1);
    await itsLesson.waitFor();
  });

  test('who starts its lesson, into which the student comes', async () => {
    const [madame, zoe] = [substitute, phone].map(({ page }) => new InLesson(page));
    await substitute.page.locator('.lesson-card', { hasText: TITLE }).getByRole('button', { name: 'Commencer le cours' }).click();
    await madame.board().getByText('Le tableau est vide').waitFor();
    await phone.page.reload();
    await phone.page.locator('.lesson-card', { hasText: TITLE }).getByText('En cours').waitFor();
    await enter(phone.page, TITLE);
    await zoe.board().getByText('Le tableau est vide').waitFor();
    await madame.panel(/^Classe/);
    await substitute.page.locator('.person:not(.person--away)', { hasText: NAME }).waitFor();
    await madame.write('Bonjour, je remplace madame Lovelace.');
    await eventually('she reads it', () => zoe.messages(), ['Bonjour, je remplace madame Lovelace.']);
  });

  test('in the evening the trail tells of all of it, by name', async () => {
    const { page } = office;
    await openPage(page, 'Journal');
    for (const sentence of ['a importé une liste', `a donné un nouveau code à ${STUDENTS.length + 1} élèves`, `a confié la classe ${SCHOOL.title} à ${node.teacher.name}`]) {
      await page.locator('.audit__entry', { hasText: `${node.office.name} ${sentence}` }).first().waitFor();
    }

    assert.deepEqual([office, phone, substitute].flatMap(({ faults }) => faults), []);
  });
});
