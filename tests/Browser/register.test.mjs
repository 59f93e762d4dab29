// The register in the browser: somebody is late and leaves, the register shows it while the lesson goes on and afterwards, a teacher corrects it, and the file for spreadsheets says the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { decide } from './crowd.mjs';
import { startDemoNode } from './node.mjs';
import { enter, signInAsStudent, signInAsTeacher } from './people.mjs';

describe('the register', () => {
  let node, browser, teacher, student;

  const row = (page, name) => page.locator('.register tbody tr', { hasText: name.split(' ').at(-1) }).filter({ hasText: name.split(' ')[0] });

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [teacher, student] = await Promise.all([browser.person({ acceptDownloads: true }), browser.person()]);
    await decide(node, { lateAfterMinutes: 0, language: 'fr' });
    await signInAsTeacher(teacher.page, node);
    await signInAsStudent(student.page, node, node.students[0]);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('shows over the live lesson who is late, who is not here yet, and who has gone', async () => {
    await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('button', { name: 'Commencer le cours' }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await student.page.reload();
    await enter(student.page, node.lesson);

    await teacher.page.getByRole('tab', { name: /^Classe/ }).click();
    await teacher.page.getByRole('button', { name: 'Registre d’appel' }).click();
    await row(teacher.page, node.students[0].name).getByText('En retard de 1 min').waitFor();
    await row(teacher.page, node.students[1].name).getByText('Pas encore là').waitFor();
    await assertAccessible(teacher.page, 'the register over a lesson');

    await student.page.getByRole('button', { name: 'Quitter' }).click();
    await row(teacher.page, node.students[0].name).getByText(/Sorti à/).waitFor(); // It is read again by itself.
    await teacher.page.keyboard.press('Escape');
    await teacher.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('is a page once the lesson has ended, and on the day', async () => {
    await teacher.page.getByRole('button', { name: 'Terminer le cours' }).click();
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Terminer le cours' }).click();
    await teacher.page.locator('#board').getByRole('link', { name: 'Registre d’appel' }).click();
    await teacher.page.getByRole('heading', { name: /^Appel/ }).waitFor();
    await row(teacher.page, node.students[1].name).getByText('Absent', { exact: true }).waitFor();
    await teacher.page.getByRole('link', { name: 'Ma journée' }).click();
    await teacher.page.locator('.lesson-row', { hasText: node.lesson }).getByRole('link', { name: /^Appel du cours/ }).click();
    await teacher.page.getByRole('heading', { name: /^Appel/ }).waitFor();
  });

  test('is corrected by keyboard with a reason, and keeps what was recorded', async () => {
    const { page } = teacher;
    const absent = row(page, node.students[1].name);
    await absent.getByRole('button', { name: /^Corriger/ }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Présent' }).press('Space');
    await dialog.getByRole('button', { name: 'Corriger' }).click();
    await dialog.getByText('Dites en quelques mots pourquoi.').waitFor();
    await dialog.getByLabel('Motif').fill('=Panne, "était" en salle');
    await assertAccessible(page, 'a correction');
    await dialog.getByRole('button', { name: 'Corriger' }).click();
    await dialog.waitFor({ state: 'detached' });
    await absent.getByText('Présent', { exact: true }).waitFor();
    await absent.getByText(/Relevé\s: Absent/).waitFor();
    for (const [width, height] of [[1280, 800], [390, 844]]) {
      await page.setViewportSize({ width, height });
      await eventually('nothing lies outside the page', () => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    }

    await assertAccessible(page, 'the register on a phone');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('is a file that a spreadsheet of this language opens, without formulas', async () => {
    const [download] = await Promise.all([teacher.page.waitForEvent('download'), teacher.page.getByRole('link', { name: 'Fichier pour tableur' }).click()]);
    const text = readFileSync(await download.path(), 'utf8');
    assert.ok(text.startsWith('\uFEFFNom;Prénom;Statut;Relevé;'));
    assert.match(text, /;présent;absent;;;0;0;0;;"'=Panne, ""était"" en salle";[^;]+\r\n/);
    assert.match(text, /;en retard;en retard;\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2};/);
    assert.deepEqual([teacher.faults, student.faults], [[], []]);
  });
});
