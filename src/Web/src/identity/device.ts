const SCHOOL = 'classroom.school';
const DEVICE = 'classroom.device';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The school code that was right on this device last time; never the personal code. */
export function rememberedSchool(): string {
  return localStorage.getItem(SCHOOL) ?? '';
}

export function rememberSchool(code: string): void {
  localStorage.setItem(SCHOOL, code);
}

/** Names this installation of the page for ever: part of every command's id. */
export function deviceId(): string {
  const known = localStorage.getItem(DEVICE);
  if (known !== null && /^[0-9a-z]{13}$/.test(known)) {
    return known;
  }

  const made = randomId();
  localStorage.setItem(DEVICE, made);
  return made;
}

/** A new random id: 13 characters, 65 random bits. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(13))].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
