// Which suites there are, and how each is run.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCtrf, readVitest } from './reports.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} [project] a C# project to build first, as a path below the root
 * @property {string} command
 * @property {(report: string) => string[]} args given the file to write the report to
 * @property {(report: string) => Record<string, string>} [env]
 * @property {string} cwd
 * @property {((report: string) => Promise<import('./reports.mjs').Outcome[]>) | undefined} read undefined: the exit code is one test
 * @property {() => string | undefined} [missing] what it cannot run without, if that is not here
 * @property {string} [after] the suite whose files it reads
 * @property {boolean} [web] whether it needs the web client's packages
 * @property {boolean} [browser] whether it needs the packages of tests/Browser
 * @property {boolean} [alone] whether nothing may run beside it, since it measures how quick something is
 */

/** @returns {Suite[]} */
export function findSuites(root, { all, chromium }) {
  return [...dotnetSuites(root, all), ...webSuites(root), ...browserSuites(root, chromium), runnerSuite(root)];
}

function dotnetSuites(root, all) {
  const names = readdirSync(join(root, 'tests')).filter((name) => name.endsWith('.Tests') && existsSync(join(root, 'tests', name, `${name}.csproj`)));
  return names.sort().map((name) => ({
    name,
    project: `tests/${name}`,
    command: 'dotnet',
    args: (report) => [
      join(root, `tests/${name}/bin/Debug/net10.0/Classroom.${name}.dll`),
      ...['-diagnostics', '-longRunning', '60'], // Names what runs for long: the last lines of a suite that hangs.
      ...['-noLogo', '-noColor', '-noAutoReporters', '-printMaxEnumerableLength', '40', '-printMaxStringLength', '400', '-result-ctrf', report],
      ...(all ? [] : ['-trait-', 'Category=Long']),
    ],
    cwd: join(root, 'tests', name),
    read: readCtrf,
  }));
}

function webSuites(root) {
  const web = join(root, 'src/Web');
  if (!existsSync(join(web, 'package.json'))) {
    return [];
  }
  const types = { name: 'Web types', command: 'npm', args: () => ['run', 'typecheck'], cwd: web, read: undefined, web: true };
  const unit = { name: 'Web', command: 'npm', args: (report) => ['test', '--', '--reporter=json', `--outputFile=${report}`], cwd: web, read: readVitest, web: true, after: 'Domain.Tests' }; // It folds the histories that Domain.Tests writes.
  return [types, unit];
}

/** Files of tests/Browser that are about the lesson's page. */
const lessonFiles = ['decks', 'following', 'lesson', 'lesson-page', 'odd-texts', 'register'];

/** In parts, so that they run side by side and each is told: what is in none of the others is about pages. */
export const browserParts = {
  pictures: (name) => name === 'screenshots',
  pages: (name) => !Object.entries(browserParts).some(([part, has]) => part !== 'pages' && has(name)),
  lessons: (name) => lessonFiles.includes(name),
  stories: (name) => name.endsWith('-story'),
  budgets: (name) => name === 'budgets',
};

function browserSuites(root, chromium) {
  const browser = join(root, 'tests/Browser');
  if (!existsSync(join(browser, 'package.json'))) {
    return [];
  }
  const ending = '.test.mjs';
  const names = readdirSync(browser).filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  return Object.entries(browserParts).map(([part, has]) => ({
    name: `Browser ${part}`,
    project: 'src/SingleNode', // It starts nodes of its own.
    command: 'node',
    args: () => ['--test', '--test-concurrency=1', ...names.filter(has).map((name) => name + ending)],
    env: (report) => ({ ...nodeReport(root, report), CLASSROOM_CHROMIUM: chromium ?? '' }),
    cwd: browser,
    read: readCtrf,
    missing: () => (chromium ? undefined : 'Chromium (apt-get install chromium)'),
    web: true,
    browser: true,
    alone: part === 'budgets',
  }));
}

// The runner is held to its own promises: see runner.test.mjs beside this file.
function runnerSuite(root) {
  const runner = join(root, 'tests/Runner');
  const files = readdirSync(runner).filter((name) => name.endsWith('.test.mjs'));
  return { name: 'Runner', command: 'node', args: () => ['--test', ...files], env: (report) => nodeReport(root, report), cwd: runner, read: readCtrf };
}

function nodeReport(root, report) {
  return { NODE_OPTIONS: `--test-reporter=${join(root, 'tests/Runner/node-reporter.mjs')} --test-reporter-destination=${report}` };
}
