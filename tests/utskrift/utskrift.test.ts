import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { skrivDokument } from '../../src/cards/referat-dokument.ts'
import { etDokument, etLangtDokument } from '../bygg/dokument.ts'

const MAPPE = join(import.meta.dirname, '..', '..', '.bilder', 'dokument')

/** As LibreOffice prints it: the PDF's pages, as text. A picture of each page lies beside it. */
async function sider(navn: string, innhold: Uint8Array): Promise<string[]> {
  mkdirSync(MAPPE, { recursive: true })
  writeFileSync(join(MAPPE, `${navn}.docx`), innhold)
  const profil = `-env:UserInstallation=file://${join(MAPPE, 'profil')}`
  const kjor = (program: string, ...resten: string[]) =>
    execFileSync(program, resten, { cwd: MAPPE, encoding: 'utf8', stdio: 'pipe' })
  kjor('soffice', profil, '--headless', '--convert-to', 'pdf', `${navn}.docx`)
  kjor('pdftoppm', '-r', '70', '-png', `${navn}.pdf`, navn)
  return kjor('pdftotext', '-layout', `${navn}.pdf`, '-').split('\f').slice(0, -1)
}

describe('dokumentet, slik det skrives ut', () => {
  it('får plass på én side når møtet er kort, med sidetall nederst', async () => {
    const [side = '', ...flere] = await sider('referat', await skrivDokument(etDokument()))
    expect(flere).toEqual([])
    expect(side).toContain('Referat: Innsatsteammøte')
    expect(side).toContain('Sak 1 · K7F3')
    expect(side).toContain('Avtale to samtaler')
    expect(side).toMatch(/taushetsplikt.*Side 1 av 1/)
  })

  it('gjentar tabellhodet på neste side', async () => {
    const alle = await sider('langt-referat', await skrivDokument(etLangtDokument()))
    const medTiltak = alle.filter(side => side.includes('Avtale to samtaler'))
    expect(medTiltak.length).toBeGreaterThan(1)
    for (const side of medTiltak) expect(side).toMatch(/Gjelder\s+Hva\s+Ansvarlig\s+Frist/)
    alle.forEach((side, i) => {
      expect(side).toContain(`Side ${i + 1} av ${alle.length}`)
    })
  })

  it('er på nynorsk der skolen skriver nynorsk', async () => {
    const [side] = await sider('nynorsk', await skrivDokument(etDokument({ malform: 'nn' })))
    expect(side).toMatch(/Gjeld\s+Kva\s+Ansvarleg\s+Frist/)
  })
}, 120_000)
