import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');

test('whatever takes the focus without being a control says what it is', () => {
  const nameless = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/<(\w+)[^<]*?tabIndex=\{0\}[^<]*?>/gu)].map(([tag, name]) => ({ file, tag, name })))
    .filter(({ tag, name }) => !(/\brole=/.test(tag) || name === 'ol' || name === 'ul') || !/aria-label(ledby)?=/.test(tag));
  expect(nameless).toEqual([]);
});
