// A zip archive without compression: enough to bring a roster in.
import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

/** @param {Record<string, string>} files by name @returns {Buffer} */
export function zip(files) {
  const local = [];
  const central = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)];
    // Version 2.0, UTF-8 names, stored, 1 January 1980; checksum, both sizes, length of the name, nothing extra.
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800, 2);
    about.writeUInt16LE(0x21, 8);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(title.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), about, title, content);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, title);
    at += 4 + about.length + title.length + content.length;
  }

  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const csv = (rows) => `${rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n')}\n`;

/**
 * A delta for a school that is there: one more class with a teacher and students, as OneRoster 1.1.
 * @param {{ org: string, title: string, teacher: string[], students: string[][], broken?: boolean, lesson?: { title: string, startsAt: Date, endsAt: Date }, others?: number }} school
 *   names are [given, family]; broken: a row without a name, and an unknown role; lesson: one to plan; others: students of no class
 */
export function roster({ org, title, teacher, students, broken = false, lesson, others = 0 }) {
  const now = '2026-11-24T08:00:00Z';
  const slug = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const people = [teacher, ...students].map(([given, family], index) => ({ id: `${slug}-${index}`, role: index === 0 ? 'teacher' : 'student', given, family }));
  const user = (id, role, given, family, email = '') => [id, 'active', now, 'true', org, role, given, family, email];
  return zip({
    'manifest.csv': csv([['propertyName', 'value'], ['manifest.version', '1.0'], ['oneroster.version', '1.1'], ...['classes', 'enrollments', 'users'].map((file) => [`file.${file}`, 'delta'])]),
    'classes.csv': csv([
      ['sourcedId', 'status', 'dateLastModified', 'title', 'classType', 'courseSourcedId', 'schoolSourcedId', 'termSourcedIds'],
      [slug, 'active', now, title, 'scheduled', `${slug}-course`, org, `${slug}-term`],
    ]),
    'users.csv': csv([
      ['sourcedId', 'status', 'dateLastModified', 'enabledUser', 'orgSourcedIds', 'role', 'givenName', 'familyName', 'email'],
      ...people.map(({ id, role, given, family }) => user(id, broken && id.endsWith('-1') ? 'pupil' : role, given, broken && id.endsWith('-2') ? '' : family, role === 'teacher' ? `${slug}@example.org` : '')),
      ...Array.from({ length: others }, (_, at) => user(`${slug}-other-${at}`, 'student', 'Camille', `Élève ${at + 1}`)),
    ]),
    'enrollments.csv': csv([
      ['sourcedId', 'status', 'dateLastModified', 'classSourcedId', 'schoolSourcedId', 'userSourcedId', 'role'],
      ...people.map(({ id, role }) => [`${id}-in`, 'active', now, slug, org, id, role]),
    ]),
    ...(lesson && {
      'classroom_lessons.csv': csv([
        ['sourcedId', 'classSourcedId', 'schoolSourcedId', 'title', 'startsAt', 'endsAt'],
        [`${slug}-lesson`, slug, org, lesson.title, lesson.startsAt.toISOString(), lesson.endsAt.toISOString()],
      ]),
    }),
  });
}
