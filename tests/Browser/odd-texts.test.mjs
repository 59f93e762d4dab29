// Names, words and files that nobody meant a page for: nothing of them runs, nothing turns what stands around it, and nothing is
// wider than a phone.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { ask, makeAdministrator, signIn } from './crowd.mjs';
import { root, startDemoNode } from './node.mjs';
import { pdf } from './pdf.mjs';
import { InLesson, signInAsStudent } from './people.mjs';
import { roster } from './zip.mjs';

const MARKUP = '<img src=x onerror="window.hacked=true">';
const WORD = 'w'.repeat(5_000);
const OVERRIDE = '\u202e'; // Turns everything after it, unless something keeps it in. Rosters with such names are refused.
const LONG = ['Wolfeschlegelsteinhausenbergerdorff'.repeat(2), 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'];
const STUDENTS = {
  arabic: ['عائشة', 'بن علي'],
  vietnamese: ['Thuỳ Dương', 'Đặng'],
  emoji: ['🎈🎉', '👩‍👩‍👧‍👦'],
  markup: [MARKUP, '"\'&amp;'],
  turned: ['אבי', 'כהן 2'], // What ends in a number, and whatever follows, would stand on the wrong side.
  long: LONG,
};
const TEACHER = ['Ngọc Ánh', 'Nguyễn Thị'];
const TITLE = `${MARKUP} العربية ${'x'.repeat(120)}`;
const CLASS = `3e العربية ${'y'.repeat(80)}`;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const pictures = join(root, 'artifacts/odd-texts');
const nameOf = ([given, family]) => `${given} ${family}`;

describe('odd texts', { timeout: 240_000 }, () => {
  let node, browser, teacher, people, lesson;
  let madame;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    teacher = await browser.person(PHONE);
    madame = new InLesson(teacher.page);
    const administrator = await makeAdministrator(node);
    const report = await ask(node, administrator, 'POST', '/api/v1/rosters', roster({ org: 'org-001', title: CLASS, teacher: TEACHER, students: Object.values(STUDENTS) }), 'application/zip');
    assert.deepEqual(report.faults ?? [], []);
    const { class: classId } = (await ask(node, administrator, 'GET', '/api/v1/schools/demo/classes?limit=500')).items.find(({ title }) => title === CLASS);
    const { enrollments } = await ask(node, administrator, 'GET', `/api/v1/classes/${classId}`);
    const { path, login } = await ask(node, administrator, 'POST', `/api/v1/schools/demo/people/${enrollments.find(({ role }) => role === 'teacher').person}/invitation`, {});
    const password = 'deux souris grises dansent';
    await ask(node, undefined, 'POST', '/api/v1/invitations/accept', { token: new URLSearchParams(path.split('#')[1]).get('invitation'), password });
    const codes = new Map((await ask(node, administrator, 'POST', `/api/v1/schools/demo/classes/${classId}/codes`, {})).codes.map(({ person, code }) => [person, code]));
    const token = await signIn(node, { type: 'password', login, password });
    const [now, end] = [Date.now() - 60_000, Date.now() + 3_000_000].map((at) => new Date(at).toISOString());
    ({ lesson } = await ask(node, token, 'POST', `/api/v1/classes/${classId}/lessons`, { title: TITLE, startsAt: now, endsAt: end }));

    people = Object.fromEntries(await Promise.all(['arabic', 'markup', 'turned'].map(async (key) => [key, await browser.person(PHONE)])));
    for (const [key, { page }] of Object.entries(people)) {
      const { person } = enrollments.find(({ givenName }) => givenName === STUDENTS[key][0]);
      await signInAsStudent(page, node, { school: 'demo', code: codes.get(person) });
    }

    await teacher.page.goto(`${node.url}/sign-in?as=staff`);
    await teacher.page.locator('input[name=username]').fill(login);
    await teacher.page.locator('input[name=password]').fill(password);
    await teacher.page.getByRole('button', { name: 'Se connecter', exact: true }).click();
    await teacher.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  /** Nothing ran, and nothing is wider than the page or the part of it that it stands in. */
  async function hold(page, what) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main, section, dialog, dialog *, .panels, .panels *, .board, .board *, header *')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && !one.matches('.visually-hidden, .visually-hidden *, input, textarea, .board__hands, [class*=tabs]'))
        .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`),
    );
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.deepEqual({ wide, beyond: Math.max(0, beyond) }, { wide: [], beyond: 0 }, what);
    assert.equal(await page.evaluate(() => window.hacked), undefined, what);
    assert.equal(await page.locator('img[src=x]').count(), 0, what);
  }

  const all = () => [teacher, ...Object.values(people)].map(({ page }) => page);

  async function holdAll(what) {
    for (const page of all()) {
      await hold(page, what);
    }
  }

  test('a day shows them as text', async () => {
    for (const page of all()) {
      await page.locator('.lesson-card', { hasText: MARKUP }).waitFor();
      await page.getByText(CLASS).first().waitFor();
    }

    await holdAll('the day');
    await teacher.page.screenshot({ path: join(pictures, 'day-390.png'), fullPage: true });
  });

  test('a lesson is entered and started, and people stand in it by their names', async () => {
    for (const page of all()) {
      await page.goto(`${node.url}/lessons/${lesson}`);
      await page.locator('.connection--good').waitFor();
    }

    await eventually('three students are seen to wait', () => teacher.page.locator('.lobby__faces li').count(), 3);
    await holdAll('the lobby');
    await teacher.page.screenshot({ path: join(pictures, 'lobby-390.png') });
    await teacher.page.getByRole('button', { name: 'Commencer le cours' }).click();
    for (const page of all()) {
      await page.locator('#board').getByText('Le tableau est vide').waitFor();
    }

    await madame.panel(/^Classe/);
    await teacher.page.locator('summary', { hasText: 'Pas là' }).click();
    for (const name of Object.values(STUDENTS)) {
      await teacher.page.locator('.person__name, .people__missing li').filter({ hasText: nameOf(name) }).first().waitFor();
    }

    await holdAll('the class');
    await teacher.page.screenshot({ path: join(pictures, 'class-390.png') });
    await assertAccessible(teacher.page, 'the class');
  });

  test('a name keeps its direction to itself', async () => {
    for (const key of ['turned', 'arabic']) {
      const { page } = people[key];
      await new InLesson(page).panel(/^Classe/);
      const row = page.locator('.person', { has: page.locator('.person__you') });
      const [name, you] = [await row.locator('bdi').boundingBox(), await row.locator('.person__you').boundingBox()];
      assert.ok(you.x >= name.x + name.width - 1 || you.y >= name.y + name.height - 1, `${key}: “(vous)” stands after the name`);
      await page.getByRole('button', { name: 'Lever la main' }).click();
    }

    await eventually('two hands', () => teacher.page.locator('.board__hand').count(), 2);
    // In a sentence, whatever follows the name is where it was meant: told by the place of each letter.
    const label = await teacher.page.getByRole('button', { name: /^Baisser la main de .?אבי/ }).getAttribute('aria-label');
    const [start, end] = await teacher.page.evaluate((text) => {
      const line = document.body.appendChild(document.createElement('p'));
      line.textContent = `${text} fin`;
      const at = (from, to) => {
        const range = document.createRange();
        range.setStart(line.firstChild, from);
        range.setEnd(line.firstChild, to);
        return range.getBoundingClientRect().left;
      };
      line.style.setProperty('white-space', 'nowrap');
      const places = [at(0, 1), at(line.textContent.length - 1, line.textContent.length)];
      line.remove();
      return places;
    }, label);
    assert.ok(start < end, 'the sentence goes on behind the name');
    await holdAll('raised hands');
    await teacher.page.screenshot({ path: join(pictures, 'hands-390.png') });
  });

  test('a word of 5,000 characters, markup and other directions are said and read', async () => {
    const said = [WORD, `${MARKUP}<script>window.hacked=true</script>`, `${OVERRIDE}abc`, 'javascript:window.hacked=true https://example.org/"onmouseover="window.hacked=true', 'مرحبا بالجميع', '👩‍👩‍👧‍👦'.repeat(150)];
    await new InLesson(people.arabic.page).panel(/^Discussion/);
    for (const text of said) {
      await madame.write(text);
      await eventually('it is read', async () => (await new InLesson(people.arabic.page).messages()).length, said.indexOf(text) + 1);
    }

    assert.equal(await people.arabic.page.locator('.said a').count(), 1);
    assert.equal(await people.arabic.page.locator('.said a[href^="javascript"]').count(), 0);
    await new InLesson(people.markup.page).address('Au professeur');
    await new InLesson(people.markup.page).write(WORD);
    await eventually('it is read in private', () => teacher.page.locator('.said--private').count(), 1);
    assert.equal((await teacher.page.locator('.said--private .said__text').innerText()).length, 5_000);
    await holdAll('the conversation');
    await teacher.page.screenshot({ path: join(pictures, 'chat-390.png') });
    await madame.write('w'.repeat(5_001));
    await hold(teacher.page, 'a word that is too long');
    assert.equal((await new InLesson(people.arabic.page).messages()).length, said.length);
    await teacher.page.getByRole('textbox', { name: /^Écrire/ }).fill('');
  });

  test('a question of one word, choices and answers of another', async () => {
    const question = 'q'.repeat(500);
    await madame.panel(/^Sondage/);
    await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
    await teacher.page.locator('input[name=question], textarea[name=question]').fill(question);
    await teacher.page.getByRole('button', { name: 'Au choix' }).click();
    await teacher.page.getByLabel('Choix 1').fill('c'.repeat(100));
    await teacher.page.getByLabel('Choix 2').fill(MARKUP);
    await hold(teacher.page, 'the question being made');
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
    for (const { page } of [people.arabic, people.markup]) {
      await page.getByRole('button', { name: 'Répondre au sondage' }).click();
      await page.getByRole('radio', { name: MARKUP }).click();
      await page.getByText('Réponse enregistrée').waitFor();
    }

    await holdAll('the question');
    await people.arabic.page.screenshot({ path: join(pictures, 'question-390.png') });
    await teacher.page.getByRole('button', { name: 'Fermer les réponses' }).click();
    await teacher.page.getByRole('button', { name: 'Montrer le résultat à tous' }).click();
    await people.arabic.page.locator('#board .tally').waitFor();
    await holdAll('the result');
    await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
    await teacher.page.locator('input[name=question], textarea[name=question]').fill('?');
    await teacher.page.getByRole('button', { name: 'Texte libre' }).click();
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
    await people.markup.page.locator('.answer input').first().fill('t'.repeat(200));
    await people.markup.page.keyboard.press('Enter');
    await people.markup.page.getByText('Réponse enregistrée').waitFor();
    await teacher.page.getByRole('button', { name: 'Fermer les réponses' }).click();
    await teacher.page.getByRole('button', { name: 'Montrer le résultat à tous' }).click();
    await people.arabic.page.locator('#board .tally', { hasText: 'ttt' }).waitFor();
    await holdAll('the typed answers');
  });

  test('a document of a long name, and the register', async () => {
    await teacher.page.getByRole('button', { name: 'Outils du cours' }).click();
    await teacher.page.getByRole('menuitem', { name: 'Documents' }).click();
    await teacher.page.locator('input[type=file]').setInputFiles({ name: `${MARKUP}${OVERRIDE}${'d'.repeat(190)}.pdf`, mimeType: 'application/pdf', buffer: pdf(2) });
    await people.arabic.page.locator('.deck__frame[data-page="1"]').waitFor();
    await holdAll('a document');
    await teacher.page.getByRole('button', { name: 'Outils du cours' }).click();
    await teacher.page.getByRole('menuitem', { name: 'Documents' }).click();
    await teacher.page.locator('.decks__tile').waitFor();
    await hold(teacher.page, 'the list of documents');
    await teacher.page.screenshot({ path: join(pictures, 'documents-390.png') });
    await teacher.page.keyboard.press('Escape');
    await teacher.page.goto(`${node.url}/lessons/${lesson}/register`);
    await teacher.page.locator('.register', { hasText: STUDENTS.arabic[1] }).waitFor();
    await hold(teacher.page, 'the register');
    await teacher.page.screenshot({ path: join(pictures, 'register-390.png'), fullPage: true });
  });

  test('a script that got into the page does not run, and is reported', async () => {
    const { page, faults } = people.arabic;
    assert.deepEqual(faults, []);
    const told = await page.evaluate(async () => {
      const violations = [];
      document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => violations.push(`${effectiveDirective} ${blockedURI}`));
      const script = document.createElement('script');
      script.textContent = 'window.hacked = true';
      document.body.append(script);
      const markup = document.body.appendChild(document.createElement('div'));
      markup.innerHTML = '<img src="data:," onerror="window.hacked = true"><a href="javascript:window.hacked=true">x</a>';
      markup.querySelector('a').click();
      const far = document.createElement('script');
      far.src = 'https://example.org/evil.js';
      document.body.append(far);
      setTimeout(() => {
        try {
          new Function('window.hacked = true')(); // Later, as what a test itself runs is exempt.
        } catch {
          violations.push('evaluation');
        }
      });
      const until = performance.now() + 5_000;
      while (violations.length < 5 && performance.now() < until) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }

      return { violations: violations.sort(), hacked: window.hacked };
    });
    assert.equal(told.hacked, undefined);
    for (const expected of ['evaluation', 'script-src-elem inline', 'script-src-attr inline', 'script-src-elem https://example.org/evil.js']) {
      assert.ok(told.violations.includes(expected), `${expected} is reported: ${told.violations}`);
    }

    await eventually('the browser says so too', () => faults.some((fault) => fault.startsWith('policy:')));
    for (const one of [teacher, people.markup, people.turned]) {
      assert.deepEqual(one.faults, []);
    }
  });
});
