import { readPasswordResets, readStaff, readStudents } from '../api/office';

/** What keeps people of a school from getting in. */
export type ToDo = {
  /** Everybody there is. */
  people: number;
  /** Who said that their password is forgotten. */
  resets: number;
  /** Staff with neither a password nor a link that can still be used. */
  uninvited: number;
  /** Students without a code. */
  uncoded: number;
};

/** Looks at everybody of a school. */
export async function readToDo(school: string): Promise<ToDo> {
  const [staff, students, resets] = await Promise.all([readStaff(school), readStudents(school), readPasswordResets(school)]);
  return {
    people: new Set([...staff, ...students].map(({ id }) => id)).size,
    resets: resets.length,
    uninvited: staff.filter(({ account }) => account === 'none').length,
    uncoded: students.filter(({ hasCode }) => !hasCode).length,
  };
}
