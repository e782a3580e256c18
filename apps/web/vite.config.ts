import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

const proxy = process.env['CATALYST_URL'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react()],
  // Addresses of files relative to each other: the proxy may serve the dashboard below any path.
  base: './',
  // Workspace packages resolve to their sources, so that the dashboard builds and reloads without building them first.
  resolve: { conditions: ['@catalyst/source', ...defaultClientConditions] },
  build: {
    // The dashboard's Content-Security-Policy has no `data:`.
    assetsInlineLimit: 0,
  },
  server: {
    // The proxy answers only to its own Host, and takes writes and upgrades only from its own Origin.
    proxy: { '/api': { target: proxy, changeOrigin: true, ws: true, headers: { origin: proxy } } },
  },
})
