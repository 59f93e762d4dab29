// What people do on the pages, in their words.
import { eventually } from './browser.mjs';

export const signInAsTeacher = (page, node) => signInAsStaff(page, node, node.teacher);
export const signInAsOffice = (page, node) => signInAsStaff(page, node, node.office);

async function signInAsStaff(page, node, { login, password }) {
  await page.goto(`${node.url}/sign-in?as=staff`);
  await page.locator('input[name=username]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in'); // Which greets too.
  await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
}

export async function signInAsStudent(page, node, student) {
  await page.goto(`${node.url}/sign-in`);
  await page.locator('input[name=school]').fill(student.school);
  await page.locator('input[name=code]').fill(student.code);
  await page.getByRole('button', { name: 'Entrer', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in'); // Which greets too.
  await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
}

/** From the day into the lesson. */
export async function enter(page, title) {
  await page.locator('.lesson-card', { hasText: title }).getByRole('link').click();
  await page.locator('.connection--good').waitFor();
}

/** A teacher's way into a lesson whose hour it is, without starting it. */
export async function enterOnly(page, title) {
  const card = page.locator('.lesson-card', { hasText: title });
  await card.getByRole('button', { name: /^Plus d’actions/ }).click();
  await card.getByRole('menuitem', { name: 'Entrer sans commencer' }).click();
  await page.locator('.connection--good').waitFor();
}

/** Waits until a page is back in its lesson; presses what it offers for that, as one does who does not want to wait. */
export async function backInLesson(page) {
  const now = page.getByRole('button', { name: 'Essayer maintenant' });
  await eventually('back in the lesson', async () => {
    if (await now.isVisible()) {
      await now.click({ timeout: 1_000 }).catch(() => {});
    }

    return page.locator('.connection--good').isVisible();
  });
}

/** Somebody inside the lesson. */
export class InLesson {
  constructor(page) {
    this.page = page;
  }

  async panel(name) {
    await this.page.getByRole('tab', { name }).click();
  }

  async write(text) {
    await this.panel(/^Discussion/);
    await this.page.getByRole('textbox', { name: /^Écrire/ }).fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** To whom the next message goes. */
  async address(to) {
    await this.panel(/^Discussion/);
    await this.page.getByRole('group', { name: 'Destinataire' }).getByRole('button', { name: to, exact: true }).click();
  }

  /** What can be read of the conversation, in order, without what is still on its way. */
  messages() {
    return this.page.locator('.said:not(.said--pending):not(.said--failed) .said__text').allInnerTexts();
  }

  /** Names of raised hands, in order. */
  hands() {
    return this.page.locator('.board__hand > span').allInnerTexts();
  }

  /** The teacher's menu of one person. */
  async act(name, action) {
    await this.panel(/^Classe/);
    await this.page.getByRole('button', { name: `Actions pour ${name}` }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  board() {
    return this.page.locator('#board');
  }
}

/**
 * Counts what somebody does on a page from now on: presses of the mouse or a finger, and fields that are written in. Programs
 * that press for them are not counted.
 */
export async function countDeeds(page) {
  const begin = () => {
    globalThis.deeds = { presses: 0, fields: new Set() };
    if (!globalThis.deedsCounted) {
      globalThis.deedsCounted = true;
      addEventListener('pointerdown', (event) => event.isTrusted && globalThis.deeds.presses++, true);
      addEventListener('input', ({ target }) => target.matches('input, textarea') && globalThis.deeds.fields.add(target.name || target.id), true);
    }
  };
  await page.addInitScript(begin);
  await page.evaluate(begin);
  return {
    presses: () => page.evaluate(() => globalThis.deeds.presses),
    fields: () => page.evaluate(() => globalThis.deeds.fields.size),
  };
}
