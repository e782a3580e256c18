import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

const folder = path.join(import.meta.dirname, 'pictures')
const results = path.resolve(import.meta.dirname, '../../test-results/pictures')

/** Whether pictures are taken anew instead of compared. */
const isUpdating = process.env['CATALYST_UPDATE_PICTURES'] === '1'

/** How many pixels of a picture may differ; edges of letters are a little different from machine to machine. */
const tolerance = 0.005

/**
 * Compares a screen with its picture and says what is different, or nothing. What was seen, and where it differs, is left in
 * `test-results/pictures`.
 */
export async function comparePicture(name: string, seen: Buffer): Promise<string | undefined> {
  const file = path.join(folder, `${name}.png`)
  if (isUpdating) {
    await mkdir(folder, { recursive: true })
    await writeFile(file, seen)
    return undefined
  }
  const expected = await readFile(file).then(
    (bytes) => PNG.sync.read(bytes),
    () => undefined,
  )
  if (expected === undefined) return `There is no picture of ${name}. ${howToUpdate}`
  const actual = PNG.sync.read(seen)
  const { width, height } = expected
  if (actual.width !== width || actual.height !== height) {
    await keep(`${name}.seen.png`, seen)
    return `${name} is ${actual.width} × ${actual.height} in the place of ${width} × ${height}. ${howToUpdate}`
  }
  const difference = new PNG({ width, height })
  const count = pixelmatch(expected.data, actual.data, difference.data, width, height, { threshold: 0.2 })
  if (count <= tolerance * width * height) return undefined
  await keep(`${name}.seen.png`, seen)
  await keep(`${name}.difference.png`, PNG.sync.write(difference))
  return `${((count / (width * height)) * 100).toFixed(2)} % of ${name} is different, see test-results/pictures. ${howToUpdate}`
}

const howToUpdate =
  'If that is how it should look, run the test with CATALYST_UPDATE_PICTURES=1 and look at the picture.'

async function keep(name: string, bytes: Buffer): Promise<void> {
  await mkdir(results, { recursive: true })
  await writeFile(path.join(results, name), bytes)
}
