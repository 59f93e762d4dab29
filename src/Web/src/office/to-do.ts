import { countPeople, readPasswordResets } from '../api/office';

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

export async function readToDo(school: string): Promise<ToDo> {
  const [{ people, staffUninvited, studentsUncoded }, resets] = await Promise.all([countPeople(school), readPasswordResets(school)]);
  return { people, resets: resets.length, uninvited: staffUninvited, uncoded: studentsUncoded };
}
