import { signal } from '@preact/signals';

/** What the square on a printed card says. */
export type PrintedCard = { school: string; code: string };

/** Longest codes that are looked at, in characters. */
const TEXT_MAX = 64;

/** The card that this page was opened with, until it is used or put away. */
export const scanned = signal<PrintedCard | undefined>(undefined);

/** The codes of a card stand after the #, which browsers send to nobody. */
export function cardOf(hash: string): PrintedCard | undefined {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''));
  const [school, code] = [fragment.get('school')?.trim() ?? '', fragment.get('code')?.trim() ?? ''];
  return school !== '' && code !== '' && school.length <= TEXT_MAX && code.length <= TEXT_MAX ? { school, code } : undefined;
}

/** Takes a card out of the address, before anything is shown or asked: nobody who looks later finds it there. */
export function takeCard(): void {
  if (location.pathname !== '/sign-in') {
    return;
  }

  const card = cardOf(location.hash);
  if (card !== undefined) {
    history.replaceState(history.state, '', location.pathname + location.search);
    scanned.value = card;
  }
}

/** The groups in which a code is printed, however it was written. */
export function printedCode(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase().replace(/(.{4})(?=.)/g, '$1-');
}
