import { generate } from 'selfsigned'

export interface Certificates {
  /** PEM. Of the authority, which clients are told to trust, and which exists for this cluster alone. */
  readonly ca: string
  readonly cert: string
  readonly key: string
}

const day = 24 * 60 * 60 * 1000

/** A certificate for 127.0.0.1, localhost and other addresses, and the authority that signed it. */
export async function createCertificates(addresses: readonly string[] = []): Promise<Certificates> {
  const now = Date.now()
  // Clocks of a machine and its containers may differ a little.
  const valid = { notBeforeDate: new Date(now - day), notAfterDate: new Date(now + 365 * day) }
  const keys = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const
  const ca = await generate([{ name: 'commonName', value: 'catalyst-cluster-ca' }], {
    ...keys,
    ...valid,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
  })
  const server = await generate([{ name: 'commonName', value: 'kube-apiserver' }], {
    ...keys,
    ...valid,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
  return { ca: ca.cert, cert: server.cert, key: server.private }
}
