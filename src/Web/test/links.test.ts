import { describe, expect, test } from 'vitest';
import { linksIn } from '../src/lesson/chat/links';

describe('addresses in messages', () => {
  const found = (text: string) => linksIn(text).flatMap((part) => (part.href === undefined ? [] : [part.href]));

  test.each<[string, string[]]>([
    ['https://example.org', ['https://example.org/']],
    ['HTTP://EXAMPLE.ORG/A', ['http://example.org/A']],
    ['Voir https://example.org/a.', ['https://example.org/a']],
    ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
    ['« https://example.org/a » !', ['https://example.org/a']],
    ['https://example.org/a, https://example.org/b', ['https://example.org/a', 'https://example.org/b']],
    ['https://élève.example/x', ['https://xn--lve-6lad.example/x']],
    ['<a href="https://example.org/" onclick="alert(1)">x</a>', ['https://example.org/']],
    // What is no address of the web, or hides where it leads.
    ['javascript:alert(1)', []],
    ['JaVaScRiPt://example.org/%0aalert(1)', []],
    ['data:text/html,<script>alert(1)</script>', []],
    ['vbscript:x file:///etc/passwd ftp://example.org blob:https://', []],
    ['xhttps://example.org', []],
    ['https://', []],
    ['https://[::1', []],
    ['https://example.org@evil.example/', []],
    ['https://user:secret@evil.example/', []],
    ['https://example.org/\u202egnp.exe', []],
    ['https://exam\u200bple.org', []],
    ['https://example.org/\u202fet', ['https://example.org/']],
    [`https://example.org/${'a'.repeat(2_001)}`, []],
  ])('of %j are %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
    expect(linksIn(text).map((part) => part.text).join('')).toBe(text);
  });

  test('cost little, whatever is written', () => {
    const began = performance.now();
    for (const text of ['https://a)'.repeat(500), `https://a${'.'.repeat(4_990)}`, `https://${')'.repeat(1_990)}`, 'https://'.repeat(625)]) {
      expect(linksIn(text).map((part) => part.text).join('')).toBe(text);
    }

    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
