/** What the image holds. */
export const storefrontFiles = {
  '/app/README.md': `# storefront

Products, baskets and checkout. Needs Postgres at DATABASE_URL.

    npm start     # http://localhost:8080
`,
  '/app/package.json': `{
  "name": "storefront",
  "version": "2.14.0",
  "private": true,
  "type": "module",
  "scripts": {
    "start": "node src/server.ts"
  },
  "dependencies": {
    "fastify": "5.7.1",
    "pg": "8.17.2",
    "pino": "10.4.0"
  }
}
`,
  '/app/src/server.ts': `import { buildApp } from './app.ts'

const app = await buildApp()
await app.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 8080) })
`,
  '/app/src/app.ts': `import fastify from 'fastify'
import { basketRoutes } from './routes/basket.ts'
import { checkoutRoutes } from './routes/checkout.ts'

export async function buildApp() {
  const app = fastify({ logger: true })
  await app.register(basketRoutes, { prefix: '/v1/basket' })
  await app.register(checkoutRoutes, { prefix: '/v1/checkout' })
  return app
}
`,
  '/app/src/payments/client.ts': `const patience = 2000

/** Asks the payment provider, and gives up in time for the reader. */
export async function ask(path: string, body: object): Promise<Response> {
  const signal = AbortSignal.timeout(patience)
  return fetch(new URL(path, provider), { method: 'POST', body: JSON.stringify(body), signal })
}
`,
} as const
