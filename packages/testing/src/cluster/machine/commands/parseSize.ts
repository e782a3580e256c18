const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  c: 1,
}

/** A number of bytes or lines, such as `10k`. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d+)(kB|KB|MB|GB|[bckKmMgG]?)(?:iB)?$/.exec(text)
  if (found === null) return undefined
  return Number(found[1]) * (units[(found[2] ?? '').toLowerCase()] ?? 1)
}
