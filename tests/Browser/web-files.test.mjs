// How the files of the page are served: small, kept for ever where their name is their content, asked for again where it is not.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startDemoNode } from './node.mjs';

describe('the files of the page', { timeout: 120_000 }, () => {
  let node, script;

  /** An answer as it goes over the line: fetch would unpack it. */
  async function ask(path, headers = {}) {
    const [answer] = await once(get(node.url + path, { headers, timeout: 20_000 }), 'response');
    const parts = [];
    for await (const part of answer) {
      parts.push(part);
    }

    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) };
  }

  before(async () => {
    node = await startDemoNode();
    script = /src="(\/assets\/[^"]+\.js)"/.exec((await ask('/')).body.toString())[1];
  });

  after(() => node?.dispose());

  test('a script comes in the smallest form that the browser takes', async () => {
    const plain = await ask(script);
    assert.equal(plain.headers['content-encoding'], undefined);
    for (const [accepts, coding, unpack] of [['gzip, deflate, br', 'br', brotliDecompressSync], ['gzip', 'gzip', gunzipSync], ['br;q=0, gzip', 'gzip', gunzipSync]]) {
      const packed = await ask(script, { 'Accept-Encoding': accepts });
      assert.equal(packed.headers['content-encoding'], coding, accepts);
      assert.equal(packed.headers['vary'], 'Accept-Encoding');
      assert.equal(packed.headers['content-type'], 'text/javascript; charset=utf-8');
      assert.ok(packed.body.length < plain.body.length / 2, `${packed.body.length} of ${plain.body.length} bytes`);
      assert.deepEqual(unpack(packed.body), plain.body);
    }
  });

  test('what is named by its hash is kept for ever; the page is asked for again, for nothing', async () => {
    assert.equal((await ask(script)).headers['cache-control'], 'public, max-age=31536000, immutable');
    for (const path of ['/', '/day', '/lessons/demo~now', '/index.html', '/favicon.svg']) {
      const first = await ask(path, { 'Accept-Encoding': 'br' });
      assert.equal(first.status, 200, path);
      assert.equal(first.headers['cache-control'], 'no-cache', path);
      const again = await ask(path, { 'Accept-Encoding': 'br', 'If-None-Match': first.headers['etag'] });
      assert.deepEqual([again.status, again.body.length], [304, 0], path);
    }
  });

  test('the page may run nothing that stands in it', async () => {
    const page = await ask('/day', { 'Accept-Encoding': 'br' });
    const policy = page.headers['content-security-policy'];
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.doesNotMatch(brotliDecompressSync(page.body).toString(), /<script(?![^>]+src=)|<style|\son\w+=/);
  });

  test('answers of the interface are never compressed: what is secret in them cannot be told from their length', async () => {
    for (const path of ['/api/v1/session', '/openapi/v1.json']) {
      assert.equal((await ask(path, { 'Accept-Encoding': 'gzip, deflate, br' })).headers['content-encoding'], undefined, path);
    }
  });

  test('nothing else of the folder, and nothing outside of it, is there', async () => {
    for (const path of [`${script}.br`, '/assets/none.js', '/assets/', '/assets/../../package.json', '/..%2f..%2fpackage.json', '/assets/%2e%2e%2f%2e%2e%2fpackage.json']) {
      const { body } = await ask(path, { 'Accept-Encoding': 'br' });
      assert.doesNotMatch(body.toString(), /"dependencies"/, path);
    }

    assert.equal((await ask(`${script}.br`)).status, 404);
    assert.equal((await ask('/assets/none.js')).status, 404);
  });
});
