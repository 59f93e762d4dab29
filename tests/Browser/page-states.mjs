// Pages that cannot show what was asked for, or that show what is rare: no network, a part that is missing, an empty day, a day
// with lessons missed.
import { PATIENCE_MS } from './browser.mjs';
import { signInAsStudent } from './people.mjs';
import { kept } from './traffic.mjs';

const MINUTE_MS = 60_000;
const ago = (minutes) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

/** Two lessons of which a student missed something; day.test.mjs holds that what the server says is true. */
const missed = () => [
  { lesson: 'demo~a', title: 'Les angles, suite', startedAt: ago(1_500), endedAt: ago(1_450), status: 'leftEarly', missed: [{ from: ago(1_500), to: ago(1_488) }, { from: ago(1_460), to: ago(1_450) }] },
  { lesson: 'demo~b', title: 'La Révolution française', startedAt: ago(2_900), endedAt: ago(2_845), status: 'absent', missed: [{ from: ago(2_900), to: ago(2_845) }] },
].map((lesson) => ({ ...lesson, classTitle: '3e B', startsAt: lesson.startedAt }));

const json = (body, status = 200) => (route) => route.fulfill({ status, json: body });

/** A student's day as it seldom is. @param {(page: import('playwright-core').Page, name: string, more?: object) => Promise<void>} shoot */
export async function shootDays(page, node, shoot) {
  await signInAsStudent(page, node, node.students[0]);
  const states = [
    ['day-missed', '**/api/v1/me/missed*', json(missed()), () => page.locator('.day__missed li').nth(1).waitFor()],
    ['day-empty', '**/api/v1/me/day*', json([]), () => page.getByText('Pas de cours prévu').waitFor()],
    ['day-failed', '**/api/v1/me/day*', json({ status: 503, code: 'unavailable' }, 503), () => page.getByRole('button', { name: 'Réessayer' }).waitFor()],
  ];
  for (const [name, address, answer, isThere] of states) {
    await page.route(address, answer);
    await page.goto(`${node.url}/day`);
    await isThere();
    await shoot(page, name, { fullPage: true });
    await page.unroute(address);
  }
}

/** Pages that are not there: a part of the page cannot be had, it fails, nobody can be asked who sits here. */
export async function shootBroken({ context, page }, node, shoot) {
  await signInAsStudent(page, node, node.students[0]);
  await kept(page);
  const part = /\/assets\/week-page-[^/]*\.js$/;
  await context.route(part, (route) => route.abort());
  await page.goto(`${node.url}/days/today`);
  await page.getByText('Il manque une partie de cette page').waitFor();
  await shoot(page, 'part-missing');
  await context.unroute(part);
  await page.route('**/api/v1/me/day*', json([{}]));
  await page.goto(`${node.url}/day`);
  await page.getByRole('button', { name: 'Recharger' }).waitFor();
  await shoot(page, 'page-broken');
  await page.unroute('**/api/v1/me/day*');
  await context.setOffline(true);
  await page.goto(`${node.url}/day`);
  await page.getByText('Pas de connexion à Internet').waitFor({ timeout: PATIENCE_MS });
  await shoot(page, 'offline-page');
  await context.setOffline(false);
}
