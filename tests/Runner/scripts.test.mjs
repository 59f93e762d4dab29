// run.sh at its edges: what is missing, what is passed on, what is not done twice.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeRepository } from './fixtures.mjs';

function repositoryWithNode(context) {
  const repository = fakeRepository(context);
  repository.write('programs/SingleNode', 'shift; printf "%s|" "$@" "$CLASSROOM_URLS" "$CLASSROOM_DATA"');
  return repository;
}

function tool({ root, write }, name, script) {
  write(`tools/${name}`, `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(join(root, 'tools', name), 0o755);
}

test('a missing SDK is said in one sentence, with how to get it', (context) => {
  const repository = repositoryWithNode(context);
  repository.write('sdks', '');
  const { status, stderr } = repository.run('./run.sh', []);
  assert.match(stderr, /^Classroom needs the \.NET 10 SDK, and none is installed\. On Debian: .+\n$/);
  assert.equal(status, 1);
});

test('an SDK that is too old is named', (context) => {
  const repository = repositoryWithNode(context);
  repository.write('sdks', '8.0.400 [/usr/share/dotnet/sdk]\n');
  assert.match(repository.run('./run.sh', []).stderr, /and only 8\.0\.400 is installed\./);
});

for (const [version, said] of [['v18.20.4', 'only 18.20.4 is installed'], ['v20.9.0', 'only 20.9.0 is installed'], ['', 'none is installed']]) {
  test(`Node ${version || 'missing'} is said in one sentence, with how to get it`, (context) => {
    const repository = repositoryWithNode(context);
    tool(repository, 'node', `echo ${version}; [[ -n '${version}' ]]`);
    const { status, stderr } = repository.run('./run.sh', []);
    assert.match(stderr, new RegExp(`^Classroom needs Node\\.js 20\\.19 or newer with npm, and ${said}\\. On Debian 13: .+\\n$`));
    assert.equal(status, 1);
  });
}

test('the node gets its addresses and its folder, from wherever it is started', (context) => {
  const repository = repositoryWithNode(context);
  const elsewhere = join(repository.root, 'elsewhere');
  mkdirSync(elsewhere);
  const defaults = repository.run('../run.sh', [], { cwd: elsewhere });
  assert.equal(defaults.stdout, `http://localhost:8080|${repository.root}/data|`);
  const chosen = repository.run('../run.sh', [], { cwd: elsewhere, env: { CLASSROOM_URLS: 'http://localhost:9', CLASSROOM_DATA: 'mine' } });
  assert.equal(chosen.stdout, `http://localhost:9|${elsewhere}/mine|`);
});

test('a file is meant from where the caller stands', (context) => {
  const repository = repositoryWithNode(context);
  const elsewhere = join(repository.root, 'else where');
  mkdirSync(elsewhere);
  const { stdout } = repository.run('../run.sh', ['backup', 'a b.zip'], { cwd: elsewhere });
  assert.ok(stdout.startsWith(`backup|${elsewhere}/a b.zip|`), stdout);
});

test('the second start builds nothing and says nothing of its own', (context) => {
  const repository = repositoryWithNode(context);
  const builds = () => readFileSync(join(repository.root, 'calls'), 'utf8').split('\n').filter((call) => call.startsWith('dotnet publish')).length;
  assert.match(repository.run('./run.sh', []).stderr, /SingleNode/);
  assert.equal(builds(), 1);
  assert.equal(repository.run('./run.sh', []).stderr, '');
  assert.equal(builds(), 1);
  repository.write('src/SingleNode/Program.cs', '// changed');
  repository.run('./run.sh', []);
  assert.equal(builds(), 2);
});

test('a long step shows through a pipe that it goes on', (context) => {
  const repository = repositoryWithNode(context);
  tool(repository, 'dotnet', 'case $1 in --list-sdks) echo 10.0.100;; restore) sleep 2.5;; publish) while [[ $1 != -o ]]; do shift; done; mkdir -p "$2";; *) ;; esac');
  const { stderr } = repository.run('./run.sh', [], { env: { CLASSROOM_PROGRESS_SECONDS: '1' } });
  assert.match(stderr, /restoring SingleNode +\d+ s …\n[^]*restoring SingleNode +\d+ s\n/);
});

test('help to rehearse needs no tools and builds nothing', (context) => {
  const repository = repositoryWithNode(context);
  repository.write('sdks', '');
  for (const argument of ['--help', '-h']) {
    const { status, stdout, stderr } = repository.run('./rehearse.sh', [argument]);
    assert.match(stdout, /\.\/rehearse\.sh lesson [^]*\.\/rehearse\.sh check FILE/);
    assert.deepEqual([status, stderr], [0, '']);
  }
  assert.equal(repository.run('./rehearse.sh', ['concert']).status, 2);
});

test('a step that fails shows what it said, and nothing is started', (context) => {
  const repository = repositoryWithNode(context);
  tool(repository, 'dotnet', 'case $1 in --list-sdks) echo 10.0.100;; *) echo "error CS0103: no such name"; exit 1;; esac');
  const { status, stdout, stderr } = repository.run('./run.sh', []);
  assert.match(stderr, /error CS0103: no such name\nThis step failed: restoring SingleNode\./);
  assert.deepEqual([status, stdout], [1, '']);
});

test('help needs no tools, and an unknown word is an error', (context) => {
  const repository = repositoryWithNode(context);
  repository.write('sdks', '');
  assert.match(repository.run('./run.sh', ['--help']).stdout, /CLASSROOM_DATA/);
  assert.equal(repository.run('./run.sh', ['backups', 'f']).status, 2);
  assert.equal(repository.run('./run.sh', ['backup']).status, 2);
});
