import type { Reporter, TestCase } from 'vitest/node'

/** Names, last of all, the tests that went only at the second try, with what was wrong the first time: they are to be mended. */
export class AndreForsok implements Reporter {
  private readonly tester: TestCase[] = []

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.tester.push(test)
  }

  onTestRunEnd(): void {
    if (this.tester.length === 0) return
    const linjer = this.tester.flatMap(test => [
      `  ${test.module.relativeModuleId} > ${test.fullName}`,
      ...(test.result().errors ?? []).map(feil => `    ${sted(feil.stack ?? '')}: ${feil.message}`),
    ])
    process.stdout.write(`\nGikk først på andre forsøk:\n${linjer.join('\n')}\n`)
  }
}

/** Where in our own files. */
const sted = (stakk: string) => /(?:tests|src)\/[^)\s]+/.exec(stakk)?.[0] ?? 'ukjent sted'
