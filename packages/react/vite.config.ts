import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url))

/** Vite makes an empty module beside a stylesheet that is an entry of its own. */
function withoutStyleModule(): Plugin {
  return {
    name: 'catalyst:without-style-module',
    generateBundle(_options, bundle) {
      for (const name of ['style.js', 'style.js.map']) delete bundle[name]
    },
  }
}

// One module per source, so that a host's bundler takes what it needs and nothing else; one stylesheet for all.
// Declarations are tsdown's.
export default defineConfig({
  plugins: [withoutStyleModule()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    sourcemap: true,
    minify: false,
    cssMinify: true,
    // Custom properties with `light-dark()` and layers are kept as they are written.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    cssCodeSplit: true,
    lib: {
      entry: { index: source('index.ts'), terminal: source('terminal.ts'), style: source('style.css') },
      formats: ['es'],
    },
    rolldownOptions: {
      external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('\0') && !id.endsWith('.css'),
      output: {
        preserveModules: true,
        preserveModulesRoot: source('.'),
        entryFileNames: '[name].js',
        assetFileNames: '[name][extname]',
        // Frameworks with server components leave what uses React's state to the browser.
        banner: ({ imports }) => (imports.includes('react') ? "'use client';" : ''),
      },
    },
  },
})
