// The runner must not call a bad run good. Each case is a whole run over a made-up repository.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addProject, fakeRepository, reporting } from './fixtures.mjs';

const passed = { name: 'A hand goes up', status: 'passed' };
const failed = { name: 'A hand goes down', status: 'failed', message: 'It stayed up.' };
const skipped = { name: 'A cluster forms', status: 'skipped', message: 'psql is missing' };

/** Runs one project whose program does what the script says. */
function runProject(context, script) {
  const repository = fakeRepository(context);
  addProject(repository, 'Some.Tests', script);
  return repository.runTests('some');
}

test('passing tests are counted, on the last line', (context) => {
  const { status, lastLine } = runProject(context, reporting(passed, passed));
  assert.equal(lastLine, '2 passed, 0 failed');
  assert.equal(status, 0);
});

test('a failing test is counted, named with its message, and the exit code says so', (context) => {
  const { status, stdout, lastLine } = runProject(context, `${reporting(passed, failed)} exit 1`);
  assert.equal(lastLine, '1 passed, 1 failed');
  assert.match(stdout, /FAILED {2}Some\.Tests: A hand goes down\n {8}It stayed up\./);
  assert.equal(status, 1);
});

test('a failing test counts even if its program ends with 0', (context) => {
  const { status, lastLine } = runProject(context, reporting(passed, failed));
  assert.equal(lastLine, '1 passed, 1 failed');
  assert.equal(status, 1);
});

test('a skipped test is counted and named with what it misses', (context) => {
  const { status, stdout, lastLine } = runProject(context, reporting(passed, skipped));
  assert.equal(lastLine, '1 passed, 0 failed, 1 skipped');
  assert.match(stdout, /skipped Some\.Tests: A cluster forms: psql is missing/);
  assert.equal(status, 0);
});

test('a status that nobody knows is a failure', (context) => {
  const { lastLine } = runProject(context, reporting({ name: 'It is odd', status: 'pending' }));
  assert.equal(lastLine, '0 passed, 1 failed');
});

test('no test at all is a failure', (context) => {
  const { status, stdout, lastLine } = runProject(context, reporting());
  assert.equal(lastLine, '0 passed, 1 failed');
  assert.match(stdout, /Some\.Tests: the suite as a whole\n {8}It ran no tests\./);
  assert.equal(status, 1);
});

test('a crash before the report is a failure', (context) => {
  const { status, stdout, lastLine } = runProject(context, 'kill -SEGV $$');
  assert.equal(lastLine, '0 passed, 1 failed');
  assert.match(stdout, /It ended with signal SIGSEGV and left no readable report/);
  assert.equal(status, 1);
});

test('a crash after the report is a failure besides what passed', (context) => {
  const { lastLine } = runProject(context, `${reporting(passed)} exit 134`);
  assert.equal(lastLine, '1 passed, 1 failed');
});

test('a message with control characters, which xunit does not escape, is read', (context) => {
  const { stdout, lastLine } = runProject(context, reporting(passed, { ...failed, message: 'It is MARK up.' }).replace('MARK', '\u0001\u001b'));
  assert.equal(lastLine, '1 passed, 1 failed');
  assert.match(stdout, /It is \ufffd\ufffd up\./);
});

test('half a report is a failure', (context) => {
  const { lastLine } = runProject(context, `echo '{"results": {"tests": [' >"$REPORT"`);
  assert.equal(lastLine, '0 passed, 1 failed');
});

test('the report of an earlier run is not taken for this one', (context) => {
  const repository = fakeRepository(context);
  addProject(repository, 'Some.Tests', reporting(passed));
  repository.runTests('some');
  addProject(repository, 'Some.Tests', 'exit 0');
  assert.equal(repository.runTests('some').lastLine, '0 passed, 1 failed');
});

test('a project that does not build is named, and what rests on it does not run', (context) => {
  const repository = fakeRepository(context);
  repository.write('src/Domain/Domain.csproj', '<Project></Project>');
  addProject(repository, 'Domain.Tests', reporting(passed), ['src/Domain/Domain.csproj']);
  addProject(repository, 'Other.Tests', reporting(passed));
  repository.write('errors', `1>${repository.root}/src/Domain/Hand.cs(3,5): error CS0103: no such name [${repository.root}/src/Domain/Domain.csproj]\n`);
  const { status, stdout, lastLine } = repository.runTests('.tests');
  assert.match(stdout, /FAILED {2}Build: src\/Domain\/Domain\.csproj\n {8}src\/Domain\/Hand\.cs\(3,5\): error CS0103/);
  assert.match(stdout, /FAILED {2}Domain\.Tests: the suite as a whole\n {8}It did not run/);
  assert.equal(lastLine, '1 passed, 2 failed');
  assert.equal(status, 1);
});

test('a project whose packages are not as its lock file says is named', (context) => {
  const repository = fakeRepository(context);
  addProject(repository, 'Some.Tests', reporting(passed));
  repository.write('errors', `${repository.root}/src/Silo/Silo.csproj : error NU1004: The lock file is inconsistent. [${repository.root}/Classroom.sln]\n`);
  assert.match(repository.runTests('some').stdout, /FAILED {2}Build: src\/Silo\/Silo\.csproj\n {8}error NU1004/);
});

test('long tests are left out unless asked for', (context) => {
  const repository = fakeRepository(context);
  const saw = (status) => reporting({ name: 'The long ones are left out', status });
  addProject(repository, 'Some.Tests', `if [[ $* == *'-trait- Category=Long'* && -z \${CLASSROOM_TESTS-} ]]; then ${saw('passed')}\nelse ${saw('failed')}\nfi`);
  assert.equal(repository.runTests('some').lastLine, '1 passed, 0 failed');
  assert.equal(repository.runTests('--all', 'some').lastLine, '0 passed, 1 failed');
});

test('tests of node are read the same way: leaves count, their parents do not', (context) => {
  const repository = fakeRepository(context);
  repository.write('tests/Runner/made-up.test.mjs', `
    import { describe, test } from 'node:test';
    describe('a suite', () => {
      test('passes', () => {});
      test('fails', () => { throw new Error('It is down.'); });
      test('is skipped', { skip: 'Chromium is missing' }, () => {});
    });
    test('a parent', async (t) => { await t.test('a child', () => {}); });`);
  const { stdout, lastLine } = repository.runTests('runner');
  assert.match(stdout, /FAILED {2}Runner: fails\n {8}It is down\./);
  assert.match(stdout, /skipped Runner: is skipped: Chromium is missing/);
  assert.equal(lastLine, '3 passed, 1 failed, 1 skipped');
});

test('the web client folds what the domain wrote: its suite comes after, and brings the domain along', (context) => {
  const repository = fakeRepository(context);
  addProject(repository, 'Domain.Tests', `sleep 0.3; touch histories; ${reporting(passed)}`);
  repository.write('src/Web/package.json', JSON.stringify({ scripts: { typecheck: 'true', test: 'node test.cjs' } }));
  const report = { testResults: [{ name: 'fold.test.ts', status: 'passed', assertionResults: [{ fullName: 'folds', status: 'passed' }] }] };
  repository.write('src/Web/test.cjs', `
    require('node:fs').statSync('../../tests/Domain.Tests/histories');
    require('node:fs').writeFileSync(process.argv.at(-1).split('=')[1], ${JSON.stringify(JSON.stringify(report))});`);
  const { stdout, lastLine } = repository.runTests('web');
  assert.equal(lastLine, '3 passed, 0 failed', stdout);
});

test('a name that fits no suite is an error, not a good run', (context) => {
  assert.equal(fakeRepository(context).runTests('nonsense').status, 2);
});
