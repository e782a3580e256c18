const { process } = globalThis as { process?: { versions?: { node?: string | undefined } | undefined } | undefined }

/** Whether this is Node.js (or claims to be), where no browser sets an Origin and WebSockets take headers. */
export const isNode = process?.versions?.node !== undefined && !('document' in globalThis)
