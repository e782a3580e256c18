import type { Program } from '../../cluster/machine/Process.ts'

/**
 * A program of few words: what it prints for its arguments, joined by blanks. `*` stands for any others, and for all of them
 * when it is alone.
 */
export function answering(answers: Readonly<Record<string, string | Program>>): Program {
  return async (context) => {
    const given = context.argv.slice(1).join(' ')
    const answer = answers[given] ?? answers['*']
    if (typeof answer === 'function') return answer(context)
    const isKnown = answer !== undefined
    const text = isKnown ? answer : `${context.argv[0]}: this demonstration does not know "${given}"\n`
    await context[isKnown ? 'stdout' : 'stderr'].write(new TextEncoder().encode(text))
    return isKnown ? 0 : 2
  }
}
