const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** Bytes in the unit that keeps the number short: `180 MiB`, `1.5 GiB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(binaryUnits.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${short(bytes / 1024 ** power)} ${binaryUnits[power] ?? 'B'}`
}

/** Cores as Kubernetes writes them: `120m` below one core, `1.5` from there on. */
export function formatCores(cores: number): string {
  return cores < 1 && cores > 0 ? `${Math.max(1, Math.round(cores * 1000))}m` : short(cores)
}

function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toFixed(value >= 10 ? 1 : 2)))
}
