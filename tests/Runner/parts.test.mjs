// What a whole run cannot show within a test's patience.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inLanes } from './lanes.mjs';
import { run } from './processes.mjs';
import { readCtrf, readVitest } from './reports.mjs';
import { browserParts } from './suites.mjs';
import { conclude, judge } from './verdict.mjs';

function folder(context) {
  const path = mkdtempSync(join(tmpdir(), 'classroom-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a program is ended at its time limit, with what it started, and that is a failure', async (context) => {
  const log = join(folder(context), 'log');
  const exit = await run({ command: 'bash', args: ['-c', 'sleep 600 & echo $!; wait'], cwd: '/', log, timeoutMs: 500 });
  assert.equal(exit.timedOut, true);
  const [outcome] = judge(exit, new Error('no such file'), 500, log, 'the last it said');
  assert.equal(outcome.status, 'failed');
  assert.match(outcome.message, /^It was ended after 0\.5 s\..*\nthe last it said$/);
  const child = Number(readFileSync(log, 'utf8'));
  assert.ok(child > 0);
  assert.ok(hasEnded(child), 'what it started runs on');
});

function hasEnded(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] === 'Z'; // Killed; its new parent has not looked yet.
  } catch {
    return true;
  }
}

test('a program that does not exist is a failure', async (context) => {
  const exit = await run({ command: 'no-such-program', args: [], cwd: '/', log: join(folder(context), 'log'), timeoutMs: 500 });
  assert.match(judge(exit, new Error('no report'), 500, 'log')[0].message, /could not be started/);
});

test('what fails around the tests of xunit is a failure', async (context) => {
  const file = join(folder(context), 'report.json');
  const tests = [{ name: 'A hand goes up', status: 'passed' }];
  writeFileSync(file, JSON.stringify({ results: { tests, extra: { suites: [{ errors: [{ message: 'The fixture broke.' }], collections: [] }] } } }));
  const outcomes = await readCtrf(file);
  assert.deepEqual(outcomes.map(({ status, message }) => [status, message]), [['passed', ''], ['failed', 'The fixture broke.']]);
});

test('a file that vitest cannot load is a failure', async (context) => {
  const file = join(folder(context), 'report.json');
  const assertionResults = [{ fullName: 'the fold adds a hand', status: 'passed' }, { fullName: 'later', status: 'todo' }];
  writeFileSync(file, JSON.stringify({ testResults: [
    { name: 'fold.test.ts', status: 'passed', assertionResults },
    { name: 'broken.test.ts', status: 'failed', message: 'Unexpected token', assertionResults: [] },
  ] }));
  assert.deepEqual((await readVitest(file)).map(({ status }) => status), ['passed', 'skipped', 'failed']);
});

test('a run in which nothing passed is not a good run', () => {
  const missing = { name: 'the suite as a whole', status: 'skipped', message: 'Chromium is missing', trace: '' };
  assert.equal(conclude([{ suite: 'Browser', outcomes: [missing] }]).exitCode, 1);
  assert.equal(conclude([]).exitCode, 1);
});

test('suites run side by side in lanes, after those that they come after; one that measures runs alone, at the end', async () => {
  const beside = new Map();
  const running = new Set();
  const order = [];
  const suites = [{ name: 'measures', alone: true }, { name: 'reads', after: 'writes' }, { name: 'writes' }, { name: 'other' }, { name: 'last' }];
  await inLanes(suites, 2, async ({ name }) => {
    running.add(name);
    order.push(name);
    for (const one of running) {
      beside.set(one, Math.max(beside.get(one) ?? 0, running.size));
    }

    await new Promise(setImmediate);
    running.delete(name);
  });
  assert.deepEqual(order.toSorted(), suites.map(({ name }) => name).toSorted());
  assert.deepEqual(order.slice(0, 2), ['writes', 'other']);
  assert.ok(order.indexOf('reads') > order.indexOf('writes'));
  assert.equal(order.at(-1), 'measures');
  assert.equal(beside.get('measures'), 1);
  assert.equal(Math.max(...beside.values()), 2);
});

test('every file of the browser tests is in one part of them', () => {
  const files = readdirSync(join(import.meta.dirname, '../Browser')).filter((name) => name.endsWith('.test.mjs'));
  for (const file of files) {
    const parts = Object.entries(browserParts).filter(([, has]) => has(file.replace('.test.mjs', ''))).map(([part]) => part);
    assert.equal(parts.length, 1, `${file}: ${parts}`);
  }

  for (const [part, has] of Object.entries(browserParts)) {
    assert.ok(files.some((file) => has(file.replace('.test.mjs', ''))), `${part} is empty`);
  }
});
