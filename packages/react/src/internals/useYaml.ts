import { useEffect, useState } from 'react'

/** What is used of the YAML library. */
export interface Yaml {
  stringify(value: unknown): string
  parse(text: string): unknown
}

/** The YAML library, which is loaded by the first part of a page that writes or reads YAML. Not there yet: `undefined`; `'failed'` where it can't be loaded. */
export function useYaml(): Yaml | 'failed' | undefined {
  const [yaml, setYaml] = useState<Yaml | 'failed'>()
  useEffect(() => {
    let isGone = false
    import('yaml').then(
      ({ stringify, parse }) => {
        if (isGone) return
        setYaml({
          // A long text stays on its line: folded, it would no longer be found by a search.
          stringify: (value) => stringify(value, { lineWidth: 0 }),
          parse: (text) => parse(text) as unknown,
        })
      },
      () => {
        if (!isGone) setYaml('failed')
      },
    )
    return () => {
      isGone = true
    }
  }, [])
  return yaml
}
