/** The repository as it is checked out in the container. */
export const storefrontApiFiles = {
  '/app/README.md': `# storefront-api

Products, baskets and checkout over HTTP. Needs Postgres at DATABASE_URL.

    npm run migrate
    npm run dev     # http://localhost:4000/v1/products
`,
  '/app/package.json': `{
  "name": "storefront-api",
  "version": "2.14.0",
  "private": true,
  "type": "module",
  "scripts": {
    "dev": "node --watch src/server.ts",
    "start": "node src/server.ts",
    "migrate": "node-pg-migrate up",
    "test": "vitest run"
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
await app.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 4000) })
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
  '/app/migrations/0017_orders_idempotency_key.sql': `alter table orders add column idempotency_key uuid;
create unique index orders_idempotency_key on orders (idempotency_key);
`,
  '/app/.gitignore': 'node_modules/\n.env.local\n',
} as const
