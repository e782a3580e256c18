/** Bytes as `1.5K`, as busybox writes them. */
export function humanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes)
  let size = bytes
  let unit = -1
  while (size >= 1024 && unit < 5) {
    size /= 1024
    unit += 1
  }
  return `${size.toFixed(1)}${'KMGTPE'[unit] ?? ''}`
}
