// What the lesson page does by itself: says what is so with the line, keeps what was typed, works by keyboard, and holds five hundred people.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { root, startDemoNode } from './node.mjs';
import { enter, InLesson, signInAsStudent, signInAsTeacher } from './people.mjs';

const PEOPLE = 500;
const LONG_TASK_MS = 200;
const SEPARATOR = '\u001e';

/** Puts a crowd into the view that the server welcomes with. */
function withCrowd(message) {
  return message
    .split(SEPARATOR)
    .map((part) => {
      const record = part === '' ? {} : JSON.parse(part);
      if (record.target !== 'Welcome' || !record.arguments[0].view) {
        return part;
      }

      const { view } = record.arguments[0];
      view.people = { ...view.people };
      for (let n = 0; n < PEOPLE; n++) {
        view.people[`crowd${n}`] = { since: '2026-11-24T08:00:00.000Z' };
      }

      view.hands = Array.from({ length: 40 }, (_, n) => ({ participant: `crowd${n}`, at: `2026-11-24T08:${String(n).padStart(2, '0')}:00.000Z` }));
      return JSON.stringify(record);
    })
    .join(SEPARATOR);
}

describe('the lesson page', () => {
  let node, browser, teacher, student;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [teacher, student] = await Promise.all([browser.person(), browser.person()]);
    await signInAsTeacher(teacher.page, node);
    await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('button', { name: 'Commencer le cours' }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await signInAsStudent(student.page, node, node.students[0]);
    await enter(student.page, node.lesson);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('comes back from a reload to the same tab, recipient and words', async () => {
    const { page } = student;
    const zoe = new InLesson(page);
    await zoe.address('Au professeur');
    await page.getByRole('textbox', { name: /^Écrire/ }).fill('pas encore envoyé');
    await page.reload();
    await page.locator('.connection--good').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Écrire au professeur, en privé' }).inputValue(), 'pas encore envoyé');
    await page.getByRole('textbox', { name: /^Écrire/ }).fill('');
  });

  test('is worked by keys alone, which ? shows', async () => {
    const { page } = student;
    await page.locator('#board').focus(); // Out of the box where one writes: there, letters are letters.
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Clavier' }).waitFor();
    await assertAccessible(page, 'the map of keys');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('t');
    await page.keyboard.press('h');
    await page.getByRole('button', { name: 'Baisser la main', pressed: true }).waitFor();
    await eventually('the teacher is told aloud', () => teacher.page.locator('.announcer').innerText(), `${node.students[0].name} lève la main.`);
    await page.keyboard.press('c');
    await page.locator('.composer__text:focus').waitFor();
    await page.keyboard.type('au clavier');
    await page.keyboard.press('Enter');
    await page.locator('.said:not(.said--pending)', { hasText: 'au clavier' }).waitFor();
  });

  test('finds what was said', async () => {
    const { page } = student;
    for (let n = 0; n < 60; n++) {
      await page.locator('.composer__text').fill(`message ${n}`);
      await page.keyboard.press('Enter');
    }

    await page.locator('.said:not(.said--pending)', { hasText: /^message 59/ }).waitFor();
    await page.reload(); // From here on the page holds the latest fifty.
    await page.locator('.said', { hasText: 'message 59' }).waitFor();
    assert.equal(await page.locator('.said', { hasText: 'au clavier' }).count(), 0);
    await eventually('scrolling up brings what was said before', async () => {
      await page.locator('.chat__list').evaluate((list) => list.scrollTo(0, 0));
      return page.locator('.said', { hasText: 'au clavier' }).count();
    }, 1);
    await page.getByRole('button', { name: 'Chercher dans la discussion' }).click();
    await page.getByLabel('Chercher dans la discussion').first().fill('AU CLAV');
    await page.keyboard.press('Enter');
    await page.locator('.chat__found', { hasText: 'au clavier' }).waitFor();
    await page.screenshot({ path: join(root, 'artifacts/lesson-search.png') });
    await assertAccessible(page, 'a search');
  });

  test('finds what was said in private with one student, whatever its accents', async () => {
    const zoe = new InLesson(student.page);
    await zoe.address('Au professeur');
    await zoe.write('Où est le numérateur ?');
    await new InLesson(teacher.page).write('Où est votre énoncé ?');
    await zoe.address('À tous');
    for (const [{ page }, label] of [[student, 'En privé avec le professeur'], [teacher, `En privé avec ${node.students[0].name}`]]) {
      await page.locator('.said:not(.said--pending)', { hasText: 'énoncé' }).waitFor({ state: 'attached' }); // A search that is still open has the place of the talk.
      await page.locator('.said--private', { hasText: 'numérateur' }).waitFor({ state: 'attached' });
      if ((await page.getByRole('search').count()) === 0) {
        await page.getByRole('button', { name: 'Chercher dans la discussion' }).click();
      }

      const found = () => page.locator('.chat__found .person__name').allInnerTexts();
      await page.getByRole('search').getByLabel('Chercher dans la discussion').first().fill('OU EST');
      await page.keyboard.press('Enter');
      await eventually('it is found without its accents', async () => (await found()).sort(), ['Où est le numérateur ?', 'Où est votre énoncé ?']);
      await page.getByLabel('Où chercher').selectOption({ label });
      await eventually('the private thread and nothing else is found', found, ['Où est le numérateur ?']);
      await assertAccessible(page, 'a search in private');
    }

    await student.page.screenshot({ path: join(root, 'artifacts/lesson-search-private.png') });
  });

  test('says that a proxy blocks WebSockets, and what to tell whom', async () => {
    const { page } = student;
    await page.routeWebSocket(/hubs/, (socket) => void socket.close());
    await page.reload();
    await page.getByText('Le réseau où vous êtes bloque la connexion du cours').waitFor();
    const facts = [new URL(node.url).hostname, new URL(node.url).port, '/hubs/lesson', 'WebSocket (ws)'];
    await eventually('what to tell', () => page.locator('.blocked__facts dd').allInnerTexts(), facts); // A slow answer of the server makes it doubt for a moment.
    await assertAccessible(page, 'a blocked line');
  });

  test('scrolls through five hundred people without a long task', async () => {
    const { page } = teacher;
    await page.routeWebSocket(/hubs/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => server.send(message));
      server.onMessage((message) => socket.send(withCrowd(message)));
    });
    await page.reload();
    await new InLesson(page).panel(/^Classe/);
    await eventually('all are there', () => page.locator('.people li.person').count().then((count) => count >= PEOPLE));
    const takes = [];
    for (let take = 0; take < 3 && !(Math.max(0, ...(takes.at(-1) ?? [Infinity])) <= LONG_TASK_MS); take++) {
      takes.push(await longTasksOfScrolling(page)); // A busy machine is not a slow page: the best of three.
    }

    console.log(`Long tasks while scrolling through ${PEOPLE} people, in ms, by take: ${JSON.stringify(takes)}`);
    assert.ok(Math.max(0, ...takes.at(-1)) <= LONG_TASK_MS, JSON.stringify(takes));
    await assertAccessible(page, 'five hundred people');
  });

  test('did nothing that no page may do', () => {
    assert.deepEqual([teacher, student].flatMap(({ faults }) => faults), []);
  });
});

/** Scrolls the list of people to its end and back, a frame at a time, and says how long the page was deaf, each time it was. */
function longTasksOfScrolling(page) {
  return page.evaluate(async () => {
    const list = document.querySelector('.people');
    const tasks = [];
    const observer = new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map((entry) => Math.round(entry.duration))));
    observer.observe({ type: 'longtask' });
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (const step of [300, -300]) {
      for (let at = 0; at < list.scrollHeight; at += Math.abs(step)) {
        list.scrollBy(0, step);
        await frame();
      }
    }

    await frame();
    observer.disconnect();
    return tasks;
  });
}
