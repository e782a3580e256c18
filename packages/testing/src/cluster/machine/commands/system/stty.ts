import type { Command } from '../../processes/Command.ts'
import type { TerminalModes } from '../../terminal/Terminal.ts'

const names: Readonly<Record<string, keyof TerminalModes>> = {
  icanon: 'canonical',
  echo: 'echo',
  isig: 'signals',
  icrnl: 'crToNl',
  onlcr: 'nlToCrNl',
  opost: 'nlToCrNl',
}

const cooked: TerminalModes = { canonical: true, echo: true, signals: true, crToNl: true, nlToCrNl: true }

export const stty: Command = async ({ input, args, print, warn }) => {
  const { terminal } = input
  if (terminal === undefined) {
    await warn('standard input: Inappropriate ioctl for device')
    return 1
  }
  const { modes, size } = terminal
  if (args.length === 0 || args[0] === '-a') {
    const flags = Object.entries(names)
      .filter(([name]) => name !== 'opost')
      .map(([name, mode]) => (modes[mode] ? name : `-${name}`))
    await print(`speed 38400 baud; rows ${size.rows}; columns ${size.columns};\n${flags.join(' ')}\n`)
    return 0
  }
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    const mode = names[argument.replace(/^-/, '')]
    if (argument === 'size') await print(`${size.rows} ${size.columns}\n`)
    else if (argument === 'sane' || argument === 'cooked' || argument === '-raw') Object.assign(modes, cooked)
    else if (argument === 'raw')
      Object.assign(modes, { canonical: false, echo: modes.echo, signals: false, crToNl: false, nlToCrNl: false })
    else if (argument === '-g') await print(`${Object.values(modes).map(Number).join(':')}\n`)
    else if (/^[01](:[01])+$/.test(argument)) {
      const values = argument.split(':')
      for (const [place, key] of Object.keys(cooked).entries()) Object.assign(modes, { [key]: values[place] === '1' })
    } else if (mode !== undefined) modes[mode] = !argument.startsWith('-')
    else if (['min', 'time', 'rows', 'cols', 'columns', '-F'].includes(argument)) index += 1
    else {
      await warn(`invalid argument '${argument}'`)
      return 1
    }
  }
  return 0
}
