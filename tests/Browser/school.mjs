// What the office of the demo school does over HTTP, for stories that begin there.
import { ask, makeAdministrator, signIn } from './crowd.mjs';

const SCHOOL = '/api/v1/schools/demo';

/** Makes the first administrator, who invites the office: what is done from then on, the office does. */
export async function openOffice(node) {
  const administrator = await makeAdministrator(node);
  const [{ id: secretary }] = (await ask(node, administrator, 'GET', `${SCHOOL}/people?role=office`)).items;
  const { path } = await ask(node, administrator, 'POST', `${SCHOOL}/people/${secretary}/invitation`, {});
  const password = 'un secrétariat bien tenu';
  const { login } = await ask(node, undefined, 'POST', '/api/v1/invitations/accept', { token: secretOf(path), password });
  const office = await signIn(node, { type: 'password', login, password });
  return {
    /** A teacher who never signed in, with a class that has students: whom to invite, and what the class is called. */
    findNewcomer: async () => {
      const { items: classes } = await ask(node, office, 'GET', `${SCHOOL}/classes?limit=500`);
      const active = await ask(node, office, 'GET', `${SCHOOL}/people?role=teacher&limit=500`);
      const isNew = new Set(active.items.filter(({ account }) => account === 'none').map(({ id }) => id));
      for (const { class: id } of classes) {
        const roster = await ask(node, office, 'GET', `/api/v1/classes/${id}`);
        const teacher = roster.enrollments.find(({ role, person }) => role === 'teacher' && isNew.has(person));
        if (teacher) {
          const students = roster.enrollments.filter(({ role }) => role === 'student');
          return { teacher, class: id, title: roster.title, students };
        }
      }

      throw new Error('Every teacher of the demo school has an account already.');
    },
    /** The path of a link with which somebody chooses a password, and their login. */
    invite: (person) => ask(node, office, 'POST', `${SCHOOL}/people/${person}/invitation`, {}),
    /** New personal codes for a class, by person. */
    codesOf: async (classId) => new Map((await ask(node, office, 'POST', `${SCHOOL}/classes/${classId}/codes`, {})).codes.map(({ person, code }) => [person, code])),
  };
}

const secretOf = (path) => new URLSearchParams(path.split('#')[1]).get('invitation');
