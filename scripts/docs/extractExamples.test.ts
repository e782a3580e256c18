import { expect, test } from 'vitest'
import { extractExamples } from './extractExamples.mjs'

const code = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`

test('a block with an import begins a module, and one without goes on, with what the reader has already', () => {
  const markdown = [
    'Text.',
    code('ts', "import { one } from 'one'"),
    code('sh', 'npm start'),
    '<!-- example: declare const log: Console -->\n',
    code('tsx', 'log.info(one)'),
    code('ts', "import { two } from 'two'"),
  ].join('\n')
  expect(extractExamples(markdown)).toEqual([
    "import { one } from 'one'\n\ndeclare const log: Console\nlog.info(one)\n\nexport {}\n",
    "import { two } from 'two'\n\nexport {}\n",
  ])
})

test('a text without TypeScript has no examples', () => {
  expect(extractExamples(`Text.\n${code('sh', 'npm start')}`)).toEqual([])
})
