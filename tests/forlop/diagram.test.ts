import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagram, medDiagrammer } from '../../src/forlop/diagram.ts'
import { RUTINER } from '../../src/forlop/les-rutiner.ts'
import type { Rutine } from '../../src/forlop/rutine.ts'

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const alle = Object.values(RUTINER)

function endret(id: string, endre: (rutine: Rutine) => void) {
  const kopi = structuredClone(RUTINER[id])
  if (kopi === undefined) throw new Error(`rutinen ${id} finnes ikke`)
  endre(kopi)
  return { ...RUTINER, [id]: kopi }
}

describe('diagrammene i README', () => {
  it('er de som rutinene gir; ellers: npm run forlop:diagram', () => {
    expect(medDiagrammer(README, RUTINER)).toBe(README)
  })

  it.each<[string, (rutine: Rutine) => unknown]>([
    ['en frist er en annen', r => Object.assign(r.steg[0]?.frist ?? {}, { antall: 2 })],
    ['et valg fører et annet sted', r => Object.assign(r.steg[0]?.valg[1] ?? {}, { til: 'oppstart' })],
    ['et valg ber om mer', r => Object.assign(r.steg[0]?.valg[0] ?? {}, { samtykke: 'samarbeidsmote' })],
    [
      'et sjekkpunkt har en annen frist',
      r => Object.assign(r.steg[0]?.apner?.[0]?.frist ?? {}, { antall: 9 }),
    ],
    ['steget er den andre sidens', r => Object.assign(r.steg[0] ?? {}, { part: 'skole' })],
    ['et steg er borte', r => r.steg.pop()],
  ])('er ikke lenger sanne når %s', (_, endre) => {
    expect(medDiagrammer(README, endret('bekymringsmelding', endre))).not.toBe(README)
  })

  it('lages ikke der det ikke er plass til dem', () => {
    expect(medDiagrammer('# Uten merker', RUTINER)).toBe(undefined)
  })
})

describe.each(alle)('diagrammet for $id', rutine => {
  const linjer = diagram(rutine, RUTINER).split('\n')

  it('har hvert steg og hvert valg, og fører bare til det som står der', () => {
    const bokser = linjer.flatMap(l => / as (\w+)$/.exec(l)?.[1] ?? [])
    expect(bokser).toEqual(expect.arrayContaining(rutine.steg.map(s => s.id)))
    const piler = linjer.flatMap(l => /^ {2}(\S+) --> (\S+)/.exec(l)?.slice(1) ?? [])
    for (const ende of piler) expect(['[*]', ...bokser]).toContain(ende)
    const antall = rutine.steg.flatMap(s => s.valg).length
    expect(linjer.filter(l => l.includes(' --> '))).toHaveLength(antall + 1)
  })

  it('har ingen tegn som betyr noe annet for Mermaid', () => {
    for (const linje of linjer.slice(1)) {
      expect(linje.replace(/^ {2}\S+ --> \S+ :/, '')).not.toMatch(/[:;#]/)
      expect(linje.match(/"/g)?.length ?? 0).toBe(linje.includes(' as ') ? 2 : 0)
    }
  })
})

it('hvert sjekkpunkt i rutinene har et navn folk kan lese', () => {
  const tabeller = medDiagrammer(README, RUTINER)?.match(/^\| .* \|$/gm) ?? []
  for (const sjekk of alle.flatMap(r =>
    r.steg.flatMap(s => [...(s.apner ?? []), ...s.valg.flatMap(v => v.apner ?? [])]),
  ))
    expect(tabeller.join('\n')).not.toContain(sjekk.kode)
})

it('sier hvem som har steget, fristen, og hva valget ber om', () => {
  const tekst = alle.map(r => diagram(r, RUTINER)).join('\n')
  expect(tekst).toContain('barnevernet · innen 3 måneder etter ukesfristen')
  expect(tekst).toContain('barnevernet · innen 1 arbeidsdag etter 3-delt')
  expect(tekst).toContain('mottatt --> folges_opp : Henlegges uten undersøkelse<br/>(skolen meldte)')
  expect(tekst).toContain(
    'samarbeid --> samtykke_trukket : Samtykket er trukket<br/>(skolen eller barnevernet)',
  )
  expect(tekst).toContain('avtale --> tredelt : Tid er avtalt<br/>(med dato for 3-delt)')
  expect(tekst).toContain('oppstart --> undersokelse : Møtet er holdt<br/>(etter møtet)')
})
