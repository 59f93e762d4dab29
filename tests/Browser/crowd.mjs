// A class of people without pages: they sign in, join and talk as the protocol says, through sockets of one page.
import assert from 'node:assert/strict';

/** Asks the interface as somebody; fails with what was answered. */
export async function ask(node, token, method, path, body, type = 'application/json', more = {}) {
  const answer = await fetch(node.url + path, {
    method,
    headers: { 'X-Classroom': 'tests', ...(token && { Authorization: `Bearer ${token}` }), ...(body !== undefined && { 'Content-Type': type }), ...more },
    ...(body !== undefined && { body: type === 'application/json' ? JSON.stringify(body) : body }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

export const signIn = async (node, how) => (await ask(node, undefined, 'POST', '/api/v1/session', { ...how, bearer: true })).token;

/** Makes the node's first administrator, and has new codes issued for the class of a lesson. @returns {Promise<{person: string, code: string}[]>} */
export async function issueCodes(node, lesson) {
  const teacher = await signIn(node, { type: 'password', login: node.teacher.login, password: node.teacher.password });
  const { class: classId } = await ask(node, teacher, 'GET', `/api/v1/lessons/${lesson}`);
  return (await ask(node, await makeAdministrator(node), 'POST', `/api/v1/schools/demo/classes/${classId}/codes`, {})).codes;
}

/** Makes the node's first administrator, who decides the school's settings for the first time. */
export async function decide(node, settings) {
  await ask(node, await makeAdministrator(node), 'PUT', '/api/v1/schools/demo/settings', settings, undefined, { 'If-Match': '"0"' });
}

export async function makeAdministrator(node) {
  const token = new URLSearchParams(node.setup.split('#')[1]).get('setup');
  const login = { login: 'admin@example.org', password: 'une phrase plutôt longue' };
  await ask(node, undefined, 'POST', '/api/v1/setup', { token, ...login, displayName: 'Admin' });
  return signIn(node, { type: 'password', ...login });
}

/** Joins the teacher and students to a lesson. Person 0 is the teacher. */
export async function joinCrowd(node, page, lesson, codes) {
  const teacher = await signIn(node, { type: 'password', login: node.teacher.login, password: node.teacher.password });
  const tokens = [teacher];
  for (const { code } of codes) {
    tokens.push(await signIn(node, { type: 'code', school: 'demo', code }));
  }

  await page.goto(`${node.url}/favicon.svg`);
  await page.evaluate(() => {
    globalThis.people = [];
    globalThis.come = (url, heartbeatMs) =>
      new Promise((resolve, reject) => {
        const me = { counter: 0, sequence: 0, answered: 0, refused: [], polls: [], socket: new WebSocket(url) };
        const send = (target, argument) => me.socket.send(`${JSON.stringify({ type: 1, target, arguments: [argument] })}\u001e`);
        me.signal = (signal) => send('Signal', { signal });
        me.do = (command) => send('Send', { counter: ++me.counter, command });
        me.socket.onopen = () => me.socket.send('{"protocol":"json","version":1}\u001e');
        me.socket.onclose = () => reject(new Error('A socket of the crowd was closed.'));
        me.socket.onmessage = ({ data }) => {
          for (const { type, target, arguments: [message] = [] } of data.split('\u001e').filter(Boolean).map((one) => JSON.parse(one))) {
            if (type === undefined) {
              send('Follow', { foldLevel: 1 });
            } else if (target === 'Welcome') {
              [me.sequence, me.counter] = [message.sequence, message.counter ?? 0];
              setInterval(() => send('Heartbeat', { sequence: me.sequence }), heartbeatMs);
              resolve(globalThis.people.push(me) - 1);
            } else if (target === 'Entries') {
              me.sequence = message.to;
              me.polls.push(...message.entries.filter((entry) => entry.event?.type === 'pollAsked').map((entry) => entry.sequence));
            } else if (target === 'Answered') {
              me.answered++;
              if (message.refusal) {
                me.refused.push(message.refusal);
              }
            }
          }
        };
      });
  });
  for (const [index, token] of tokens.entries()) {
    const joined = await ask(node, token, 'POST', `/api/v1/lessons/${lesson}/join`, { device: `crowd-device-${index}` });
    const [{ url, ticket }] = joined.entrances;
    await page.evaluate(([url, wait]) => globalThis.come(url, wait), [`${node.url.replace('http', 'ws')}${url}?ticket=${encodeURIComponent(ticket)}`, 10_000]);
  }

  /** Somebody does something; the next may be done at once. */
  const act = (who, command) => page.evaluate(([who, command]) => globalThis.people[who].do(command), [who, command]);
  return {
    size: tokens.length,
    act,
    signal: (who, signal) => page.evaluate(([who, signal]) => globalThis.people[who].signal(signal), [who, signal]),
    /** Waits until everything done was answered. @returns what was refused */
    answers: async () => {
      await page.waitForFunction(() => globalThis.people.every((one) => one.answered >= one.counter), undefined, { timeout: 60_000 });
      return page.evaluate(() => globalThis.people.flatMap((one) => one.refused));
    },
    lastPoll: (count) => page.waitForFunction((count) => globalThis.people[0].polls.length >= count && globalThis.people[0].polls.at(-1), count, { timeout: 30_000 }).then((poll) => poll.jsonValue()),
    upload: (title, pages, file) => ask(node, teacher, 'POST', `/api/v1/lessons/${lesson}/decks?title=${encodeURIComponent(title)}&pages=${pages}`, file, 'application/pdf'),
  };
}

/** A PDF of empty pages. */
export function emptyPdf(pages) {
  const kids = Array.from({ length: pages }, (_, index) => `${index + 3} 0 R`).join(' ');
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`, ...Array.from({ length: pages }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 640 360] >>')];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** Plans a lesson so many minutes from now, which may be long ago. */
export const planLesson = (node, token, classId, title, from, minutes) =>
  ask(node, token, 'POST', `/api/v1/classes/${classId}/lessons`, {
    title,
    startsAt: new Date(Date.now() + from * 60_000).toISOString(),
    endsAt: new Date(Date.now() + (from + minutes) * 60_000).toISOString(),
  });
