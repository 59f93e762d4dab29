// Starts a node of its own: a process with a data folder that is gone afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

const START_MS = 90_000;
const STOP_MS = 30_000;

/** The newest build of the node. */
function program() {
  const builds = ['Release', 'Debug'].map((kind) => join(root, `src/SingleNode/bin/${kind}/net10.0/Classroom.SingleNode.dll`)).filter(existsSync);
  if (builds.length === 0) {
    throw new Error('src/SingleNode is not built: dotnet build src/SingleNode');
  }

  return builds.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** @typedef {{ url: string, setup: string, office: {name: string, login: string, password: string}, teacher: {name: string, login: string, password: string}, students: {name: string, school: string, code: string}[], lesson: string, kill: () => Promise<void>, restart: () => Promise<void>, dispose: () => Promise<void> }} DemoNode */

/** A node with the demo school, on a free port, with settings of its own as environment variables. @param {Record<string, string>} [settings] @returns {Promise<DemoNode>} */
export async function startDemoNode(settings = {}) {
  const data = mkdtempSync(join(tmpdir(), 'classroom-browser-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  let current = await start(url, data, settings);
  const stop = async (signal) => {
    if (current.process.exitCode === null && current.process.signalCode === null) {
      current.process.kill(signal);
      const late = setTimeout(() => current.process.kill('SIGKILL'), STOP_MS);
      await once(current.process, 'exit');
      clearTimeout(late);
    }
  };
  return {
    url,
    ...signIns(current.said),
    kill: () => stop('SIGKILL'),
    restart: async () => {
      current = await start(url, data, settings);
    },
    dispose: async () => {
      await stop('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function start(url, data, settings) {
  const process_ = spawn('dotnet', [program()], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', CLASSROOM_URLS: url, CLASSROOM_DATA: data, Gateway__WebFolder: join(root, 'src/Web/dist'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ready = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The node did not start in ${START_MS / 1000} s:\n${said}`)), START_MS);
    const listen = (chunk) => {
      said += chunk;
      if (said.includes('Ctrl-C stops it.')) {
        clearTimeout(late);
        resolve();
      }
    };
    process_.stdout.on('data', listen);
    process_.stderr.on('data', listen);
    process_.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The node ended with ${code}:\n${said}`));
    });
  });
  await ready;
  return { process: process_, said };
}

/** What the node prints at its first start, for people. */
function signIns(said) {
  const office = /Office +(.+): (\S+) \/ (\S+)/.exec(said);
  const teacher = /Teacher +(.+): (\S+) \/ (\S+)/.exec(said);
  const students = [...said.matchAll(/Student +(.+): school (\S+), code (\S+)/g)];
  const lesson = /Their lesson "(.+)" in/.exec(said);
  const setup = /(\/welcome#setup=\S+)/.exec(said);
  if (!office || !teacher || students.length < 2 || !lesson || !setup) {
    throw new Error(`The node printed no demo sign-ins:\n${said}`);
  }

  return {
    setup: setup[1],
    office: { name: office[1], login: office[2], password: office[3] },
    teacher: { name: teacher[1], login: teacher[2], password: teacher[3] },
    students: students.map(([, name, school, code]) => ({ name, school, code })),
    lesson: lesson[1],
  };
}
