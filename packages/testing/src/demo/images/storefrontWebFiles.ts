/** The repository as it is checked out in the container. */
export const storefrontWebFiles = {
  '/app/README.md': `# storefront-web

The shop's pages: products, basket, checkout.

    pnpm install
    pnpm dev        # http://localhost:5173
    pnpm test

Talks to storefront-api through the proxy in vite.config.ts.
`,
  '/app/package.json': `{
  "name": "storefront-web",
  "version": "2.14.0",
  "private": true,
  "type": "module",
  "scripts": {
    "dev": "vite --host",
    "build": "tsc --noEmit && vite build",
    "start": "vite preview --host",
    "test": "vitest run"
  },
  "dependencies": {
    "react": "19.3.1",
    "react-dom": "19.3.1",
    "react-router": "7.10.0"
  },
  "devDependencies": {
    "typescript": "6.0.3",
    "vite": "8.3.8",
    "vitest": "5.1.0"
  }
}
`,
  '/app/vite.config.ts': `import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': 'http://api:4000' } },
})
`,
  '/app/index.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Storefront</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`,
  '/app/src/main.tsx': `import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

createRoot(document.getElementById('root')!).render(<App />)
`,
  '/app/src/App.tsx': `import { Route, Routes } from 'react-router'
import { Basket } from './basket/Basket.tsx'
import { CheckoutPage } from './checkout/CheckoutPage.tsx'
import { ProductList } from './products/ProductList.tsx'

export function App() {
  return (
    <Routes>
      <Route index element={<ProductList />} />
      <Route path="basket" element={<Basket />} />
      <Route path="checkout" element={<CheckoutPage />} />
    </Routes>
  )
}
`,
  '/app/src/basket/total.ts': `import { add, type Money, zero } from '../money.ts'
import type { Basket } from './Basket.ts'

/** Rounded once, at the end: sums of rounded lines are off by cents. */
export function total(basket: Basket): Money {
  return basket.lines.reduce((sum, line) => add(sum, line.price, line.quantity), zero)
}
`,
  '/app/src/basket/Basket.tsx': `export function Basket() {
  return <main>…</main>
}
`,
  '/app/src/checkout/CheckoutPage.tsx': `export function CheckoutPage() {
  return <form aria-label="Checkout">…</form>
}
`,
  '/app/src/products/ProductList.tsx': `export function ProductList() {
  return <ul>…</ul>
}
`,
  '/app/.gitignore': 'node_modules/\ndist/\n.env.local\n',
  '/var/log/npm-debug.log':
    '0 verbose cli /usr/local/bin/node /usr/local/bin/npm\n1 info using npm@11.6.2\n2 info using node@v24.11.1\n',
} as const
