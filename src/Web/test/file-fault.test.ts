import { expect, test } from 'vitest';
import { ApiError } from '../src/api/http';
import { problemText } from '../src/api/problem';
import { chooseLanguage, startLanguage } from '../src/i18n';
import { fileFault } from '../src/lesson/deck/file-fault';

const named = (name: string) => Object.assign(new Error('no matter'), { name });

test('only what is wrong with the file itself is called a damaged file', async () => {
  await startLanguage();
  await chooseLanguage('fr');
  const codes = ['PasswordException', 'InvalidPDFException', 'UnknownErrorException', 'InvalidStateError'].map((name) => (fileFault(named(name), 'a.pdf') as ApiError).code);
  expect(codes).toEqual(['deckEncrypted', 'deckBroken', 'deckBroken', 'deckBroken']);
  expect(fileFault(new DOMException('gone', 'NotReadableError'), 'a.png')).toMatchObject({ code: 'fileUnreadable', members: { file: 'a.png' } });
  for (const other of [new TypeError('Failed to fetch'), new Error('Setting up fake worker failed'), new ApiError(0, 'offline', undefined, {}), new ApiError(415, 'deckFormatUnknown', undefined, {})]) {
    expect(fileFault(other)).toBe(other);
    expect(problemText(fileFault(other))).not.toContain('abîmé');
  }
});
