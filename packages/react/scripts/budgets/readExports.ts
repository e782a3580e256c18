/** An export of a barrel: `export { name } from 'from'`; types are left out. */
export interface ReExport {
  readonly name: string
  /** Relative to the barrel: `./components/phase-badge/PhaseBadge.tsx`. */
  readonly from: string
}

/** Reads what a barrel exports by name, in its order; another name for the same thing is left out. */
export function readExports(source: string): readonly ReExport[] {
  return [...source.matchAll(/export \{([^}]*)\} from '([^']+)'/g)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !/^type | as /.test(name))
      .map((name) => ({ name, from })),
  )
}
