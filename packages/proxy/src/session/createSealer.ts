import { createHash, randomBytes } from 'node:crypto'
import { EncryptJWT, errors, jwtDecrypt, type JWTPayload } from 'jose'

/** Cookies that only this server can read or make. */
export interface Sealer {
  /** @param purpose what it is for: what was sealed for one purpose can't be opened for another */
  seal(content: object, options: { purpose: string; endsAt: Date }): Promise<string>
  /** What was sealed for a purpose and has not ended; `undefined` for anything else. The caller knows its shape, for nobody else can make one. */
  open<T extends object>(sealed: string, purpose: string): Promise<(T & JWTPayload) | undefined>
}

const keyBytes = 32

/**
 * Encrypts with the first key (JWE, `dir` with A256GCM) and decrypts with any.
 *
 * @param issuedFor goes into what is sealed, so that another client of the same keys can't use it
 * @throws Error for a key that isn't 32 bytes of base64; it names its place and never the key.
 */
export function createSealer(keys: readonly string[] | undefined, issuedFor: string): Sealer {
  const known = (keys ?? [randomBytes(keyBytes).toString('base64')]).map(readKey)
  const [first] = known
  if (first === undefined) throw new Error(`There is no session key. ${howToMake}`)
  return {
    seal: (content, { purpose, endsAt }) =>
      new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: first.id })
        .setIssuer(issuedFor)
        .setAudience(purpose)
        .setExpirationTime(endsAt)
        .encrypt(first.key),
    async open<T extends object>(sealed: string, purpose: string) {
      try {
        const { payload } = await jwtDecrypt<T>(sealed, ({ kid }) => keyOf(kid), {
          issuer: issuedFor,
          audience: purpose,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
        })
        return payload
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined
        throw error
      }
    },
  }

  function keyOf(id: string | undefined): Uint8Array {
    const found = known.find((each) => each.id === id)
    if (found === undefined) throw new errors.JWEDecryptionFailed()
    return found.key
  }
}

const howToMake = 'Make one with `openssl rand -base64 32`, and give all replicas the same.'

function readKey(text: string, index: number) {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyBytes || !/^[A-Za-z0-9+/_-]+=*$/.test(text.trim()))
    throw new Error(`Session key ${index + 1} is not ${keyBytes} bytes of base64. ${howToMake}`)
  return { key: new Uint8Array(key), id: createHash('sha256').update(key).digest('base64url').slice(0, 8) }
}
