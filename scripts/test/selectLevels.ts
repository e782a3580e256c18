/**
 * Picks the levels named on the command line, in the order in which they always run; none named means all. Of a level such
 * as `conformance, real` the first part names it too, with its siblings.
 *
 * @throws Error that lists the levels when a name is not one of them.
 */
export function selectLevels<TLevel extends { readonly name: string }>(
  levels: readonly TLevel[],
  wanted: readonly string[],
): readonly TLevel[] {
  const names = levels.map((level) => level.name)
  const isNamed = (name: string, by: string) => name === by || name.startsWith(`${by}, `)
  const unknown = wanted.filter((by) => !names.some((name) => isNamed(name, by)))
  if (unknown.length > 0) throw new Error(`There is no level ${unknown.join(', ')}. Levels: ${names.join(', ')}.`)
  return wanted.length === 0 ? levels : levels.filter(({ name }) => wanted.some((by) => isNamed(name, by)))
}
