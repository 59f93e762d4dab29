const NARROW = '\u202f';
const WIDE = '\u00a0';

/** Sets French spaces and apostrophes as a printer would, so that authors can write plain text, no line starts with a colon, and no number ends one without its unit. */
export function typeset(text: string): string {
  return text
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:%€])/g, `${WIDE}$1`)
    .replace(/(\d) h (\d)/g, `$1${NARROW}h${NARROW}$2`)
    .replace(/(\d|\}\}) (min|s|h|ko|Mo|Go|%)(?![\p{L}\d])/gu, `$1${WIDE}$2`)
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
