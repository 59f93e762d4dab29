import encode from 'qr';
import { useMemo } from 'preact/hooks';

/** A text as a square that cameras read: black on white whatever the theme, with the white edge that readers need. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Modules of white around it. */
const EDGE = 3;

/** One stroke for each run of black modules in a row. */
function drawn(text: string): { size: number; path: string } {
  const rows = encode(text, 'raw', { ecc: 'medium', border: EDGE });
  const runs = rows.flatMap((row, y) => row.flatMap((black, x) => (black && !row[x - 1] ? [`M${x} ${y}h${lengthOf(row, x)}v1H${x}z`] : [])));
  return { size: rows.length, path: runs.join('') };
}

function lengthOf(row: readonly boolean[], from: number): number {
  const end = row.indexOf(false, from);
  return (end === -1 ? row.length : end) - from;
}
