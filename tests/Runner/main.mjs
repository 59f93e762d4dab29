// Runs the tests of Classroom. Called by test.sh, which has made sure of dotnet and node.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDotnet, closure } from './build.mjs';
import { inLanes } from './lanes.mjs';
import { prepareBrowser, prepareChromium, prepareWeb } from './prepare.mjs';
import { endAll, run } from './processes.mjs';
import { findSuites } from './suites.mjs';
import { conclude, count, failure, judge, skip } from './verdict.mjs';

const usage = `Usage: ./test.sh [--all] [--list] [NAME…]
  NAME    runs only the suites whose name contains it, such as domain or web
  --all   runs the long tests too (xunit's trait Category=Long)
  --list  names the suites
Reports and outputs are kept in artifacts/tests. The last line is "N passed, M failed", with ", K skipped" if any.`;

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const kept = join(root, 'artifacts/tests');
const atOnce = 2; // Suites side by side: more would make timing tests measure each other.

async function main(args) {
  const { all, list, names } = parse(args);
  const chromium = list ? undefined : await prepareChromium(kept);
  const suites = select(findSuites(root, { all, chromium }), names);
  if (list || suites.length === 0) {
    console.log(suites.length === 0 ? `No suite's name contains ${names.join(' or ')}. ./test.sh --list names them.` : suites.map((suite) => suite.name).join('\n'));
    return suites.length === 0 ? 2 : 0;
  }

  const timeoutMs = (all ? 60 : 10) * 60_000;
  if (all) {
    process.env.CLASSROOM_TESTS = 'all';
  }
  const results = [...(await build(suites, names.length === 0, 2 * timeoutMs))];
  const blocked = (suite) => whatBlocks(suite, results);
  await inLanes(suites, atOnce, async (suite) => results.push(await execute(suite, blocked(suite), timeoutMs)));
  const { text, exitCode } = conclude(results);
  console.log(text);
  return exitCode;
}

function parse(args) {
  const options = { all: false, list: false, names: [] };
  for (const arg of args) {
    if (arg === '--all' || arg === '--list') {
      options[arg.slice(2)] = true;
    } else if (arg === '--help' || arg === '-h') {
      console.log(usage);
      process.exit(0);
    } else if (arg.startsWith('-')) {
      console.error(usage);
      process.exit(2);
    } else {
      options.names.push(arg.toLowerCase());
    }
  }
  return options;
}

/** The suites of these names, and those that they come after: what these leave behind is what those read. */
function select(suites, names) {
  const named = suites.filter((suite) => names.length === 0 || names.some((name) => suite.name.toLowerCase().includes(name)));
  return suites.filter((suite) => named.includes(suite) || named.some((later) => later.after === suite.name));
}

/** Each part that does not build is a result of its own, with one failure for each broken project. */
async function build(suites, everything, timeoutMs) {
  const results = [];
  const attempt = async (suite, work) => {
    const began = Date.now();
    const outcomes = await work();
    announce(suite, outcomes.length === 0 ? 'built' : 'DOES NOT BUILD', began);
    results.push(...(outcomes.length === 0 ? [] : [{ suite, outcomes }]));
  };
  if (suites.some((suite) => suite.web)) {
    await attempt('Web client', () => prepareWeb(root, kept, timeoutMs));
  }
  if (suites.some((suite) => suite.browser)) {
    await attempt('Browser packages', () => prepareBrowser(root, kept, timeoutMs));
  }
  const projects = suites.flatMap((suite) => suite.project ?? []);
  if (projects.length > 0) {
    await attempt('Build', () => buildDotnet(root, everything ? ['Classroom.sln'] : projects, kept, timeoutMs));
  }
  return results;
}

/** Stale programs must not be taken for the sources: what did not build keeps its suites from running. */
function whatBlocks(suite, results) {
  const broken = results.filter((result) => result.suite === 'Build').flatMap((result) => result.outcomes.map((outcome) => outcome.name));
  if (suite.project && broken.length > 0) {
    const needs = closure(root, suite.project);
    return broken.find((project) => needs.has(project) || !project.endsWith('.csproj'));
  }
  const web = results.find((result) => result.suite === 'Web client' || result.suite === 'Browser packages');
  return suite.web ? web?.suite : undefined;
}

async function execute(suite, blocker, timeoutMs) {
  const began = Date.now();
  const outcomes = await outcomesOf(suite, blocker, timeoutMs);
  announce(suite.name, short(count(outcomes)), began);
  return { suite: suite.name, outcomes };
}

async function outcomesOf(suite, blocker, timeoutMs) {
  if (blocker) {
    return [failure('the suite as a whole', `It did not run, since ${blocker} does not build.`)];
  }
  const missing = suite.missing?.();
  if (missing) {
    return [skip('the suite as a whole', `${missing} is missing`)];
  }
  const file = join(kept, suite.name.replaceAll(' ', '-'));
  const report = `${file}.json`;
  const log = `${file}.log`;
  rmSync(report, { force: true });
  const exit = await run({ command: suite.command, args: suite.args(report), cwd: suite.cwd, env: suite.env?.(report), log, timeoutMs });
  const read = suite.read ? await suite.read(report).catch((error) => error) : [{ name: suite.name, status: exit.code === 0 ? 'passed' : 'failed', message: tail(log), trace: '' }];
  return judge(exit, read, timeoutMs, relative(root, log), exit.timedOut ? tail(log) : '');
}

// Not in the form of the last line, which stands once.
function short({ passed, failed, skipped }) {
  return [`${passed} ok`, ...(failed > 0 ? [`${failed} FAILED`] : []), ...(skipped > 0 ? [`${skipped} left out`] : [])].join(', ');
}

function tail(log) {
  return execFileSync('tail', ['-n', '20', log], { encoding: 'utf8' });
}

function announce(name, text, began) {
  console.log(`  ${name.padEnd(24)} ${text.padEnd(34)} ${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}
if (!existsSync(kept)) {
  mkdirSync(kept, { recursive: true });
}
process.exitCode = await main(process.argv.slice(2));
