import type { Command } from '../processes/Command.ts'
import { sh } from '../shell/sh.ts'
import { cat } from './cat.ts'
import { kill } from './kill.ts'
import { sleep } from './sleep.ts'

/** The programs of the base image, by name. */
export const commands: Readonly<Record<string, Command>> = {
  ash: sh,
  bash: sh,
  cat,
  kill,
  sh,
  sleep,
}
