import { readPeople, type PersonInOffice } from '../../api/office';
import type { SchoolRole } from '../../api/identity';
import { PagedList } from '../paged-list';

export type PeopleFilter = { role: SchoolRole | undefined; search: string; class?: string | undefined };

/** The people of a school that a filter lets through, by family name. */
export type PeopleList = PagedList<PersonInOffice, PeopleFilter>;

export const peopleOf = (school: string): PeopleList => new PagedList((filter, after) => readPeople(school, { ...filter, after }));
