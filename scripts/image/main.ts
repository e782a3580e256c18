import { packImage } from './packImage.ts'
import { stageImage } from './stageImage.ts'

const usage = `Makes the container image of the server without Docker.

  node scripts/image.mjs stage <folder>          its files, as deploy/container/Containerfile copies them
  node scripts/image.mjs pack <file> [<name>]    the image as an OCI archive; the name is catalyst/server:latest
`

const [command, target, name = 'docker.io/catalyst/server:latest', ...surplus] = process.argv.slice(2)
if (target === undefined || surplus.length > 0) fail()
else if (command === 'stage') await stageImage(target)
else if (command === 'pack') await packImage(target, { name })
else fail()

function fail(): void {
  console.error(usage)
  process.exitCode = 2
}
