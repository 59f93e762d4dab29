import type { RosterFault } from '../../api/rosters';

/** The faults of one file; without a name, of the archive as a whole. */
export type FaultGroup = { file: string | undefined; faults: RosterFault[] };

/** By file, in the order in which they were found; what concerns the whole comes first. */
export function groupFaults(faults: readonly RosterFault[]): FaultGroup[] {
  const groups = new Map<string | undefined, RosterFault[]>([[undefined, []]]);
  for (const fault of faults) {
    groups.set(fault.file, [...(groups.get(fault.file) ?? []), fault]);
  }

  return [...groups].map(([file, found]) => ({ file, faults: found })).filter((group) => group.faults.length > 0);
}
