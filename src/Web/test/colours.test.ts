import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');
const styles = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8').replaceAll(/\/\*.*?\*\//gs, '') }));

test('colours have one home', () => {
  const raw = styles
    .filter(({ file }) => !file.endsWith('tokens.css'))
    .flatMap(({ file, text }) => [...text.matchAll(/#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb|color)\((?!\s*var)[^)]*\)/gi)].map(([colour]) => `${file}: ${colour}`));
  expect(raw).toEqual([]);
});

test('every token that is used there is', () => {
  const made = new Set(styles.flatMap(({ text }) => [...text.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name)));
  const components = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const set = components.map((file) => readFileSync(join(SOURCE, file), 'utf8')).join('\n');
  const missing = styles.flatMap(({ file, text }) => [...text.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name!).filter((name) => !made.has(name) && !set.includes(`'${name}'`)).map((name) => `${file}: ${name}`));
  expect(missing).toEqual([]);
});
