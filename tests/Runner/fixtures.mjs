// Folders that look like this repository, and programs that look like its tools, for the tests beside this file.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** A dotnet that builds nothing, and "runs" a project by the script of the same name in programs/. */
const dotnet = `#!/usr/bin/env bash
root=$(cd "$(dirname "$0")/.." && pwd)
echo "dotnet $*" >>"$root/calls"
case $1 in
  --list-sdks) cat "$root/sdks" ;;
  restore) ;;
  build)
    for arg in "$@"; do if [[ $arg == -flp:* ]]; then cp "$root/errors" "\${arg#*logfile=}"; fi; done
    [[ ! -s $root/errors ]]
    ;;
  publish) while [[ $1 != -o ]]; do shift; done; mkdir -p "$2" ;;
  *)
    name=\${1##*/Classroom.}
    report=
    for arg in "$@"; do [[ $previous == -result-ctrf ]] && report=$arg; previous=$arg; done
    REPORT=$report exec bash "$root/programs/\${name%.dll}" "$@"
    ;;
esac
`;

/** @param {import('node:test').TestContext} test */
export function fakeRepository(test) {
  const root = mkdtempSync(join(tmpdir(), 'classroom-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const name of readdirSync(here).filter((name) => name.endsWith('.mjs') && !name.endsWith('.test.mjs'))) {
    cpSync(join(here, name), join(root, 'tests/Runner', name));
  }
  cpSync(join(here, '../../scripts'), join(root, 'scripts'), { recursive: true });
  for (const script of ['run.sh', 'rehearse.sh']) {
    cpSync(join(here, '../..', script), join(root, script));
  }
  write('sdks', '10.0.100 [/usr/share/dotnet/sdk]\n');
  write('errors', '');
  write('tools/dotnet', dotnet);
  chmodSync(join(root, 'tools/dotnet'), 0o755);
  for (const path of ['Directory.Build.props', 'Directory.Packages.props', 'global.json', 'BannedSymbols.txt', 'docs/rosters.md', 'src/SingleNode/Program.cs']) {
    write(path, '');
  }

  const run = (command, args, { env = {}, cwd = root } = {}) => {
    const clean = { ...process.env, PATH: `${root}/tools:${process.env.PATH}`, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined, CLASSROOM_CHROMIUM: process.execPath, ...env };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, env: clean, encoding: 'utf8' });
    return { status, stdout, stderr, lastLine: stdout.trimEnd().split('\n').at(-1) };
  };
  return { root, write, run, runTests: (...args) => run(process.execPath, ['tests/Runner/main.mjs', ...args]) };
}

/** A test project whose program does what the bash script says; $REPORT is where its report belongs. */
export function addProject({ write }, name, script, references = []) {
  const items = references.map((path) => `<ProjectReference Include="../../${path}" />`).join('');
  write(`tests/${name}/${name}.csproj`, `<Project>${items}</Project>`);
  write(`programs/${name}`, script);
}

/** A bash line that writes a CTRF report of these tests. */
export function reporting(...tests) {
  return `cat >"$REPORT" <<'JSON'\n${JSON.stringify({ results: { tests } })}\nJSON\n`;
}
