// What the page may cost: bytes of a first load, of a join and of a lesson's hour, and the time to a lesson on a weak line.
// docs/capacity.md says how the hour is reckoned.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually, startBrowser } from './browser.mjs';
import { emptyPdf, issueCodes, joinCrowd } from './crowd.mjs';
import { startDemoNode } from './node.mjs';
import { enter, InLesson, signInAsStudent } from './people.mjs';
import { bytesOf, countTraffic, kept, keptPaths, settled, WEAK_LINE } from './traffic.mjs';

const FIRST_LOAD_BYTES = 150_000;
const JOIN_BYTES = 60_000;
const HOUR_BYTES = 1_000_000;
const FIRST_MS = 6_000;
const AGAIN_MS = 2_000;

const LESSON = 'demo~now';
const HOUR_S = 3_600;

/** An hour of a class that takes part: this much of each, evenly mixed. */
const HOUR = { lines: 200, hands: 40, polls: 6, pages: 60 };
const LINE = 'Je crois qu’il faut d’abord mettre au même dénominateur, non ?';

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

describe('budgets', { timeout: 600_000 }, () => {
  let node, browser, codes, student;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    codes = await issueCodes(node, LESSON);
    student = { school: 'demo', code: codes.at(-1).code };
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  /** What was measured, for whoever reads the run. */
  function assertWithin(t, what, { total, parts, sockets }, most) {
    t.diagnostic(`${what}: ${kb(total)} of ${kb(most)}; sockets ${kb(sockets.received + sockets.sent)} in ${sockets.messages} messages`);
    assert.ok(total <= most, `${what}: ${total} bytes, at most ${most}\n${Object.entries(parts).map(([path, bytes]) => `${bytes} ${path}`).join('\n')}`);
  }

  test('a first load, and a join on a second visit', async (t) => {
    const { context, page } = await browser.person();
    const first = await countTraffic(page);
    await signInAsStudent(page, node, student);
    await settled(page);
    await kept(page);
    const own = first.read();
    // What the page has fetched itself comes to the service worker from the browser's cache.
    const bytes = await bytesOf(page, ['/worker.js', ...(await keptPaths(page)).filter((path) => !(path in own.parts))]);
    assertWithin(t, `first load, to the day, ${kb(bytes)} of it to open without a network`, { ...own, total: own.total + bytes }, FIRST_LOAD_BYTES);
    await page.close();

    const second = await context.newPage();
    const join = await countTraffic(second);
    await second.goto(`${node.url}/day`);
    await second.locator('.lesson-card', { hasText: node.lesson }).waitFor();
    await settled(second);
    const before = await keptPaths(second);
    join.restart();
    await enter(second, node.lesson);
    const joined = join.read();
    await settled(second);
    const files = await bytesOf(second, (await keptPaths(second)).filter((path) => !before.includes(path)));
    assertWithin(t, `join, ${kb(files)} of it the code of the lesson`, { ...joined, total: joined.total + files }, JOIN_BYTES);
    await context.close();
  });

  test('the time to a lesson on a weak line, the first time and again', async (t) => {
    const times = { first: [], again: [] };
    for (let round = 0; round < 3; round++) {
      const { context } = await browser.person();
      const answer = await context.request.post(`${node.url}/api/v1/session`, { headers: { 'X-Classroom': 'tests' }, data: { type: 'code', ...student, remember: true } });
      assert.ok(answer.ok(), await answer.text());
      for (const which of ['first', 'again']) {
        const page = await context.newPage();
        const { session } = await countTraffic(page);
        await session.send('Network.emulateNetworkConditions', WEAK_LINE);
        const start = performance.now();
        await page.goto(`${node.url}/lessons/${LESSON}`, { waitUntil: 'commit' });
        await page.locator('.connection--good').waitFor();
        times[which].push(performance.now() - start);
        await kept(page);
        await page.close();
      }

      await context.close();
    }

    for (const [which, most] of [['first', FIRST_MS], ['again', AGAIN_MS]]) {
      const middle = times[which].sort((a, b) => a - b)[1];
      t.diagnostic(`a lesson on a weak line, ${which}: ${times[which].map(Math.round).join(', ')} ms; at most ${most} ms`);
      assert.ok(middle <= most, `${which}: ${Math.round(middle)} ms in the middle of ${times[which].map(Math.round).join(', ')}, at most ${most}`);
    }
  });

  test('an hour of a student', async (t) => {
    const measured = await browser.person();
    await signInAsStudent(measured.page, node, student);
    await enter(measured.page, node.lesson);
    await settled(measured.page);
    const traffic = await countTraffic(measured.page);
    await measured.page.reload(); // The count of a socket begins with the socket.
    await measured.page.locator('.connection--good').waitFor();
    await settled(measured.page);
    traffic.restart();
    const began = performance.now();

    const helper = await browser.person();
    const crowd = await joinCrowd(node, helper.page, LESSON, codes.slice(0, -1));
    await crowd.act(0, { type: 'startLesson' });
    assert.deepEqual(await crowd.answers(), []);
    const { deck } = await crowd.upload('Fractions', HOUR.pages + 1, emptyPdf(HOUR.pages + 1));
    await crowd.act(0, { type: 'showDeck', deck, page: 1 });
    const zoe = new InLesson(measured.page);
    const every = (count) => Math.floor(HOUR.lines / count);
    for (let line = 0, hands = 0, pages = 0, polls = 0; line < HOUR.lines; line++) {
      const who = line % crowd.size;
      await crowd.signal(who, { type: 'typing' });
      await crowd.act(who, { type: 'postMessage', text: `${line + 1}. ${LINE}` });
      if (line % every(HOUR.hands) === 0 && hands++ < HOUR.hands) {
        await crowd.act(1 + (line % (crowd.size - 1)), { type: 'raiseHand' });
        await crowd.answers();
        await crowd.act(1 + (line % (crowd.size - 1)), { type: 'lowerHand' });
      }

      if (line % every(HOUR.pages) === 0 && pages++ < HOUR.pages) {
        await crowd.act(0, { type: 'turnPage', page: 1 + pages });
      }

      if (line % every(HOUR.polls) === 0 && polls++ < HOUR.polls) {
        await crowd.act(0, { type: 'askPoll', kind: 'choices', question: 'Combien font 3/4 + 1/8 ?', choices: ['4/12', '7/8', '1', '3/32'] });
        const poll = await crowd.lastPoll(polls);
        for (let one = 1; one < crowd.size; one++) {
          await crowd.act(one, { type: 'answerPoll', poll, choices: [one % 4] });
        }

        await crowd.answers();
        await crowd.act(0, { type: 'closePoll', poll });
        await crowd.act(0, { type: 'publishPoll', poll });
        await zoe.write(`Ma ligne ${polls}`);
      }

      // One after the other, so that each comes in a message of its own as it does when they are minutes apart.
      assert.deepEqual(await crowd.answers(), []);
    }

    await eventually('the last line is there', async () => (await zoe.messages()).some((text) => text.startsWith(`${HOUR.lines}. `)));
    await measured.page.locator('.connection--good').waitFor();
    const events = traffic.read();
    const played = (performance.now() - began) / 1000;

    // What a quiet lesson costs: whole heartbeats, both ways, until there were enough of them.
    traffic.restart();
    const quietFrom = performance.now();
    for (const messages of [2, 4, 6]) {
      await eventually('heartbeats came', () => traffic.read().sockets.messages >= messages);
    }

    const quiet = traffic.read();
    const quietBytes = (quiet.total / ((performance.now() - quietFrom) / 1000)) * HOUR_S;

    t.diagnostic(`an hour: ${kb(events.total)} of events among ${crowd.size + 1} people (played in ${played.toFixed(0)} s), ${kb(quietBytes)} of heartbeats`);
    assertWithin(t, 'an hour', { ...events, total: events.total + quietBytes }, HOUR_BYTES);
    assert.deepEqual(measured.faults, []);
    await measured.context.close();
    await helper.context.close();
  });
});
