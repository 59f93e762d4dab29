import './avatar.css';

/** Hues far enough apart to tell neighbours from each other, all readable under dark letters. */
const HUES = 8;

/** The two letters that stand for a name: first of the first word and of the last, as people would choose them. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s\u00a0\u202f]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  if (first === undefined) {
    return '?';
  }

  const last = words.length > 1 ? words[words.length - 1]! : undefined;
  return (letter(first) + (last === undefined ? '' : letter(last))).toLocaleUpperCase();
}

function letter(word: string): string {
  // A grapheme, not a code unit: Vietnamese accents and emoji stay whole.
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)) {
    if (/[\p{L}\p{N}]/u.test(segment)) {
      return segment;
    }
  }

  return '';
}

/** A colour that a person keeps, chosen by their id so that namesakes differ. */
export function hueOf(id: string): number {
  let hash = 7;
  for (const char of id) {
    hash = (hash * 31 + char.codePointAt(0)!) >>> 0;
  }

  return hash % HUES;
}

/** A face without a photograph. Decorative: the name stands beside it. */
export function Avatar({ id, name, away = false, size = 'medium' }: { id: string; name: string; away?: boolean; size?: 'small' | 'medium' | 'large' }) {
  return (
    <span class={`avatar avatar--${size} avatar--hue${hueOf(id)}${away ? ' avatar--away' : ''}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
