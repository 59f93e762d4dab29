const NARROW = '\u202f';
const WIDE = '\u00a0';

/** Sets French spaces and apostrophes as a printer would, so that authors can write plain text and no line starts with a colon. */
export function typeset(text: string): string {
  return text
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:%€])/g, `${WIDE}$1`)
    .replace(/« /g, `«${NARROW}`)
    .replace(/ »/g, `${NARROW}»`)
    .replace(/(\p{L})'/gu, '$1’');
}

/** Typesets every message of a tree. */
export function frenchTypography(messages: object): object {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [key, typeof value === 'string' ? typeset(value) : frenchTypography(value as object)]),
  );
}
