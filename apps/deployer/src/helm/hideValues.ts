/** Names of values that may be secret. */
const secretName = /pass|secret|token|credential|auth|private|cert|key|dsn|url|uri|connection/i

/** Shorter ones would be found in everything. */
const shortest = 4

/**
 * Text without the values that may be secret, as they are and in base64: those whose name says so, and those of variables, which `env`
 * holds.
 */
export function hideValues(text: string, values: Readonly<Record<string, unknown>>): string {
  const secrets = [...collect(values, false)].filter((value) => value.length >= shortest)
  // The longest first, since one may be a part of another.
  const forms = secrets
    .flatMap((value) => [value, Buffer.from(value).toString('base64')])
    .sort((a, b) => b.length - a.length)
  return forms.reduce((hidden, form) => hidden.replaceAll(form, '***'), text)
}

function* collect(value: unknown, secret: boolean): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number') {
    if (secret) yield String(value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value))
    yield* collect(inner, secret || name === 'env' || secretName.test(name))
}
