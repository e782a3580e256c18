/** Hands content to the reader as a file. */
export function saveFile(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser has taken the content when the click returns, but not every browser has read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
