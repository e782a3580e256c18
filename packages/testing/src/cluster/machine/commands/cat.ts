import type { Command } from '../processes/Command.ts'
import { chunksOf, forEachInput, linesOf } from './inputs.ts'
import { parseOptions } from './parseOptions.ts'

export const cat: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'nbvteAsu' })
  const isPlain = !['n', 'b', 'v', 't', 'e', 'A', 's'].some((letter) => options.has(letter))
  let number = 0
  let wasEmpty = false
  return forEachInput(context, options.rest, async (open) => {
    if (isPlain) {
      for await (const bytes of chunksOf(context, open)) await context.stdout.write(bytes)
      return
    }
    for await (const lines of linesOf(context, open)) {
      let text = ''
      for (const line of lines) {
        if (options.has('s') && wasEmpty && line.text === '') continue
        wasEmpty = line.text === ''
        if (options.has('n') || (options.has('b') && line.text !== '')) text += `${String(++number).padStart(6)}\t`
        text +=
          options.has('v') || options.has('A') || options.has('e') || options.has('t') ? visible(line.text) : line.text
        text += (options.has('e') || options.has('A') ? '$' : '') + (line.isComplete ? '\n' : '')
      }
      await context.print(text)
    }
  })
}

function visible(text: string): string {
  // Control characters are what this is about.
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x1f\x7f]/g, (char) =>
    char === '\x7f' ? '^?' : `^${String.fromCharCode(char.charCodeAt(0) + 64)}`,
  )
}
