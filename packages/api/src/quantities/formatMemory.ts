const units = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

/** Writes bytes for people in the largest fitting unit of 1024, with one decimal below ten: `1Gi`, `1.5Gi`, `310Mi`, `512`. */
export function formatMemory(bytes: number): string {
  let index = 0
  let count = Math.max(0, bytes)
  while (round(count) >= 1024 && index < units.length - 1) {
    count /= 1024
    index++
  }
  return `${index === 0 ? Math.round(count) : round(count)}${units[index] ?? ''}`
}

function round(count: number): number {
  return count < 9.95 ? Math.round(count * 10) / 10 : Math.round(count)
}
