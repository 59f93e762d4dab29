/** Letters that are no other letter with an accent, and count as one all the same; as the server's search has them (SearchWords). */
const LETTERS: Readonly<Record<string, string>> = { đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', ø: 'o', ŧ: 't', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ς: 'σ', '’': "'" };

/** What is written upon a letter or is not seen at all, and makes no other word: not the vowels of Thai or Hindi. */
const MARKS =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]/gu;

/** A text without capitals and accents, to find it by. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase().replace(MARKS, '').replace(/[đðħıłøŧæœßþς’]/gu, (letter) => LETTERS[letter]!);
}

/** Whether every word sought begins a word of the text, whatever the capitals and accents. */
export function matches(sought: string, text: string): boolean {
  const words = wordsOf(text);
  return wordsOf(sought).every((word) => words.some((own) => own.startsWith(word)));
}

/** The words of a text, an address in its parts too. */
const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/\s+/u)
    .flatMap((word) => [...(word.includes('@') ? [word] : []), ...word.split(/[^\p{L}\p{N}\p{M}]+/u)])
    .filter((word) => word !== '');

/**
 * How near what is sought comes to something with a label and further words behind it, the smaller the nearer: it is the label, or
 * begins it, or begins words of it, or begins words of either. Undefined if it does not match.
 */
export function nearness(sought: string, label: string, detail = ''): number | undefined {
  const [text, own] = [fold(sought).trim(), fold(label)];
  const tests = [own === text, own.startsWith(text), matches(sought, label), matches(sought, `${label} ${detail}`)];
  const nearest = tests.indexOf(true);
  return nearest < 0 ? undefined : nearest;
}
