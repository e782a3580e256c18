import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeImport } from './judgeImport.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Reports imports, re-exports, dynamic imports and `import('…')` types that go against `importDirections.js`.
 * The usual `no-restricted-imports` sees neither dynamic imports nor types of that form.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const importDirectionsRule = {
  meta: { type: 'problem', schema: [], docs: { description: 'Imports go one way between the packages.' } },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/')

    /** @param {any} node @param {any} source @param {boolean} typeOnly */
    function check(node, source, typeOnly) {
      const specifier = typeof source === 'string' ? source : source?.value
      if (typeof specifier !== 'string') return
      const message = judgeImport({ file, specifier, typeOnly })
      if (message !== undefined) context.report({ node, message })
    }

    /** @type {Record<string, (node: any) => void>} */
    const listeners = {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    }
    return listeners
  },
}
