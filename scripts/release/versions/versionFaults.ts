import { installedWith, type PublishedPackage } from './publishedPackages.ts'

export interface ReleaseState {
  readonly packages: readonly Pick<PublishedPackage, 'name' | 'version' | 'manifest'>[]
  readonly chart: { readonly version: string; readonly appVersion: string }
  /** Names of the files in `.changeset` that wait for the next version. */
  readonly changesets: readonly string[]
}

/** What keeps packages and chart from being one release, in words; none where all is well. */
export function versionFaults({ packages, chart, changesets }: ReleaseState): readonly string[] {
  const faults: string[] = []
  const version = packages[0]?.version ?? ''
  const names = new Set(packages.map(({ name }) => name))
  for (const { name, version: own, manifest } of packages) {
    if (own !== version) faults.push(`${name} is ${own} and ${packages[0]?.name} is ${version}: all have one version.`)
    for (const [needed, range] of installedWith(manifest)) {
      if (!needed.startsWith('@catalyst/')) continue
      if (!names.has(needed)) faults.push(`${name} needs ${needed}, which is not published: nobody could install it.`)
      else if (range !== 'workspace:*') faults.push(`${name} needs ${needed} ${range}: say workspace:*.`)
    }
  }
  for (const [field, value] of Object.entries(chart)) {
    if (value !== version) faults.push(`The chart's ${field} is ${value}: run "npm run release -- version".`)
  }
  if (version === '0.0.0' && changesets.length === 0) {
    faults.push('Nothing was ever released and no changeset waits: describe what there is with "npm run changeset".')
  }
  return faults
}
