/** White space, controls, format characters, and what only looks like letters or marks: the list of docs/protocol.md. */
const SHOWN = /[^\s\p{Cc}\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/u;

/** Whether a text shows anything at all; the lesson refuses one that does not. */
export function isWritten(text: string): boolean {
  return SHOWN.test(text);
}
