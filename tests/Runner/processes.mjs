// Runs programs in process groups of their own, within a time limit. Ends only what it started.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const running = new Set();

/**
 * Runs a program to its end; its output goes to a file.
 * @param {{ command: string, args: string[], cwd: string, env?: Record<string, string>, log: string, timeoutMs: number, leaves?: boolean }} program
 *   leaves: what it started may outlive it (compile servers that other builds share)
 * @returns {Promise<{ code: number | null, signal: string | null, timedOut: boolean, error?: Error }>}
 */
export function run({ command, args, cwd, env = {}, log, timeoutMs, leaves = false }) {
  const output = openSync(log, 'w');
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  running.add(child);
  return new Promise((resolve) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      end(child, 'SIGKILL');
    }, timeoutMs);
    const finish = (result) => {
      clearTimeout(timer);
      running.delete(child);
      if (!leaves) {
        end(child, 'SIGKILL'); // What the program left behind in its group goes with it.
      }
      resolve({ timedOut, ...result });
    };
    child.once('error', (error) => finish({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => finish({ code, signal }));
  });
}

/** Ends everything that is still running, with everything it started. */
export function endAll() {
  for (const child of running) {
    end(child, 'SIGKILL');
  }
}

function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already, or never began.
  }
}
