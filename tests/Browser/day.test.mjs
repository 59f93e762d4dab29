// Around the day: what asks for a teacher's look, a class, a week, and what a student truly missed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, PATIENCE_MS, startBrowser } from './browser.mjs';
import { ask, planLesson, signIn } from './crowd.mjs';
import { startDemoNode } from './node.mjs';
import { enter, signInAsStudent, signInAsTeacher } from './people.mjs';

const HOUR = 60;
const DAY = 24 * HOUR;

/** The shortest absence that is told as missed, in milliseconds, and a little. */
const MISSED_MS = 62_000;

describe('around the day', () => {
  let node, browser, teacher, present, late, token, classId, started;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode({ Lessons__SweepEvery: '00:00:01' }), startBrowser()]);
    [teacher, present, late] = await Promise.all([browser.person(), browser.person(), browser.person()]);
    token = await signIn(node, { type: 'password', login: node.teacher.login, password: node.teacher.password });
    classId = (await ask(node, token, 'GET', '/api/v1/schools/demo/classes')).items[0].class;
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  const item = (text) => teacher.page.locator('.attention__item', { hasText: text });

  test('tells a teacher who waits, what overlaps and what was not held, until it is looked at', async () => {
    const { page } = teacher;
    await planLesson(node, token, classId, 'La tortue d’Élée', -DAY, 50);
    const night = 2 * DAY - (Math.floor(Date.now() / 60_000) % DAY); // The demo school teaches by day.
    await planLesson(node, token, classId, 'Le théorème', night, 50);
    await planLesson(node, token, classId, 'La symétrie', night + 20, 50);
    await planLesson(node, token, classId, 'Les proportions', -1, 50);
    await signInAsStudent(present.page, node, node.students[0]);
    await enter(present.page, 'Les proportions');
    await eventually('the lesson of yesterday is over', async () =>
      (await ask(node, token, 'GET', `/api/v1/classes/${classId}/lessons?${span(-2 * DAY, -HOUR)}`)).map(({ status }) => status), ['notHeld']);

    await signInAsTeacher(page, node);
    await item('1 élève vous attend').filter({ hasText: 'Les proportions' }).waitFor();
    await page.locator('.attention-part summary').click();
    await item('En même temps que « Le théorème »').filter({ hasText: 'La symétrie' }).waitFor();
    await item('Le cours n’a pas eu lieu').filter({ hasText: 'La tortue' }).waitFor();
    await assertAccessible(page, 'what asks for a look');
    await item('La tortue').getByRole('button', { name: 'Prévoir à nouveau' }).click();
    assert.equal(await page.getByRole('dialog').locator('input[name=title]').inputValue(), 'La tortue d’Élée');
    await page.keyboard.press('Escape');
    await item('La symétrie').getByRole('button', { name: /^C’est vu/ }).click();
    await page.reload();
    await item('1 élève vous attend').waitFor();
    assert.deepEqual([await item('La symétrie').count(), await item('La tortue').count()], [0, 0]);

    await item('1 élève vous attend').getByRole('link').click();
    await page.getByRole('button', { name: 'Commencer le cours' }).click();
    await page.locator('#board').getByText('Le tableau est vide').waitFor();
    started = Date.now();
    await page.getByRole('button', { name: 'Quitter' }).click();
    await item('1 élève est sans professeur').filter({ hasText: 'Les proportions' }).waitFor({ timeout: 2 * PATIENCE_MS }); // The day is read again every 20 s.
  });

  test('shows a class: who is in it, who has no code yet, and what comes next', async () => {
    const { page } = teacher;
    await page.locator('.class-list__link').first().click();
    await page.locator('.students__one').first().waitFor();
    const names = await page.locator('.students__name').allInnerTexts();
    assert.equal(await page.getByText('Code créé le').count(), node.students.length);
    assert.equal(await page.getByText('Pas encore de code', { exact: true }).count(), names.length - node.students.length);
    await page.locator('.class-next', { hasText: 'Les proportions' }).getByRole('link', { name: 'Entrer dans le cours' }).waitFor();
    await page.locator('.class-past__one', { hasText: 'La tortue' }).getByText('N’a pas eu lieu').waitFor();
    const [first] = names.map((name) => name.split(' ')[0]);
    await page.getByLabel('Chercher un élève').fill(first.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase());
    await eventually('the one who was sought is found', async () => (await page.locator('.students__name').allInnerTexts()).includes(names[0]));
    await page.getByLabel('Chercher un élève').fill('qqq');
    await page.getByText('Personne de ce nom').waitFor();
    await page.getByLabel('Chercher un élève').fill('');
    await assertAccessible(page, 'a class');
  });

  test('shows other days: a week side by side, and on a phone one day of it', async () => {
    const { page } = teacher;
    await page.getByRole('link', { name: 'Ma journée' }).click();
    await page.getByRole('link', { name: 'Ma semaine' }).click();
    await page.locator('.week-lesson', { hasText: 'Les proportions' }).getByText('En cours').waitFor();
    await assertAccessible(page, 'a week');
    await page.setViewportSize({ width: 390, height: 844 });
    await eventually('one day is shown', () => page.locator('.week__day:visible').count(), 1);
    await eventually('nothing lies outside the page', () => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await page.goto(`${node.url}/days/${key(-DAY)}`);
    await page.locator('.week-lesson:visible', { hasText: 'La tortue' }).getByText('N’a pas eu lieu').waitFor();
    await assertAccessible(page, 'a day on a phone');
    await page.getByRole('link', { name: 'Semaine précédente' }).click();
    await page.getByText('Pas de cours ce jour-là.').locator('visible=true').waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'Cette semaine' }).click();
    await page.locator('.week__day--today').waitFor();
    await page.goto(`${node.url}/days/soon`);
    await page.locator('.week__day--today').waitFor();
  });

  test('tells a student what they truly missed, and a teacher who was absent', async () => {
    await signInAsStudent(late.page, node, node.students[1]);
    await late.page.waitForFunction((at) => Date.now() > at, started + MISSED_MS, { timeout: MISSED_MS + 20_000 });
    await enter(late.page, 'Les proportions');
    const { page } = teacher;
    await page.goto(`${node.url}/day`);
    await page.locator('.lesson-card', { hasText: 'Les proportions' }).getByRole('link', { name: 'Entrer dans le cours' }).click();
    await page.getByRole('button', { name: 'Terminer le cours' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Terminer le cours' }).click();
    await late.page.locator('#board').getByText('Le cours est terminé').waitFor();

    await late.page.goto(`${node.url}/day`);
    const missed = late.page.locator('.day__missed .lesson-row', { hasText: 'Les proportions' });
    assert.match(await missed.locator('.lesson-row__facts').innerText(), /Manqué\s: \d+\sh\s\d\d – \d+\sh\s\d\d$/);
    await assertAccessible(late.page, 'what a student missed');
    await late.page.getByRole('link', { name: 'Ma semaine' }).click();
    await late.page.locator('.week-lesson', { hasText: 'Les proportions' }).getByText(/^Manqué/).waitFor();
    await present.page.goto(`${node.url}/day`);
    await present.page.locator('.lesson-row', { hasText: 'Les proportions' }).waitFor();
    assert.equal(await present.page.locator('.day__missed').count(), 0);

    await page.goto(`${node.url}/day`);
    await item(/^\d+ absents/).getByRole('link', { name: /^Appel/ }).click();
    await page.locator('.register tbody tr').first().waitFor();
    await page.getByRole('link', { name: 'Ma journée' }).click();
    await page.locator('.class-list__link').first().waitFor();
    assert.equal(await item('absents').count(), 0);
    assert.deepEqual([teacher.faults, present.faults, late.faults], [[], [], []]);
  });
});

const instant = (minutes) => new Date(Date.now() + minutes * 60_000);
const span = (from, to) => new URLSearchParams({ from: instant(from).toISOString(), to: instant(to).toISOString() });

/** The day so many minutes from now, as addresses name it and people in Paris see it. */
const key = (minutes) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(instant(minutes));
