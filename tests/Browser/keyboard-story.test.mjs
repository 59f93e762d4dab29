// The teacher's whole story once more, by keyboard alone: no mouse, no finger; at each stop one sees where one is, and nothing that
// closes or goes away throws one to the top of the page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually, startBrowser } from './browser.mjs';
import { Keyboard } from './keyboard.mjs';
import { startDemoNode } from './node.mjs';
import { pdf } from './pdf.mjs';
import { enter, InLesson, signInAsStudent } from './people.mjs';
import { openOffice } from './school.mjs';

const TITLE = 'Au clavier';

describe('a teacher without a mouse', { timeout: 240_000 }, () => {
  let node, browser, teacher, first, second, office, newcomer, students, keys, page, button;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [teacher, first, second] = await Promise.all([browser.person(), browser.person(), browser.person()]);
    page = teacher.page;
    keys = new Keyboard(page);
    button = (name, within = page) => within.getByRole('button', { name, exact: typeof name === 'string' });
    await keys.begin();
    office = await openOffice(node);
    newcomer = await office.findNewcomer();
    const codes = await office.codesOf(newcomer.class);
    students = newcomer.students.slice(0, 2).map(({ person, givenName, familyName }) => ({ name: `${givenName} ${familyName}`, school: 'demo', code: codes.get(person) }));
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  const dialog = () => page.getByRole('dialog');
  const closed = async (what) => {
    await dialog().waitFor({ state: 'detached' });
    await keys.assertSomewhere(what);
  };

  test('chooses a password', async () => {
    const { path } = await office.invite(newcomer.teacher.person);
    await page.goto(node.url + path);
    await keys.to(page.locator('input[name=password]'));
    await keys.type('deux souris grises dansent');
    await keys.press('Enter');
    await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await keys.assertSomewhere('the password');
  });

  test('skips to what the page is about, and starts a lesson', async () => {
    await page.reload();
    await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await keys.press('Tab');
    await eventually('the first stop', () => page.evaluate(() => document.activeElement.textContent), 'Aller au contenu');
    await keys.assertSomewhere('the first Tab');
    await keys.press('Enter');
    await eventually('inside the content', () => page.evaluate(() => document.activeElement.id), 'content');
    await keys.use(button('Commencer un cours'));
    await dialog().locator('option', { hasText: newcomer.title }).first().waitFor({ state: 'attached' });
    await keys.assertSomewhere('opening a dialog');
    await keys.to(dialog().getByLabel('Classe'));
    await keys.type(newcomer.title);
    await eventually('the class', async () => (await dialog().getByLabel('Classe').locator('option:checked').innerText()).startsWith(newcomer.title));
    await keys.to(dialog().locator('input[name=title]'));
    await keys.type(TITLE);
    await keys.press('Enter');
    await page.locator('#board').getByText('Le tableau est vide').waitFor();
    await keys.assertSomewhere('entering the lesson');
    for (const [at, one] of [first, second].entries()) {
      await signInAsStudent(one.page, node, students[at]);
      await enter(one.page, TITLE);
    }
  });

  test('brings a document and turns its pages', async () => {
    await keys.to(button('Documents', page.locator('#board')));
    await keys.press('Enter');
    const chosen = page.waitForEvent('filechooser');
    await keys.use(button(/^Choisir/, dialog()));
    await (await chosen).setFiles({ name: 'Les fractions.pdf', mimeType: 'application/pdf', buffer: pdf(2) });
    await page.locator('.deck__frame[data-page="1"]').waitFor();
    await closed('bringing a document');
    await keys.press('n');
    await first.page.locator('.deck__frame[data-page="2"]').waitFor();
    await keys.use(button('Page précédente'));
    await first.page.locator('.deck__frame[data-page="1"]').waitFor();
    await keys.assertSomewhere('turning to the first page, where there is none before');
  });

  test('talks, to all and in private', async () => {
    await keys.press('Escape');
    await keys.press('c');
    await page.locator('.composer__text:focus').waitFor();
    await keys.assertSomewhere('going to the talk');
    await keys.type('Bonjour à tous');
    await keys.press('Enter');
    await eventually('a student reads it', () => new InLesson(first.page).messages(), ['Bonjour à tous']);
    await new InLesson(first.page).address('Au professeur');
    await new InLesson(first.page).write('je suis perdue');
    await page.locator('.said--private').waitFor();
    await keys.use(page.locator('.said--private').getByRole('button', { name: 'Actions pour ce message' }), 'Enter', { back: true });
    await page.getByRole('menuitem', { name: /^Répondre en privé/ }).waitFor();
    await keys.assertSomewhere('opening a menu');
    await keys.press('Enter');
    await page.locator('.composer__text:focus').waitFor();
    await keys.type('page 1');
    await keys.press('Enter');
    await eventually('she reads it', async () => (await new InLesson(first.page).messages()).at(-1), 'page 1');
  });

  test('takes a raised hand', async () => {
    await second.page.getByRole('button', { name: 'Lever la main' }).click();
    await eventually('the hand', () => new InLesson(page).hands(), [students[1].name]);
    await keys.to(page.getByRole('tab', { selected: true }), { back: true });
    await keys.press('p');
    await keys.use(button(`Baisser la main de ${students[1].name}`));
    await eventually('none', () => new InLesson(page).hands(), []);
    await keys.assertSomewhere('lowering a hand, whose button went with it');
  });

  test('asks a question and publishes the result', async () => {
    await keys.press('s');
    await keys.use(button('Nouveau sondage'));
    await page.locator('input[name=question]').waitFor();
    await keys.assertSomewhere('opening the question');
    await keys.to(page.locator('input[name=question]'));
    await keys.type('Avez-vous compris ?');
    await keys.press('Enter');
    await closed('asking');
    await first.page.getByRole('button', { name: 'Répondre au sondage' }).click();
    await first.page.getByRole('radio', { name: 'Oui' }).click();
    await page.getByText('1 réponse sur 2').waitFor();
    await keys.use(button('Fermer les réponses'));
    await button('Montrer le résultat à tous').waitFor();
    await keys.assertSomewhere('closing the answers');
    await keys.use(button('Montrer le résultat à tous'));
    await first.page.locator('.poll .tally').waitFor();
    await keys.assertSomewhere('publishing');
  });

  test('looks at the map of keys, and at the register', async () => {
    await keys.press('?');
    await dialog().getByText('Aller au sondage').waitFor();
    await keys.assertSomewhere('opening the map');
    await keys.press('Escape');
    await closed('the map');
    await keys.press('p');
    const opener = button('Registre d’appel');
    await keys.use(opener);
    await dialog().locator('.register tbody tr').first().waitFor();
    await keys.assertSomewhere('opening the register');
    await keys.press('Escape');
    await closed('the register');
    await eventually('back on what opened it', () => opener.evaluate((one) => one === document.activeElement));
  });

  test('ends the lesson, and mends its register', async () => {
    await keys.use(button('Terminer le cours'));
    await keys.use(button('Terminer le cours', dialog()));
    await page.locator('#board').getByText('Le cours est terminé').waitFor();
    await closed('ending the lesson');
    await keys.use(page.locator('#board').getByRole('link', { name: 'Registre d’appel' }));
    await page.getByRole('heading', { name: /^Appel/ }).waitFor();
    await keys.assertSomewhere('opening the page of the register');
    const row = page.locator('.register tbody tr', { hasText: newcomer.students[2].familyName }).filter({ hasText: newcomer.students[2].givenName });
    const opener = row.getByRole('button', { name: /^Corriger/ });
    await keys.use(opener);
    await keys.to(dialog().getByRole('radio', { checked: true }));
    await keys.press('ArrowUp');
    await keys.to(dialog().getByLabel('Motif'));
    await keys.type('Panne de réseau');
    await keys.use(button('Corriger', dialog()));
    await closed('a correction');
    await row.getByText(/Panne de réseau/).waitFor();
    await keys.assertSomewhere('the correction was shown');
  });

  test('never touched anything but keys', async (t) => {
    t.diagnostic(`${keys.stops} presses of Tab in all`);
    assert.equal(await keys.presses(), 0);
    assert.deepEqual([teacher, first, second].flatMap(({ faults }) => faults), []);
  });
});
