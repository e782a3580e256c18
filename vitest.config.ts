import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

/** Makes workspace packages resolve to their sources, so that no test needs a build. */
const source = '@catalyst/source'

// A function, because vitest writes into what it is given.
const chromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--disable-dev-shm-usage'],
    },
  }),
  instances: [{ browser: 'chromium' as const }],
})

/** In a fresh clone the first page of tests waits until Vite has bundled what they depend on: by default for a minute at most. */
const coldStart = { VITEST_BROWSER_IFRAME_TIMEOUT: '240000' }

const seconds = (count: number) => ({ testTimeout: count * 1000, hookTimeout: count * 1000 })

/** By default a core is kept for the one who works there meanwhile; of two that is half of all. */
const maxWorkers = '100%'

const browserTests = 'packages/*/src/**/*.browser.test.{ts,tsx}'
const unitTests = ['{packages,apps}/*/{src,scripts,test}/**/*.test.{ts,tsx}', '{scripts,.storybook}/**/*.test.ts']

/** Each file in a process of its own, and why. */
const unitAlone = [
  // Servers with connections, clocks and signals, whose ends are looked for.
  '{apps/*,packages/{operator,program,proxy}}/{src,scripts,test}/**/*.test.ts',
  'scripts/**/*.test.ts',
  // Memory is measured.
  'packages/kubernetes-client/src/watch/shareEqual.test.ts',
  // The clusters of the environment are read once in a process.
  'packages/kubernetes-client/src/projects/createProjectClient.test.ts',
]
const cluster = ['test/cluster/globalSetup.ts']
const dashboard = ['test/e2e/globalSetup.ts']

/**
 * As many files at once as do not get into each other's way: most of their time they wait for a cluster. Projects with a
 * number of their own can't share a group.
 */
const atOnce = (maxWorkers: number, groupOrder: number) => ({ maxWorkers, sequence: { groupOrder } })

/** What the embedded cluster does not do, and why. */
const onlyReal = [
  // It knows callers by tokens of its own, not by those of an OpenID provider.
  'test/conformance/kubectlIdentity.test.ts',
  'test/conformance/kubectlIdentityDocument.test.ts',
  // In its containers no program can listen on a port: what answers there is declared with the image.
  'test/conformance/portForwardBytes.test.ts',
  // Its containers begin one after the other, so that hundreds of them take minutes.
  'test/conformance/operatorScale.test.ts',
  // It keeps no audit log, in which one could count what an operator asks for.
  'test/conformance/operatorSecrets.test.ts',
  // Its shell has no /proc in which a command that outlives its client could be found.
  'test/conformance/proxyExecEnd.test.ts',
]

/** What is tried on the embedded cluster alone, and why. */
const onlyEmbedded = [
  // The examples name namespaces and pods; on a cluster that tests share, they would meet with others'.
  'test/conformance/clientReadme.test.ts',
]

/** They need the machine or the shared cluster to themselves, and why. */
const faultsAlone = [
  // They kill components of the shared cluster.
  'test/faults/{commands,logs,watches}.test.ts',
  // Leases of a few seconds are lost for real where others take the time to renew them.
  'test/faults/operatorReplicas.test.ts',
]

/** They need the shared cluster to themselves, and why. */
const e2eAlone = [
  // An operator works on every environment that it finds.
  'test/e2e/operator.test.ts',
  'test/e2e/operatorJobs.test.ts',
  // The API server is killed.
  'test/e2e/forgottenHistory.test.ts',
  // They look at the list of all environments.
  'test/e2e/journey.test.ts',
  'test/e2e/unreachableCluster.test.ts',
]

/** They install the chart, whose roles and policies are the cluster's, and look at what an uninstall leaves. */
const chartAlone = ['test/chart/installed.test.ts', 'test/chart/operator.test.ts']

export default defineConfig({
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
  test: {
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // What a test waits for comes when the machine gets to it; one second, the default, is not enough for a busy one.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          // Many small files, whose modules keep nothing that another file could meet: they share processes.
          name: 'unit',
          include: unitTests,
          exclude: [browserTests, ...unitAlone],
          isolate: false,
          maxWorkers,
          ...seconds(15),
        },
      },
      {
        extends: true,
        test: { name: 'unit-alone', include: unitAlone, exclude: [browserTests], maxWorkers, ...seconds(15) },
      },
      {
        extends: true,
        plugins: [storybookTest({ configDir: '.storybook' })],
        test: { name: 'stories', browser: chromium(), env: coldStart, maxWorkers, ...seconds(30) },
      },
      {
        extends: true,
        test: {
          // The stories as a static site, in a Chromium of its own.
          name: 'stories-site',
          include: ['test/storybook/**/*.test.ts'],
          globalSetup: ['test/storybook/globalSetup.ts'],
          fileParallelism: false,
          ...seconds(120),
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browserTests],
          browser: chromium(),
          env: coldStart,
          maxWorkers,
          ...seconds(30),
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['test/{cluster,conformance}/**/*.test.ts'],
          exclude: onlyEmbedded,
          globalSetup: cluster,
          ...atOnce(3, 1),
          ...seconds(60),
        },
      },
      {
        extends: true,
        test: {
          // Each has a control plane of its own to harm.
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          exclude: faultsAlone,
          ...atOnce(2, 5),
          ...seconds(120),
        },
      },
      {
        extends: true,
        test: {
          name: 'faults-alone',
          include: faultsAlone,
          globalSetup: cluster,
          fileParallelism: false,
          ...seconds(120),
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance-embedded',
          include: ['test/conformance/**/*.test.ts'],
          exclude: onlyReal,
          env: { CATALYST_TEST_CLUSTER: 'embedded' },
          ...atOnce(3, 2),
          ...seconds(60),
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: e2eAlone,
          globalSetup: [...cluster, ...dashboard],
          ...atOnce(2, 3),
          ...seconds(120),
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-alone',
          include: e2eAlone,
          globalSetup: [...cluster, ...dashboard],
          fileParallelism: false,
          ...seconds(120),
        },
      },
      {
        extends: true,
        test: {
          name: 'chart',
          include: ['test/chart/**/*.test.ts'],
          exclude: chartAlone,
          ...atOnce(3, 4),
          ...seconds(60),
        },
      },
      {
        extends: true,
        test: { name: 'chart-alone', include: chartAlone, fileParallelism: false, ...seconds(60) },
      },
      {
        extends: true,
        test: {
          name: 'consumers',
          include: ['test/consumers/**/*.test.ts'],
          globalSetup: ['test/consumers/globalSetup.ts'],
          fileParallelism: false,
          ...seconds(600),
        },
      },
    ],
  },
})
