import type { RepositoryOptions } from './createRepository.ts'

/** Where the repositories of the demo's three projects are. */
export const urls = {
  web: 'https://git.example.com/acme/storefront-web.git',
  api: 'https://git.example.com/acme/storefront-api.git',
  billing: 'https://git.example.com/acme/billing.git',
  atlas: 'https://git.example.com/orbit/atlas.git',
} as const

/** The branches of the demo: each ends in a commit that makes the environment on it what it is. */
export const knownRepositories: readonly Omit<RepositoryOptions, 'seed'>[] = [
  {
    url: urls.web,
    name: 'storefront-web',
    port: 5173,
    detected: { type: 'node', command: 'npm run dev' },
    branches: {
      main: { message: 'Release 2.14' },
      'feature/one-page-checkout': { message: 'Fold the three steps of the checkout into one page' },
      'feature/product-search': { message: 'Search while typing' },
      'fix/price-rounding': { message: 'Use the new Money type in the basket', breaksBuild: true },
      'chore/node-24': { message: 'Run on Node 24' },
    },
  },
  {
    url: urls.api,
    name: 'storefront-api',
    port: 4000,
    detected: { type: 'node', command: 'npm run dev' },
    branches: {
      main: { message: 'Release 2.14' },
      'feature/one-page-checkout': { message: 'Accept address and payment in one request' },
      'feature/product-search': { message: 'Index products by prefix' },
      'fix/price-rounding': { message: 'Keep prices in minor units' },
      'chore/node-24': { message: 'Run on Node 24' },
    },
  },
  {
    url: urls.billing,
    name: 'billing',
    port: 8000,
    detected: { type: 'make', command: 'make dev' },
    branches: {
      main: { message: 'Archive invoices after ten years', migrationSeconds: 5 },
      'release/5.2': { message: 'Split amounts by currency', migrationSeconds: 900 },
      'feature/sepa-debit': { message: 'Collect by SEPA direct debit', needsVariable: 'SEPA_CREDITOR_ID' },
      'chore/python-3.14': { message: 'Build wheels for Python 3.14', buildSeconds: 840 },
    },
  },
  {
    url: urls.atlas,
    name: 'atlas',
    port: 8080,
    branches: {
      main: { message: 'Add the chapter on tides' },
      'experiment/terrain': { message: 'Begin with nothing but notes' },
    },
  },
]
