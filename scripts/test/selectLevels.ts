/**
 * Picks the levels named on the command line, in the order in which they always run; none named means all.
 *
 * @throws Error that lists the levels when a name is not one of them.
 */
export function selectLevels<TLevel extends { readonly name: string }>(
  levels: readonly TLevel[],
  wanted: readonly string[],
): readonly TLevel[] {
  const names = levels.map((level) => level.name)
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`There is no level ${unknown.join(', ')}. Levels: ${names.join(', ')}.`)
  return wanted.length === 0 ? levels : levels.filter((level) => wanted.includes(level.name))
}
