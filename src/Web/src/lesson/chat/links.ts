/** A piece of a message: plain text, or the address it stands for. */
export type TextPart = { text: string; href?: string };

/** Longest address that is made a link, in UTF-16 code units. */
const ADDRESS_MAX = 2_000;

/** Controls, and marks that are not seen or that turn the direction of writing: they make an address look like another. */
const UNSEEN = '\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';
const STARTS_UNSEEN = new RegExp(`^[${UNSEEN}]`, 'u');

/** Up to white space, or what quotes or brackets an address. */
const ADDRESS = new RegExp(`https?://[^\\s<>"«»“”${UNSEEN}]+`, 'giu');

/** What belongs to the sentence rather than to the address, at its end. */
const SENTENCE_END = /[.,;:!?'’*_~…]$/u;

/** Splits a message at its web addresses (http and https, written out). All parts together are the message, letter by letter. */
export function linksIn(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    if (found.length > ADDRESS_MAX) {
      continue;
    }

    const before = index === 0 ? '' : text[index - 1]!;
    const address = withoutSentence(found);
    const isPart = /[\p{L}\p{N}]/u.test(before) || STARTS_UNSEEN.test(text.slice(index + found.length, index + found.length + 1));
    const href = isPart ? undefined : hrefOf(address);
    if (href !== undefined) {
      parts.push({ text: text.slice(end, index) }, { text: address, href });
      end = index + address.length;
    }
  }

  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== '');
}

/** The address that a browser would go to; undefined for what is none, or what pretends to be another by a name before an @. */
function hrefOf(address: string): string | undefined {
  const url = parsed(address);
  return url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' && url.hostname !== '' ? url.href : undefined;
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** Gives back to the sentence its last marks, and a bracket that was opened before the address. */
function withoutSentence(found: string): string {
  let address = found;
  for (;;) {
    const isOver = SENTENCE_END.test(address) || (/[)\]}]$/.test(address) && isUnopened(address));
    if (!isOver) {
      return address;
    }

    address = address.slice(0, -1);
  }
}

function isUnopened(address: string): boolean {
  const close = address.at(-1)!;
  const open = { ')': '(', ']': '[', '}': '{' }[close]!;
  return address.split(close).length > address.split(open).length;
}
