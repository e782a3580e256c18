import { saveFile } from './saveFile.ts'

/** Hands a text to the reader as a file. */
export function downloadText(text: string, fileName: string): void {
  saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), fileName)
}
