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

function browserSuites(root, chromium) {
  const browser = join(root, 'tests/Browser');
  if (!existsSync(join(browser, 'package.json'))) {
    return [];
  }
  return [{
    name: 'Browser',
    project: 'src/SingleNode', // It starts a node of its own.
    command: 'npm',
    args: () => ['test'],
    env: (report) => ({ ...nodeReport(root, report), CLASSROOM_CHROMIUM: chromium ?? '' }),
    cwd: browser,
    read: readCtrf,
    missing: () => (chromium ? undefined : 'Chromium (apt-get install chromium)'),
    web: true,
  }];
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
