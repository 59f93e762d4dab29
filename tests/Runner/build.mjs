// Builds what the tests need, and names what does not build.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { run } from './processes.mjs';
import { failure } from './verdict.mjs';

/**
 * Builds C# projects with warnings as errors.
 * @param {string[]} targets a solution, or project folders, below the root
 * @returns {Promise<import('./reports.mjs').Outcome[]>} one failure for each project that does not build, named by its path
 */
export async function buildDotnet(root, targets, logs, timeoutMs) {
  const failures = [];
  for (const target of targets) {
    const name = basename(target, '.sln');
    const restored = await dotnet(root, ['restore', target, '--locked-mode'], join(logs, `restore-${name}`), timeoutMs);
    failures.push(...restored);
    if (restored.length === 0) {
      failures.push(...(await dotnet(root, ['build', target, '--no-restore', '-warnaserror'], join(logs, `build-${name}`), timeoutMs)));
    }
  }
  return [...new Map(failures.map((one) => [one.name, one])).values()];
}

async function dotnet(root, args, log, timeoutMs) {
  const errors = `${log}.errors`;
  rmSync(errors, { force: true });
  const exit = await run({ command: 'dotnet', args: [...args, '-nologo', '-v', 'q', `-flp:errorsonly;logfile=${errors}`], cwd: root, log: `${log}.log`, timeoutMs, leaves: true });
  if (exit.code === 0) {
    return [];
  }
  const named = failedProjects(existsSync(errors) ? readFileSync(errors, 'utf8') : '', root);
  return named.length > 0 ? named : [failure(`dotnet ${args[0]}`, `It ended with exit code ${exit.code}${exit.timedOut ? ' at its time limit' : ''}. Its output: ${log}.log`)];
}

/** MSBuild ends each error's line with the project in brackets; what is wrong with a project itself begins with it. */
export function failedProjects(errors, root) {
  const byProject = new Map();
  for (const row of new Set(errors.split('\n'))) {
    const match = /^(\d+>)?(?<text>.*) \[(?<project>[^\]]+?\.csproj)(::.*)?\]\s*$/.exec(row) ?? /^(\d+>)?(?<project>\S+\.csproj) ?: (?<text>error .*) \[.*\]\s*$/.exec(row);
    if (match?.groups) {
      const project = match.groups.project.replace(`${root}/`, '');
      byProject.set(project, [...(byProject.get(project) ?? []), match.groups.text.replace(`${root}/`, '').trim()]);
    }
  }
  return [...byProject].map(([project, rows]) => failure(project, rows.join('\n')));
}

/** The project and everything it references, as paths below the root. */
export function closure(root, project) {
  const seen = new Set();
  const visit = (path) => {
    if (!seen.has(path) && existsSync(join(root, path))) {
      seen.add(path);
      for (const [, include] of readFileSync(join(root, path), 'utf8').matchAll(/<ProjectReference\s+Include="([^"]+)"/g)) {
        visit(resolve('/', dirname(path), include.replaceAll('\\', '/')).slice(1));
      }
    }
  };
  visit(`${project}/${basename(project)}.csproj`);
  return seen;
}
