import { installedWith, type Manifest } from '../versions/publishedPackages.ts'

export interface Tarball {
  /** Paths below its folder `package`. */
  readonly files: readonly string[]
  readonly manifest: Manifest
}

interface Expected {
  readonly name: string
  readonly version: string
  /** Whether it is packed where it will be published from, so that it must say where that is. */
  readonly namesRepository: boolean
}

const allowed = /^((dist|src)\/.+|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/
const testFile = /(\.(test|test-d|browser|stories)\.[cm]?[jt]sx?|\.snap)$/
const atInstallation = ['preinstall', 'install', 'postinstall', 'prepare']

/** What is wrong with a package as a registry would get it, in words; none where all is well. */
export function tarballFaults({ files, manifest }: Tarball, expected: Expected): readonly string[] {
  const faults: string[] = []
  const { name, version } = manifest
  if (name !== expected.name || version !== expected.version) faults.push(`It is ${name}@${version}.`)
  for (const file of files) {
    if (!allowed.test(file)) faults.push(`${file} is for this repository alone: name what is packed in "files".`)
    else if (testFile.test(file)) faults.push(`${file} is a test: leave it out in "files".`)
  }
  for (const file of ['README.md', 'LICENSE', ...targetsOf(manifest.exports)]) {
    if (!files.includes(file)) faults.push(`${file} is missing.`)
  }
  for (const [needed, range] of installedWith(manifest)) {
    if (/^(workspace|catalog|link|file):/.test(range)) faults.push(`${needed} ${range} means nothing to a registry.`)
    else if (needed.startsWith('@catalyst/') && range !== expected.version) faults.push(`It needs ${needed} ${range}.`)
  }
  for (const script of atInstallation) {
    if (manifest.scripts?.[script] !== undefined) faults.push(`It runs "${script}" where it is installed.`)
  }
  if (expected.namesRepository && manifest.repository === undefined) {
    faults.push('It does not name its repository, without which no registry takes provenance.')
  }
  return faults
}

/** The files that `exports` leads to, whatever the conditions. */
function targetsOf(exports: unknown): readonly string[] {
  if (typeof exports === 'string') return [exports.replace(/^\.\//, '')]
  if (typeof exports !== 'object' || exports === null) return []
  return [...new Set(Object.values(exports).flatMap(targetsOf))]
}
