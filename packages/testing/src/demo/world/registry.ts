/** Where the teams' builds push images to; the tag is the commit. */
export const registry = 'registry.example.com'
