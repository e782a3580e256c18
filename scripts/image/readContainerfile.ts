/** What an image says about the processes that are started from it, in the words of the OCI image specification. */
export interface ImageConfig {
  readonly Entrypoint: readonly string[]
  readonly Env: readonly string[]
  readonly ExposedPorts: Readonly<Record<string, object>>
  readonly Labels: Readonly<Record<string, string>>
  readonly StopSignal: string
  readonly User: string
  readonly WorkingDir: string
}

/**
 * Reads the last stage of our Containerfile. It must be made from nothing but the staged folder; an instruction that
 * isn't known here is refused, because an image made without a builder would lack it.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export function readContainerfile(text: string): ImageConfig {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const stage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')))
  const [from, copy, ...instructions] = stage
  if (from !== 'FROM scratch' || copy !== 'COPY --from=build /image/ /') {
    throw new Error('The last stage of the Containerfile must be "FROM scratch" and "COPY --from=build /image/ /".')
  }
  const valuesOf = (name: string) =>
    instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
  const known = ['LABEL', 'ENV', 'USER', 'WORKDIR', 'EXPOSE', 'STOPSIGNAL', 'ENTRYPOINT']
  const strange = instructions.find((line) => !known.includes(line.split(' ')[0] ?? ''))
  if (strange !== undefined) throw new Error(`scripts/image does not know this line of the Containerfile: ${strange}`)
  return {
    Entrypoint: JSON.parse(only(valuesOf('ENTRYPOINT'))) as string[],
    Env: valuesOf('ENV'),
    ExposedPorts: Object.fromEntries(valuesOf('EXPOSE').map((port) => [`${port}/tcp`, {}])),
    Labels: Object.fromEntries(valuesOf('LABEL').map(parseLabel)),
    StopSignal: only(valuesOf('STOPSIGNAL')),
    User: only(valuesOf('USER')),
    WorkingDir: only(valuesOf('WORKDIR')),
  }
}

function only(values: readonly string[]): string {
  const [value, ...others] = values
  if (value === undefined || others.length > 0) throw new Error('The Containerfile must say this once, not more often.')
  return value
}

function parseLabel(text: string): [string, string] {
  const [, key, value] = /^([\w.]+)=("[^"\\]*")$/.exec(text) ?? []
  if (key === undefined || value === undefined) throw new Error(`A label must be written as key="text": ${text}`)
  return [key, JSON.parse(value) as string]
}
