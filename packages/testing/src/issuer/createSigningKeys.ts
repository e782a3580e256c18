import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'

/** RS256, because every client and every API server takes it. */
const algorithm = 'RS256'

export interface SigningKeys {
  /** All of them, private parts too, the one that signs first. */
  jwks(): { keys: JWK[] }
  sign(payload: JWTPayload): Promise<string>
  /** Signs with a new one; `keepOld` keeps the others to verify with. */
  rotate(options: { keepOld: boolean }): Promise<void>
}

/** The keys of an issuer: one that signs and those that did. */
export async function createSigningKeys(): Promise<SigningKeys> {
  let keys = [await createKey()]
  return {
    jwks: () => ({ keys: keys.map(({ jwk }) => jwk) }),
    async sign(payload) {
      const [{ jwk, privateKey }] = keys as [Key]
      return new SignJWT(payload).setProtectedHeader({ alg: algorithm, kid: jwk.kid, typ: 'JWT' }).sign(privateKey)
    },
    async rotate({ keepOld }) {
      keys = [await createKey(), ...(keepOld ? keys : [])]
    },
  }
}

type Key = Awaited<ReturnType<typeof createKey>>

async function createKey() {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const jwk: JWK & { kid: string } = { ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig', kid: randomUUID() }
  return { jwk, privateKey }
}
