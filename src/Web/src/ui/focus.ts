/** Where the focus is or last was, and what that lies in, from the inside out. */
let trail: readonly Element[] = [];

/**
 * Keeps the focus near where it was when what has it goes away or is switched off: a button that did its work, a page that was
 * left. The browser would drop it, and throw whoever has no mouse to the top of the page.
 */
export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => (trail = pathOf(target as Element)));
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
}

function pathOf(element: Element): readonly Element[] {
  return [element, ...(element.parentElement === null ? [] : pathOf(element.parentElement))];
}

function mend(): void {
  const [last, ...around] = trail;
  const has = document.activeElement;
  if (last === undefined || (last.isConnected && !last.matches(':disabled')) || (has !== null && has !== document.body && has !== last)) {
    return;
  }

  // The nearest thing around it that can have the focus; of a page that is gone, the one that comes after it.
  for (const place of [...around, document.querySelector('main')]) {
    const found = place?.isConnected ? (place.matches('dialog, [role=menu]') ? place.querySelector('h2, [role=menuitem]') : place) : null;
    if (found instanceof HTMLElement && found.hasAttribute('tabindex')) {
      found.focus({ preventScroll: true });
      if (document.activeElement === found) {
        return;
      }
    }
  }
}
