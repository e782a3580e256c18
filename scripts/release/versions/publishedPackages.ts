import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean | undefined
  readonly exports?: unknown
  readonly repository?: { readonly url: string } | undefined
  readonly scripts?: Readonly<Record<string, string>> | undefined
  readonly dependencies?: Readonly<Record<string, string>> | undefined
  readonly peerDependencies?: Readonly<Record<string, string>> | undefined
  readonly optionalDependencies?: Readonly<Record<string, string>> | undefined
}

export interface PublishedPackage {
  readonly name: string
  readonly version: string
  /** Relative to the root of the repository. */
  readonly folder: string
  readonly manifest: Manifest
}

/** The packages that a registry gets, each after those that it depends on. */
export async function publishedPackages(root: string): Promise<readonly PublishedPackage[]> {
  const found: PublishedPackage[] = []
  for await (const file of glob('packages/*/package.json', { cwd: root })) {
    const manifest = JSON.parse(await readFile(join(root, file), 'utf8')) as Manifest
    const { name, version } = manifest
    if (manifest.private !== true) found.push({ name, version, folder: dirname(file), manifest })
  }
  return inOrder(found.sort((one, other) => one.name.localeCompare(other.name)))
}

/** What a package needs once it is installed, by name: the ranges that stand in its manifest. */
export function installedWith(manifest: Manifest): readonly (readonly [name: string, range: string])[] {
  const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest
  return [dependencies, peerDependencies, optionalDependencies].flatMap((ranges) => Object.entries(ranges))
}

function inOrder(packages: readonly PublishedPackage[]): readonly PublishedPackage[] {
  const ordered = new Set<PublishedPackage>()
  const add = (one: PublishedPackage): void => {
    const needed = installedWith(one.manifest).map(([name]) => name)
    for (const other of packages) if (other !== one && needed.includes(other.name) && !ordered.has(other)) add(other)
    ordered.add(one)
  }
  packages.forEach(add)
  return [...ordered]
}
