// Brings in what tests need beyond dotnet and node, where it may.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { failure } from './verdict.mjs';

const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium, installed from Debian's packages if need be; undefined if that cannot be. */
export async function prepareChromium(logs) {
  const here = () => [process.env.CLASSROOM_CHROMIUM, ...chromiums].find((path) => path && existsSync(path));
  if (!here() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('  Installing Chromium from Debian’s packages');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update', '-q'], ['install', '-q', '-y', '--no-install-recommends', 'chromium']]) {
      await run({ command: 'apt-get', args, cwd: '/', env, log: join(logs, `apt-${args[0]}.log`), timeoutMs: 300_000 });
    }
  }
  return here();
}

/** Packages and build of src/Web, the way run.sh does it. */
export function prepareWeb(root, logs, timeoutMs) {
  const script = '. scripts/toolchain.sh && build_lock && build_web';
  return attempt('src/Web', { command: 'bash', args: ['-euo', 'pipefail', '-c', script], cwd: root, log: join(logs, 'web-client.log'), timeoutMs });
}

/** Packages of tests/Browser. */
export function prepareBrowser(root, logs, timeoutMs) {
  const cwd = join(root, 'tests/Browser');
  return attempt('tests/Browser', { command: 'npm', args: ['ci', '--no-audit', '--no-fund'], cwd, log: join(logs, 'browser-packages.log'), timeoutMs });
}

async function attempt(name, program) {
  const exit = await run(program);
  return exit.code === 0 ? [] : [failure(name, `It ended with exit code ${exit.code}. Its output: ${program.log}`)];
}
