import { readFileSync, writeFileSync } from 'node:fs'
import { medDiagrammer } from './diagram.ts'
import { RUTINER } from './les-rutiner.ts'

const README = new URL('../../README.md', import.meta.url)

/** `npm run forlop:diagram`: draws the routines anew in the README. The exit code is 1 when it has no place for them. */
const ny = medDiagrammer(readFileSync(README, 'utf8'), RUTINER)
if (ny === undefined) {
  process.stderr.write('README.md mangler merkene der diagrammene skal stå.\n')
  process.exitCode = 1
} else writeFileSync(README, ny)
