// Reads the reports of test programs: what passed, failed and was skipped. Never their printed text.
import { readFile } from 'node:fs/promises';

/** @typedef {{ name: string, status: 'passed' | 'failed' | 'skipped', message: string, trace: string }} Outcome */

// xunit writes these as they are when a message holds them, which is not JSON.
const unescaped = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** CTRF, as xunit and our reporter for node:test write it. @returns {Promise<Outcome[]>} */
export async function readCtrf(file) {
  const { results } = JSON.parse((await readFile(file, 'utf8')).replace(unescaped, '�'));
  const tests = results.tests.map(({ name, status, message, trace }) => outcome(name, status, message, trace));

  // What fails around the tests (a fixture that cannot be disposed of, say) stands apart in xunit's report.
  const suites = results.extra?.suites ?? [];
  const around = suites.flatMap((suite) => [suite, ...(suite.collections ?? [])]).flatMap((part) => part.errors ?? []);
  return [...tests, ...around.map((error) => outcome('around the tests', 'failed', error.message ?? JSON.stringify(error), error.trace))];
}

/** The JSON of vitest. @returns {Promise<Outcome[]>} */
export async function readVitest(file) {
  const { testResults } = JSON.parse(await readFile(file, 'utf8'));
  return testResults.flatMap((unit) => {
    const tests = unit.assertionResults.map((test) => outcome(test.fullName, vitestStatus(test.status), test.failureMessages?.join('\n') || missingPiece(test.fullName)));
    // A file that cannot be loaded has no tests to fail.
    return unit.status === 'failed' && !tests.some((test) => test.status === 'failed') ? [...tests, outcome(unit.name, 'failed', unit.message)] : tests;
  });
}

// vitest reports no reason for a skip; our tests say it at the end of their name.
function missingPiece(name) {
  return /\((needs .+)\)$/.exec(name)?.[1];
}

function vitestStatus(status) {
  return status === 'pending' || status === 'todo' || status === 'disabled' ? 'skipped' : status;
}

function outcome(name, status, message, trace) {
  // A status that we do not know is no reason to call the run good.
  const known = status === 'passed' || status === 'skipped' ? status : 'failed';
  return { name, status: known, message: message ?? '', trace: trace ?? '' };
}
