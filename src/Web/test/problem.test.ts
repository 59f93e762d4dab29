import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ApiError } from '../src/api/http';
import { problemText } from '../src/api/problem';
import { chooseLanguage, startLanguage } from '../src/i18n';
import * as en from '../src/i18n/en/errors';
import * as fr from '../src/i18n/fr/errors';

beforeAll(async () => {
  await startLanguage();
  await chooseLanguage('fr');
});

test.each(['lessonEnded', 'logFull', 'textInvalid', 'textTooLong', 'ejected', 'tooManyDecks'])('a request refused with %s says why', (code) => {
  expect(problemText(new ApiError(409, code, undefined, {}))).not.toBe(fr.problem.unknown);
});

test('no limit of the server stands in a text: an installation may have another', () => {
  const limits = [fr, en].flatMap(({ problem, refusal }) => Object.entries({ ...problem, ...refusal })).filter(([, text]) => /\d|\b(dix|douze|vingt|ten|twelve|twenty)\b/.test(text.replaceAll(/\{\{\w+\}\}/g, '')));
  expect(limits).toEqual([]);
  const passwordRules = readFileSync(join(import.meta.dirname, '../../Gateway/Identity/Passwords/PasswordRules.cs'), 'utf8');
  const form = readFileSync(join(import.meta.dirname, '../src/identity/welcome-page.tsx'), 'utf8');
  expect(/PASSWORD_MIN = (\d+)/.exec(form)![1]).toBe(/LengthMin = (\d+)/.exec(passwordRules)![1]);
});
