import { request } from './http';
import type { Page } from './lessons';

export type School = { id: string; name: string; rosterVersion: number };

/** Most that a page of a list may hold. */
const PAGE_MAX = 500;

/** All schools that the caller may know of. */
export const readSchools = () => readAll<School>('/api/v1/schools');

/** A list whole, page after page. */
async function readAll<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Page<T> = await request<Page<T>>('GET', `${path}?limit=${PAGE_MAX}${after && `&after=${encodeURIComponent(after)}`}`);
    items.push(...page.items);
    after = page.next;
  }

  return items;
}
