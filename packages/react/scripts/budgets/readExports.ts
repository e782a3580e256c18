/** An export of a barrel: `export { name } from 'from'`; types are left out. */
export interface ReExport {
  readonly name: string
  /** Relative to the barrel: `./components/phase-badge/PhaseBadge.tsx`. */
  readonly from: string
}

/** Reads what a barrel exports by name, in its order. */
export function readExports(source: string): readonly ReExport[] {
  return [...source.matchAll(/export \{([^}]*)\} from '([^']+)'/g)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ name: name.replace(/ as .*/, ''), from })),
  )
}
