/** Whether every word sought begins a word of the name, whatever the capitals and accents. */
export function matches(sought: string, name: string): boolean {
  const words = wordsOf(name);
  return wordsOf(sought).every((word) => words.some((own) => own.startsWith(word)));
}

function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().replaceAll('đ', 'd').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('œ', 'oe').replaceAll('æ', 'ae');
  return folded.split(/[\s\-'’.]+/u).filter((word) => word !== '');
}
