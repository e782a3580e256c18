import { generate } from 'selfsigned'

export interface Certificates {
  ca: string
  server: { cert: string; key: string }
  client: { cert: string; key: string }
}

/** An authority with a server certificate for 127.0.0.1 and a client certificate for the user `ada`. */
export async function makeCertificates(): Promise<Certificates> {
  const algorithm = { keyType: 'ec', algorithm: 'sha256' } as const
  const authority = await generate([{ name: 'commonName', value: 'test authority' }], {
    ...algorithm,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  const ca = { cert: authority.cert, key: authority.private }
  const [server, client] = await Promise.all([
    generate([{ name: 'commonName', value: 'test server' }], {
      ...algorithm,
      ca,
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    }),
    generate([{ name: 'commonName', value: 'ada' }], { ...algorithm, ca }),
  ])
  return {
    ca: authority.cert,
    server: { cert: server.cert, key: server.private },
    client: { cert: client.cert, key: client.private },
  }
}

/** As a kubeconfig holds it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
