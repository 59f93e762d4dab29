// The pages around the day, brought into states to be looked at.
import { eventually } from './browser.mjs';
import { ask, planLesson, signIn } from './crowd.mjs';

/** What asks for a teacher's look, a class, and a week of a teacher and a student. */
export async function shootAround(teacher, student, node, shoot) {
  const token = await signIn(node, { type: 'password', login: node.teacher.login, password: node.teacher.password });
  const [{ plan }] = await ask(node, token, 'GET', `/api/v1/me/day?${new URLSearchParams({ from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date(Date.now() + 86_400_000).toISOString() })}`);
  const { lesson } = await planLesson(node, token, plan.class, 'Les angles, suite', -24 * 60, 50);
  await planLesson(node, token, plan.class, 'Le théorème de Thalès', 26 * 60, 300);
  await planLesson(node, token, plan.class, 'La symétrie', 27 * 60, 50);
  await eventually('the lesson that nobody started is told as such', async () => (await ask(node, token, 'GET', `/api/v1/lessons/${lesson}`)).status, 'notHeld');
  await teacher.goto(`${node.url}/day`);
  await teacher.locator('.attention__item').nth(1).waitFor();
  await shoot(teacher, 'day-attention', { fullPage: true });
  await teacher.goto(`${node.url}/classes/${plan.class}`);
  await teacher.locator('.class-past__one').nth(1).waitFor();
  await shoot(teacher, 'class', { fullPage: true });
  await teacher.goto(`${node.url}/lessons/${lesson}`);
  await teacher.locator('#board').getByText('Personne ne l’a commencé').waitFor();
  await shoot(teacher, 'lesson-not-held');
  for (const [page, name] of [[teacher, 'week-teacher'], [student, 'week-student']]) {
    await page.goto(`${node.url}/days/${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format()}`);
    await page.locator('.week-lesson').first().waitFor();
    await shoot(page, name, { fullPage: true });
  }
}
