/**
 * Writes cores for people: whole millicores (`250m`, `1500m`), or cores where they are whole (`2`). Less than a millicore,
 * but not nothing, is `1m`.
 */
export function formatCpu(cores: number): string {
  const millis = cores > 0 ? Math.max(1, Math.round(cores * 1000)) : 0
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`
}
