import { describe, expect, test } from 'vitest';
import { picturePdf } from '../src/lesson/deck/picture-pdf';
import { kindOf } from '../src/lesson/deck/pictures';

describe('a document made of pictures', () => {
  const jpeg = (length: number) => ({ bytes: Uint8Array.from({ length }, (_, at) => at % 256), width: 40, height: 30 });

  test('has a table that says where each of its objects begins, and where it begins itself', async () => {
    const text = new TextDecoder('latin1').decode(await picturePdf([jpeg(300), jpeg(7), jpeg(1_000)]).arrayBuffer());
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
    expect(text.slice(table, table + 10)).toBe('xref\n0 12\n');
    const places = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
    expect(places.map((place) => text.slice(place, place + 8))).toEqual(places.map((_, at) => `${at + 1} 0 obj\n`.slice(0, 8).padEnd(8, '<')));
    expect(text.match(/\/Type \/Page /g)).toHaveLength(3);
    expect(text).toContain('/Count 3 /Kids [3 0 R 6 0 R 9 0 R]');
  });

  test('says how long each picture is', async () => {
    const text = new TextDecoder('latin1').decode(await picturePdf([jpeg(300)]).arrayBuffer());
    expect(text).toMatch(/\/Width 40 \/Height 30 .*\/Filter \/DCTDecode \/Length 300 >>\nstream\n/);
  });
});

test('what a file is, its first bytes say, whatever its name and type', async () => {
  const of = (text: string, type = 'image/png') => kindOf(new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], { type }));
  expect(await of('%PDF-1.7')).toBe('pdf');
  expect(await of('\u0089PNG\r\n\u001a\n')).toBe('picture');
  expect(await of('\u00ff\u00d8\u00ff\u00e0')).toBe('picture');
  expect(await of('RIFF1234WEBPVP8 ')).toBe('picture');
  for (const other of ['', '%PD', '<svg onload="alert(1)"/>', 'RIFF1234WAVE', 'GIF89a', '\u0089PNG', 'MZ']) {
    expect(await of(other, 'application/pdf')).toBeUndefined();
  }
});
