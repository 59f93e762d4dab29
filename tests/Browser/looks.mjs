// Takes pictures of what people see, in every look, and holds each look to axe.
import { join } from 'node:path';
import { assertAccessible } from './browser.mjs';
import { root } from './node.mjs';

export const folder = join(root, 'artifacts/screenshots');

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** Both languages and both themes; with ./test.sh --all every pair of them. The last is the one that the stories go on in. */
const LOOKS = [
  ['en', 'dark'],
  ...(process.env.CLASSROOM_TESTS === 'all' ? [['en', 'light'], ['fr', 'dark']] : []),
  ['fr', 'light'],
];

/** What the page lies on, as computed: so a picture is taken only once its theme is there. */
const PAPER = { light: 'rgb(248, 243, 232)', dark: 'rgb(19, 27, 25)' };

/** Switches the page's language, also behind a dialog. A page that has no button for it is opened anew in that language. */
export async function speak(page, language) {
  const button = page.locator(`.preferences [lang=${language}]`);
  if (await button.count()) {
    await button.first().dispatchEvent('click');
  } else if ((await page.locator('html').getAttribute('lang')) !== language) {
    await page.evaluate((chosen) => localStorage.setItem('classroom.language', chosen), language);
    await page.reload();
    await page.locator('main').getByRole('button').first().waitFor();
  }

  await page.locator(`html[lang=${language}]`).waitFor();
}

/** A language that was never loaded cannot be had without a line. */
export async function learnBoth(page) {
  await speak(page, 'en');
  await speak(page, 'fr');
}

async function dress(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((expected) => getComputedStyle(document.documentElement).backgroundColor === expected, PAPER[colorScheme]);
  // Chromium leaves some text of an open dialog in the colours of before, until it is opened anew.
  await page.evaluate(() => {
    for (const dialog of document.querySelectorAll('dialog[open]')) {
      const focused = document.activeElement;
      dialog.close();
      dialog.showModal();
      focused?.focus();
    }
  });
}

/** The same state in every look, on a desk and on a phone. */
export async function shoot(page, name, { fullPage = false } = {}) {
  for (const [language, colorScheme] of LOOKS) {
    await page.setViewportSize(DESK);
    await speak(page, language);
    await dress(page, colorScheme);
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size);
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running')); // The tests' people want reduced motion.
      await page.screenshot({ path: join(folder, `${name}-${size.width}-${language}-${colorScheme}.png`), fullPage });
    }

    await assertAccessible(page, `${name} in ${language}, ${colorScheme}`);
  }

  await dress(page, 'light');
  await page.setViewportSize(DESK);
}

/** The same state in a window of another size, in which nothing may lie outside to the right; in the look that the story goes on in. */
export async function shootWindow(page, name, width, height) {
  await page.setViewportSize({ width, height });
  await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  await page.setViewportSize(DESK);
}
