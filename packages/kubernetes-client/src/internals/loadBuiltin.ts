import { importLate } from './importLate.ts'

/**
 * A module of Node, when it is first used. `import` of one asks for each thing that it exports, and some of these load more:
 * `node:http` a whole `undici`, which costs 100 ms and 10 MiB.
 *
 * @param load for versions of Node before 20.16 and 22.3, which have no other way.
 */
export async function loadBuiltin<TModule extends object>(
  name: `node:${string}`,
  load: () => Promise<{ default: TModule }>,
): Promise<TModule> {
  const present = typeof process.getBuiltinModule === 'function' ? process.getBuiltinModule(name) : undefined
  return (present as TModule | undefined) ?? (await importLate(load, name)).default
}
