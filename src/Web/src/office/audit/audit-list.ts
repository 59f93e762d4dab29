import { readAudit, type AuditEntry, type AuditQuery } from '../../api/schools';
import { PagedList } from '../paged-list';

const PAGE = 50;

export type AuditFilter = Pick<AuditQuery, 'action' | 'from' | 'to'>;

/** The entries of a trail that a filter lets through, the latest first. */
export type AuditList = PagedList<AuditEntry, AuditFilter>;

/** The trail of a school, or without one of the node. */
export const trailOf = (school: string | undefined): AuditList => new PagedList((filter, after) => readAudit(school, { ...filter, after, count: PAGE }));
