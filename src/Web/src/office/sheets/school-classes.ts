import { signal } from '@preact/signals';
import type { ClassRoster, ClassSummary } from '../../api/lessons';
import { readAllClasses, readClass, readStudents, type PersonInOffice } from '../../api/office';
import { byClass } from '../../i18n/format';

/** Classes asked for at once. */
const AT_ONCE = 4;

type State = { classes: ClassSummary[] | undefined; students: PersonInOffice[] | undefined; rosters: ReadonlyMap<string, ClassRoster>; error: unknown };

/** The classes and students of a school; who is in a class is read when it is chosen. */
export class SchoolClasses {
  readonly state = signal<State>({ classes: undefined, students: undefined, rosters: new Map(), error: undefined });

  constructor(private readonly school: string) {}

  async load(): Promise<void> {
    this.#change({ error: undefined });
    try {
      const [classes, students] = await Promise.all([readAllClasses(this.school), readStudents(this.school)]);
      this.#change({ classes: classes.sort((a, b) => byClass(a.title, b.title)), students });
    } catch (error) {
      this.#change({ error });
    }
  }

  /** Reads who is in these classes, as far as it is not known yet. */
  async open(chosen: ReadonlySet<string>): Promise<void> {
    const missing = [...chosen].filter((id) => !this.state.value.rosters.has(id));
    this.#change({ error: undefined });
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.#readFrom(missing)));
    } catch (error) {
      this.#change({ error });
    }
  }

  async #readFrom(missing: string[]): Promise<void> {
    for (let id = missing.shift(); id !== undefined; id = missing.shift()) {
      const roster = await readClass(id);
      this.#change({ rosters: new Map(this.state.value.rosters).set(id, roster) });
    }
  }

  #change(what: Partial<State>): void {
    this.state.value = { ...this.state.value, ...what };
  }
}
