import type { Program } from '../../cluster/machine/Process.ts'
import type { GitHost } from '../world/createGitHost.ts'
import { yellow } from './colours.ts'

/** `git log [--oneline]`, `status`, `branch`, `rev-parse`, `remote -v`: of the repository that was checked out. */
export function createGit(host: GitHost): Program {
  return async ({ argv, env, stdout, stderr }) => {
    const print = (text: string) => stdout.write(new TextEncoder().encode(text))
    const branch = env['GIT_BRANCH'] ?? 'main'
    const url = env['GIT_REPOSITORY'] ?? ''
    const [, verb = '', ...rest] = argv
    const history = [...(host.repository(url).branches.get(branch) ?? [])]
    const head = history.findIndex(({ sha }) => sha === env['GIT_COMMIT'])
    const commits = history.slice(0, head + 1).reverse()
    switch (verb) {
      case 'log': {
        const limit = Number(rest.find((one) => /^-n?\d+$/.test(one))?.replace(/^-n?/, '') ?? commits.length)
        for (const [index, { sha, message, author }] of commits.slice(0, limit).entries()) {
          const names = index === 0 ? ` (HEAD -> ${branch}, origin/${branch})` : ''
          if (rest.includes('--oneline')) await print(`${yellow(sha.slice(0, 7))}${names} ${message}\n`)
          else
            await print(
              `${yellow(`commit ${sha}`)}${names}\nAuthor: ${author} <${mailOf(author)}>\n\n    ${message}\n\n`,
            )
        }
        return 0
      }
      case 'status':
        await print(
          `On branch ${branch}\nYour branch is up to date with 'origin/${branch}'.\n\nnothing to commit, working tree clean\n`,
        )
        return 0
      case 'branch':
        await print(`* ${branch}\n`)
        return 0
      case 'rev-parse':
        await print(rest.includes('--abbrev-ref') ? `${branch}\n` : `${env['GIT_COMMIT'] ?? ''}\n`)
        return 0
      case 'remote':
        await print(`origin\t${url} (fetch)\norigin\t${url} (push)\n`)
        return 0
      case '--version':
      case 'version':
        await print('git version 2.51.2\n')
        return 0
      default:
        await stderr.write(new TextEncoder().encode(`git: '${verb}' is not a git command. See 'git --help'.\n`))
        return 1
    }
  }
}

function mailOf(author: string): string {
  return `${author.toLowerCase().replace(' ', '.')}@example.com`
}
