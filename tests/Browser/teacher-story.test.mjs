// A teacher's first ten minutes: from the link that the office handed over to the end of a first lesson, with two students who
// come by their codes. Whoever has never seen the page starts a lesson in under a minute: what they have to do for it is counted.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { pdf } from './pdf.mjs';
import { countDeeds, enter, InLesson, signInAsStudent } from './people.mjs';
import { openOffice } from './school.mjs';

/** What may be pressed, and how many fields be filled in, from the day to a lesson that goes on. */
const PRESSES_MAX = 4;
const FIELDS_MAX = 1;
const STARTED_MS = 60_000;

const TITLE = 'Les fractions, première séance';

describe('a teacher’s first ten minutes', { timeout: 180_000 }, () => {
  let node, browser, teacher, first, second, office, newcomer, students;
  let madame, zoe, theo;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [teacher, first, second] = await Promise.all([browser.person(), browser.person({ viewport: { width: 390, height: 844 }, hasTouch: true }), browser.person()]);
    [madame, zoe, theo] = [teacher, first, second].map(({ page }) => new InLesson(page));
    office = await openOffice(node);
    newcomer = await office.findNewcomer();
    const codes = await office.codesOf(newcomer.class);
    students = newcomer.students.slice(0, 2).map(({ person, givenName, familyName }) => ({ name: `${givenName} ${familyName}`, school: 'demo', code: codes.get(person) }));
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('the office’s link leads through a first password to the day', async (t) => {
    const { path, login } = await office.invite(newcomer.teacher.person);
    const deeds = await countDeeds(teacher.page);
    await teacher.page.goto(node.url + path);
    await teacher.page.getByRole('heading', { name: `${newcomer.teacher.givenName} ${newcomer.teacher.familyName}` }).waitFor();
    await teacher.page.getByText(login).waitFor();
    await teacher.page.locator('input[name=password]').fill('deux souris grises dansent');
    await teacher.page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
    await teacher.page.getByRole('heading', { name: `Bonjour, ${newcomer.teacher.givenName}` }).waitFor();
    assert.equal(await deeds.presses(), 1);
    assert.ok(!teacher.page.url().includes('invitation'), 'the secret is gone from the address');
    t.diagnostic('from the link to the day: a password and 1 press');
  });

  test('from the day to a lesson that goes on it takes a title and a few presses', async (t) => {
    const deeds = await countDeeds(teacher.page);
    const began = performance.now();
    await teacher.page.getByRole('button', { name: 'Commencer un cours' }).click();
    const dialog = teacher.page.getByRole('dialog');
    await dialog.locator('select option', { hasText: newcomer.title }).first().waitFor({ state: 'attached' });
    if (!(await dialog.getByLabel('Classe').locator('option:checked').innerText()).startsWith(newcomer.title)) {
      await dialog.getByLabel('Classe').click(); // So that it is counted.
      await dialog.getByLabel('Classe').selectOption(await dialog.locator('option', { hasText: newcomer.title }).first().getAttribute('value'));
    }

    await dialog.locator('input[name=title]').fill(TITLE);
    await dialog.getByRole('button', { name: 'Commencer', exact: true }).click();
    await madame.board().getByText('Le tableau est vide').waitFor();
    const took = performance.now() - began;
    const [presses, fields] = [await deeds.presses(), await deeds.fields()];
    t.diagnostic(`from the day to a started lesson: ${presses} presses, ${fields} field, ${Math.round(took)} ms of the machine`);
    assert.ok(presses <= PRESSES_MAX && fields <= FIELDS_MAX && took <= STARTED_MS, `${presses} presses, ${fields} fields, ${took} ms`);
  });

  test('students come in by their codes and see the same', async () => {
    for (const [at, { page }] of [first, second].entries()) {
      await signInAsStudent(page, node, students[at]);
      await page.locator('.lesson-card', { hasText: TITLE }).getByText('En cours').waitFor();
      await enter(page, TITLE);
      await new InLesson(page).board().getByText('Le tableau est vide').waitFor();
    }

    await madame.panel(/^Classe/);
    for (const { name } of students) {
      await teacher.page.locator('.person:not(.person--away)', { hasText: name }).waitFor();
    }
  });

  test('a document is brought and shown, and its pages are followed', async () => {
    await madame.board().getByRole('button', { name: 'Documents' }).click();
    await teacher.page.locator('input[type=file]').setInputFiles({ name: 'Les fractions.pdf', mimeType: 'application/pdf', buffer: pdf(3) });
    const shown = (page) => page.locator('.deck__frame').getAttribute('data-page');
    await eventually('the first page, for the teacher', () => shown(teacher.page), '1');
    await teacher.page.getByRole('button', { name: 'Page suivante' }).click();
    for (const { page } of [teacher, first, second]) {
      await eventually('the second page', () => shown(page), '2');
    }
  });

  test('they talk, ask to speak, and are answered', async () => {
    await madame.write('Bonjour à tous, prenez la page 2.');
    await eventually('a student reads it', () => zoe.messages(), ['Bonjour à tous, prenez la page 2.']);
    await theo.write('Bonjour !');
    await zoe.address('Au professeur');
    await zoe.write('je ne vois pas bien le tableau');
    await eventually('the teacher reads both', () => madame.messages(), ['Bonjour à tous, prenez la page 2.', 'Bonjour !', 'je ne vois pas bien le tableau']);
    await eventually('the other what is for all', () => theo.messages(), ['Bonjour à tous, prenez la page 2.', 'Bonjour !']);

    await second.page.getByRole('button', { name: 'Lever la main' }).click();
    await eventually('the hand', () => madame.hands(), [students[1].name]);
    await first.page.getByRole('button', { name: 'Lever la main' }).click();
    await eventually('both, the older first', () => madame.hands(), [students[1].name, students[0].name]);
    await madame.panel(/^Classe/);
    for (const { name } of [students[1], students[0]]) {
      await teacher.page.getByRole('button', { name: `Baisser la main de ${name}` }).click();
    }

    await eventually('none', () => zoe.hands(), []);
  });

  test('a question is asked, answered and published', async () => {
    await madame.panel(/^Sondage/);
    await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
    await teacher.page.locator('input[name=question]').fill('Avez-vous compris ?');
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
    for (const [{ page }, answer] of [[first, 'Oui'], [second, 'Non']]) {
      await page.getByRole('button', { name: 'Répondre au sondage' }).click();
      await page.getByRole('radio', { name: answer }).click();
      await page.getByText('Réponse enregistrée').waitFor();
    }

    await teacher.page.getByText('2 réponses sur 2').waitFor();
    await teacher.page.getByRole('button', { name: 'Fermer les réponses' }).click();
    await teacher.page.getByRole('button', { name: 'Montrer le résultat à tous' }).click();
    for (const { page } of [first, second]) {
      await eventually('the result', async () => (await page.locator('.poll .tally__count').allInnerTexts()).map((text) => text.replace(/\s/g, ' ')), ['1 · 50 %', '1 · 50 %']);
    }
  });

  test('the register has been taken meanwhile', async () => {
    await madame.panel(/^Classe/);
    await teacher.page.getByRole('button', { name: 'Registre d’appel' }).click();
    for (const student of newcomer.students.slice(0, 2)) {
      await inRegister(student).getByText('Présent', { exact: true }).waitFor();
    }

    await inRegister(newcomer.students[2]).getByText('Pas encore là').waitFor();
    await teacher.page.keyboard.press('Escape');
    await teacher.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('it ends for all, and the register stays', async () => {
    await teacher.page.getByRole('button', { name: 'Terminer le cours' }).click();
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Terminer le cours' }).click();
    for (const one of [madame, zoe, theo]) {
      await one.board().getByText('Le cours est terminé').waitFor();
    }

    await madame.board().getByRole('link', { name: 'Registre d’appel' }).click();
    await teacher.page.getByRole('heading', { name: /^Appel/ }).waitFor();
    await inRegister(newcomer.students[0]).getByText('Présent', { exact: true }).waitFor();
    await inRegister(newcomer.students[2]).getByText('Absent', { exact: true }).waitFor();
    assert.deepEqual([teacher, first, second].flatMap(({ faults }) => faults), []);
  });

  /** Somebody's row. */
  function inRegister({ givenName, familyName }) {
    return teacher.page.locator('.register tbody tr', { hasText: familyName }).filter({ hasText: givenName });
  }
});
