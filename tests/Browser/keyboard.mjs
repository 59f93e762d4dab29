// Somebody who has a keyboard and nothing else: goes from stop to stop, sees at each where they are, and is never thrown out.
import assert from 'node:assert/strict';
import { eventually } from './browser.mjs';

/** Stops on the way to something; more of them are no way. */
const STOPS_MAX = 60;

/** Frames that a stop may take to come into sight. */
const LOOKS_MAX = 60;

/** Put into the page: counts what a mouse or a finger does, and tells where the focus is. */
function observe() {
  globalThis.pressed = 0;
  for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) {
    addEventListener(kind, (event) => event.isTrusted && globalThis.pressed++, { capture: true, passive: true });
  }
}

/** Where the focus is, in words, and what is wrong with how that is shown. */
function describeFocus() {
  const at = document.activeElement;
  if (at === null || at === document.body) {
    return { name: 'nowhere', wrong: 'the focus is nowhere' };
  }

  const name = `${at.tagName.toLowerCase()} “${(at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText ?? '').trim().slice(0, 40)}”`;
  const shownBy = [at, at.closest('label'), at.parentElement].filter((one) => one !== null).some((one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== 'rgba(0, 0, 0, 0)' && (one === at || one.matches(':focus-within'));
  });
  const box = (at.matches('input[type=checkbox], input[type=radio]') ? (at.closest('label') ?? at) : at).getBoundingClientRect();
  const [left, top, right, bottom] = [Math.max(0, box.left), Math.max(0, box.top), Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
  const inSight = right > left && bottom > top;
  // Something of it must lie on top: its middle, or a corner.
  const points = [[(left + right) / 2, (top + bottom) / 2], [left + 3, top + 3], [right - 3, bottom - 3]];
  const uncovered = inSight && points.some(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return found !== null && (at.contains(found) || found.contains(at));
  });
  const isPage = at.matches('main, dialog h2[tabindex="-1"]'); // Where reading begins: nothing to press, and as large as what one sees, or its title.
  return { name, wrong: !shownBy && !isPage ? 'nothing shows the focus' : !inSight ? 'it is out of sight' : !uncovered ? 'it is covered' : undefined };
}

export class Keyboard {
  #page;
  /** Presses of the Tab key so far. */
  stops = 0;

  constructor(page) {
    this.#page = page;
  }

  /** From here on, mouse and finger are counted. */
  async begin() {
    await this.#page.addInitScript(observe);
  }

  /** Presses of a mouse or a finger on this page. */
  presses() {
    return this.#page.evaluate(() => globalThis.pressed);
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }

  type(text) {
    return this.#page.keyboard.type(text);
  }

  /** The focus is somewhere, and seen. */
  async assertSomewhere(after) {
    await eventually(`after ${after}, somewhere and nothing wrong with it`, async () => {
      const { name, wrong } = await this.#page.evaluate(describeFocus);
      return name === 'nowhere' ? name : (wrong ?? 'well'); // What slides in is in sight a moment later.
    }, 'well');
  }

  /** Goes on to something by Tab, or back by Shift and Tab; each stop on the way is seen. */
  async to(locator, { back = false } = {}) {
    await locator.first().waitFor();
    const way = [];
    while (!(await locator.evaluateAll((found) => found.includes(document.activeElement)))) {
      assert.ok(way.length < STOPS_MAX, `no way to ${locator} in ${STOPS_MAX} stops: ${way.join(', ')}`);
      await this.press(back ? 'Shift+Tab' : 'Tab');
      this.stops++;
      const { name, wrong } = await this.#settled();
      way.push(name);
      // Past the last stop, the focus is the browser's own for one press.
      assert.ok(wrong === undefined || (name === 'nowhere' && way.at(-2) !== 'nowhere'), `on the way to ${locator}, on ${name}: ${wrong} (${way.join(', ')})`);
    }
  }

  /** Where the focus is, once what slides in has come. */
  async #settled() {
    for (let looks = 1; ; looks++) {
      const focus = await this.#page.evaluate(describeFocus);
      if (focus.wrong === undefined || focus.name === 'nowhere' || looks === LOOKS_MAX) {
        return focus;
      }

      await this.#page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  /** Goes to something and presses it. */
  async use(locator, key = 'Enter', way = {}) {
    await this.to(locator, way);
    await this.press(key);
  }
}
