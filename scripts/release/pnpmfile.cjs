// Given to `pnpm pack` alone. A registry takes provenance only for a package that names the repository it was built from,
// which is where the workflow runs: a fork's packages name the fork.
const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env

module.exports = {
  hooks: {
    /** @param {Record<string, unknown>} manifest */
    beforePacking(manifest) {
      if (!server || !repository) return manifest
      const directory = `packages/${String(manifest['name']).split('/').at(-1)}`
      return { ...manifest, repository: { type: 'git', url: `git+${server}/${repository}.git`, directory } }
    },
  },
}
