// States of the lesson page that a quiet lesson does not come into: a queue, closings, lines that do not open, parts that are missing.
import { learnBoth } from './looks.mjs';
import { InLesson, signInAsStudent } from './people.mjs';

const SEPARATOR = '\u001e';

/** Why the server closes a connection for good, and what is said then. */
const CLOSINGS = {
  replaced: 'ouvert dans un autre onglet',
  clientTooOld: 'trop ancienne',
  protocolError: 'n’a pas compris cette page',
  lessonFull: 'complet',
  sessionEnded: 'session est terminée',
};

/** How a join is refused for good, and what is said then. */
const REFUSALS = {
  notFound: [404, 'n’existe pas'],
  lessonCancelled: [409, 'a été annulé'],
  lessonDamaged: [500, 'endommagé'],
};

/** Why a page is not, or no more, in the lesson. */
export async function shootStops(page, node, lesson, shoot) {
  let socket;
  await page.routeWebSocket(/hubs/, (route) => {
    route.connectToServer();
    socket = route;
  });
  await signInAsStudent(page, node, node.students[0]);
  await learnBoth(page);
  for (const [code, words] of Object.entries(CLOSINGS)) {
    await page.goto(`${node.url}/lessons/${lesson}`);
    await page.locator('.connection--good').waitFor();
    socket.send(JSON.stringify({ type: 1, target: 'Closing', arguments: [{ code, reconnect: false, spreadMs: 0 }] }) + SEPARATOR);
    await page.locator('#board').getByText(words).waitFor();
    await shoot(page, `lesson-stopped-${code}`);
  }

  const join = /\/api\/v1\/lessons\/[^/]+\/join$/;
  for (const [code, [status, words]] of Object.entries(REFUSALS)) {
    await page.route(join, (route) => route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ status, code }) }));
    await page.goto(`${node.url}/lessons/${lesson}`);
    await page.locator('#board').getByText(words).waitFor();
    await shoot(page, `lesson-stopped-${code}`);
    await page.unroute(join);
  }

  await page.route(join, (route) => route.fulfill({ json: { type: 'waiting', place: 412, likelyMs: 95_000, safeMs: 180_000, retryAfterMs: 600_000 } }));
  await page.goto(`${node.url}/lessons/${lesson}`);
  await page.getByText('Votre place').waitFor();
  await shoot(page, 'lesson-queued');
  await page.unroute(join);
}

/** What is said of a line that comes, goes, and comes back. */
export async function shootComings(page, node, lesson, shoot) {
  // A wait is near its bound, and what is said for a moment is said until its picture is taken.
  await page.addInitScript(() => {
    const wait = globalThis.setTimeout;
    globalThis.setTimeout = (then, ms, ...more) => wait(then, ms === 4_000 ? 60_000 : ms, ...more);
    Math.random = () => 0.3;
  });
  let socket, welcome, isDeaf;
  await page.routeWebSocket(/hubs/, (route) => {
    const server = route.connectToServer();
    [socket, isDeaf] = [route, false];
    server.onMessage((message) => {
      const records = message.toString().split(SEPARATOR).filter(Boolean).map((one) => JSON.parse(one));
      welcome = records.find(({ target }) => target === 'Welcome')?.arguments[0] ?? welcome;
      if (!isDeaf) {
        route.send(message);
      }
    });
  });
  const say = (target, message) => socket.send(JSON.stringify({ type: 1, target, arguments: [message] }) + SEPARATOR);
  const line = page.locator('.status-line');
  await signInAsStudent(page, node, node.students[0]);
  await learnBoth(page);

  const join = /\/api\/v1\/lessons\/[^/]+\/join$/;
  await page.route(join, () => {}); // Never answered.
  await page.goto(`${node.url}/lessons/${lesson}`);
  await page.locator('#board').getByText('Connexion…').waitFor();
  await shoot(page, 'lesson-connecting');
  await page.unroute(join);
  await page.goto(`${node.url}/lessons/${lesson}`);
  await page.locator('.connection--good').waitFor();

  isDeaf = true; // The next true heartbeat would say that nothing is missing.
  say('Heartbeat', { serverTime: new Date().toISOString(), epoch: welcome.epoch, head: welcome.sequence + 157, spreadMs: 0 });
  await line.getByText('157').waitFor();
  await shoot(page, 'lesson-behind');

  await page.route(join, () => {});
  say('Closing', { code: 'draining', reconnect: true, spreadMs: 300_000 });
  await line.getByText('Nouvel essai dans').waitFor();
  await new InLesson(page).write('on a perdu le son ?');
  await line.getByText('1 message').or(line.getByText('1 envoi')).first().waitFor();
  await shoot(page, 'lesson-drained');
  await page.getByRole('button', { name: 'Essayer maintenant' }).click();
  await line.getByText('Reconnexion').waitFor();
  await shoot(page, 'lesson-reconnecting');
  await page.unroute(join);
  await page.reload();
  await page.locator('.connection--good').waitFor();
  say('Closing', { code: 'draining', reconnect: true, spreadMs: 0 });
  await line.locator('.notice--live').waitFor();
  await shoot(page, 'lesson-caught-up');
  await page.unrouteAll();
}

/** What is said of a line that is gone, and of a part of the page that cannot be had, while a document is shown. */
export async function shootLines(page, node, lesson, shoot) {
  const deck = /\/assets\/deck-page-[^/]*\.js$/;
  await page.route(deck, (route) => route.abort());
  await page.goto(`${node.url}/lessons/${lesson}`);
  await page.locator('#board').getByText('Il manque une partie de cette page').waitFor();
  await shoot(page, 'lesson-part-missing');
  await page.unroute(deck);
  await page.route(/\/api\/v1\/lessons\/[^/]+\/join$/, (route) => route.abort());
  await page.routeWebSocket(/hubs/, (route) => void route.close());
  await page.goto(`${node.url}/lessons/${lesson}`);
  await page.getByText('Nouvel essai dans').waitFor();
  await shoot(page, 'lesson-away');
  await page.unrouteAll();
  await page.goto(`${node.url}/lessons/${lesson}`);
  await page.getByText('bloque la connexion du cours').waitFor();
  await shoot(page, 'lesson-blocked');
}
