import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { importDirections, loneImporters, testImports } from './importDirections.js'

const testFile = /(\.(test|test-d|stories)\.[cm]?tsx?$)|(\/src\/(.+\/)?(testing|fixtures)\/)/
const sourceRoot = /^((?:packages|apps)\/[^/]+\/)src\//

/**
 * Says why an import goes against the directions, or nothing when it is fine.
 *
 * @param {object} place
 * @param {string} place.file the importing file, relative to the root, with forward slashes
 * @param {string} place.specifier what stands in the import
 * @param {boolean} place.typeOnly whether the import disappears when the file is compiled
 * @returns {string | undefined}
 */
export function judgeImport({ file, specifier, typeOnly }) {
  const home = sourceRoot.exec(file)?.[1]
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier)
    return home === undefined || target.startsWith(home)
      ? undefined
      : `'${specifier}' leaves ${home.slice(0, -1)}: import the package by its name.`
  }

  const lone = loneImporters.find((entry) => matches(specifier, [entry.package, `${entry.package}/*`]))
  if (lone !== undefined && lone.file !== file && lone.folders.some((folder) => file.startsWith(`${folder}/`))) {
    return `'${lone.package}' is named in ${lone.file} alone, so that it loads only when it is needed: import from there.`
  }

  const layer = importDirections.find((entry) => file.startsWith(`${entry.folder}/`))
  if (layer === undefined) return undefined
  const isTest = testFile.test(file)
  const refusal = `'${specifier}' is not for ${layer.folder.replace(/\/src$/, '')}: ${layer.why}.`

  if (specifier.startsWith('@catalyst/')) {
    const allowed = [
      ...layer.workspace,
      ...(typeOnly ? (layer.workspaceTypes ?? []) : []),
      ...(isTest ? testImports : []),
    ]
    if (matches(specifier, allowed)) return undefined
    return matches(specifier, layer.workspaceTypes ?? []) ? `${refusal} Use 'import type'.` : refusal
  }
  if (isTest) return undefined
  if (isBuiltin(specifier)) return layer.node ? undefined : refusal
  const name = packageName(specifier)
  if (layer.never?.includes(name)) return refusal
  return layer.external === undefined || layer.external.includes(name) ? undefined : refusal
}

/** @param {string} specifier @param {readonly string[]} patterns */
function matches(specifier, patterns) {
  return patterns.some((pattern) =>
    pattern.endsWith('/*') ? specifier.startsWith(pattern.slice(0, -1)) : specifier === pattern,
  )
}

/** @param {string} specifier */
function packageName(specifier) {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
