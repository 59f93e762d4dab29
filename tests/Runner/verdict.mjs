// Turns what the suites did into the text and the exit code of the whole run.

/**
 * @typedef {import('./reports.mjs').Outcome} Outcome
 * @typedef {{ suite: string, outcomes: Outcome[] }} SuiteResult
 */

/**
 * What a suite that ran to its end has to show. A crash, a missing report or no test at all is a failure of its own.
 * @param {{ code: number | null, signal: string | null, timedOut: boolean, error?: Error }} exit
 * @param {Outcome[] | Error} report
 * @param {string} log where the program's output is
 * @param {string} [last] the last lines of it, told of a program that did not end by itself
 * @returns {Outcome[]}
 */
export function judge(exit, report, timeoutMs, log, last = '') {
  const outcomes = report instanceof Error ? [] : report;
  const say = (message) => [...outcomes, failure('the suite as a whole', `${message} Its output: ${log}`)];
  if (exit.error) {
    return say(`It could not be started: ${exit.error.message}.`);
  }
  if (exit.timedOut) {
    return [...outcomes, failure('the suite as a whole', `It was ended after ${timeoutMs / 1000} s. Its output: ${log}, at the end:\n${last}`)];
  }
  if (report instanceof Error) {
    return say(`It ended with ${ending(exit)} and left no readable report (${report.message}).`);
  }
  if (outcomes.length === 0) {
    return say('It ran no tests.');
  }
  const failed = outcomes.some((outcome) => outcome.status === 'failed');
  return exit.code !== 0 && !failed ? say(`Its tests passed, but it ended with ${ending(exit)}.`) : outcomes;
}

export function failure(name, message) {
  return { name, status: 'failed', message, trace: '' };
}

export function skip(name, missing) {
  return { name, status: 'skipped', message: missing, trace: '' };
}

export function count(outcomes) {
  const of = (status) => outcomes.filter((outcome) => outcome.status === status).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

/** `N passed, M failed`, and `, K skipped` if any. */
export function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * The end of the run: every failure with its message, every skip with what it misses, the line of totals last.
 * @param {SuiteResult[]} results
 * @returns {{ text: string, exitCode: number }}
 */
export function conclude(results) {
  const all = results.flatMap(({ suite, outcomes }) => outcomes.map((outcome) => ({ suite, ...outcome })));
  const totals = count(all);
  const failures = all.filter((outcome) => outcome.status === 'failed').flatMap(({ suite, name, message, trace }) => ['', `FAILED  ${suite}: ${name}`, ...indent(message), ...indent(trace)]);
  const skips = all.filter((outcome) => outcome.status === 'skipped').map(({ suite, name, message }) => `skipped ${suite}: ${name}: ${message || 'no reason given'}`);
  const text = [...failures, ...(skips.length > 0 ? ['', ...skips] : []), '', line(totals)].join('\n');
  return { text, exitCode: totals.failed > 0 || totals.passed === 0 ? 1 : 0 };
}

function ending({ code, signal }) {
  return signal ? `signal ${signal}` : `exit code ${code}`;
}

function indent(text) {
  return text.split('\n').filter((row) => row.trim() !== '').slice(0, 40).map((row) => `        ${row}`);
}
