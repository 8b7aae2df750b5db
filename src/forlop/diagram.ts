import type { Part } from '../mote/motetype.ts'
import { type Frist, malFor, type Rutine, type Rutiner, type Sjekk, SLUTT, type Valg } from './rutine.ts'

const SIDE: Record<Part, string> = { skole: 'skolen', bv: 'barnevernet' }
const FRA: Record<Frist['fra'], string> = {
  steg: 'etter at steget begynte',
  melding: 'etter meldingen',
  ukesfrist: 'etter ukesfristen',
  tredelt: 'etter 3-delt',
  undersokt: 'etter undersøkelsen',
  neste_mote: 'etter neste møte',
}
const SAMME_DAG: Record<Frist['fra'], string> = {
  steg: 'samme dag',
  melding: 'samme dag som meldingen',
  ukesfrist: 'dagen ukesfristen går ut',
  tredelt: 'dagen for 3-delt',
  undersokt: 'dagen undersøkelsen er over',
  neste_mote: 'dagen for neste møte',
}
const ENHET: Record<Frist['enhet'], [en: string, flere: string]> = {
  dager: ['dag', 'dager'],
  uker: ['uke', 'uker'],
  maneder: ['måned', 'måneder'],
  arbeidsdager: ['arbeidsdag', 'arbeidsdager'],
}
const DATO = { melding: 'dato for meldingen', tredelt: 'dato for 3-delt' } as const
const SJEKKPUNKT: Readonly<Record<string, string>> = {
  tilbakemelding_melder: 'Skriftlig tilbakemelding til melder',
  tilbakemelding_melder_slutt: 'Skriftlig tilbakemelding til melder om undersøkelsen',
  skolen_informert: 'Skolen er informert',
  annen_informasjon: 'Annen informasjon som kan deles, er avklart',
}

const BEGYNNER = '<!-- forløp: begynner -->'
const SLUTTER = '<!-- forløp: slutter -->'

/** A document with what stands between its two marks made anew from the routines; undefined when it has no such marks. */
export function medDiagrammer(dokument: string, rutiner: Rutiner): string | undefined {
  const fra = dokument.indexOf(BEGYNNER)
  const til = dokument.indexOf(SLUTTER)
  if (fra < 0 || til < fra) return undefined
  const deler = Object.values(rutiner).map(rutine =>
    [
      `#### ${rutine.nr}. ${rutine.navn.nb}`,
      `\`\`\`mermaid\n${diagram(rutine, rutiner)}\n\`\`\``,
      ...fristtabell(rutine),
    ].join('\n\n'),
  )
  return `${dokument.slice(0, fra)}${BEGYNNER}\n\n${deler.join('\n\n')}\n\n${dokument.slice(til)}`
}

/** A routine as Mermaid's `stateDiagram-v2`: who has the move, deadlines, meetings, and what each choice asks for. */
export function diagram(rutine: Rutine, rutiner: Rutiner): string {
  const andre = new Map<string, string>()
  const piler = rutine.steg.flatMap(steg =>
    steg.valg.map(valg => {
      const mal = malFor(rutine.id, valg.til)
      const fremmed = mal.rutine !== rutine.id
      if (fremmed) andre.set(valg.til, boks(`${mal.rutine}_${mal.steg}`, navnPa(rutiner, mal)))
      const til = mal.steg === SLUTT ? '[*]' : fremmed ? `${mal.rutine}_${mal.steg}` : mal.steg
      return `  ${steg.id} --> ${til} : ${pilen(valg, steg.part)}`
    }),
  )
  const bokser = rutine.steg.map(steg =>
    boks(
      steg.id,
      steg.navn.nb,
      [SIDE[steg.part], ...(steg.frist === undefined ? [] : [fristtekst(steg.frist)])].join(' · '),
    ),
  )
  return ['stateDiagram-v2', ...bokser, ...andre.values(), `  [*] --> ${rutine.start}`, ...piler].join('\n')
}

function navnPa(rutiner: Rutiner, mal: { rutine: string; steg: string }): string {
  const annen = rutiner[mal.rutine]
  return `Rutine ${annen?.nr ?? ''} – ${annen?.steg.find(s => s.id === mal.steg)?.navn.nb ?? ''}`
}

function boks(id: string, navn: string, ...under: string[]): string {
  return `  state "${[...brutt(ren(navn)), ...under].join('<br/>')}" as ${id}`
}

function pilen(valg: Valg, part: Part): string {
  const krav = [
    ...(valg.melder === 'skole'
      ? ['skolen meldte']
      : valg.melder === 'andre'
        ? ['andre enn skolen meldte']
        : []),
    ...(valg.mote === undefined ? [] : ['etter møtet']),
    ...(valg.samtykke === undefined ? [] : ['med samtykke']),
    ...(valg.sjekket === undefined ? [] : ['etter sjekkpunktene']),
    ...(valg.dato === undefined ? [] : [`med ${DATO[valg.dato]}`]),
    // Whose choice it is goes without saying when it is theirs who have the step.
    ...(valg.av.length === 1 && valg.av[0] === part ? [] : [valg.av.map(av => SIDE[av]).join(' eller ')]),
  ]
  return [...brutt(ren(valg.navn.nb)), ...(krav.length === 0 ? [] : [`(${krav.join(', ')})`])].join('<br/>')
}

function fristtekst({ fra, antall, enhet }: Frist): string {
  if (antall === 0) return SAMME_DAG[fra]
  return `innen ${antall} ${ENHET[enhet][antall === 1 ? 0 : 1]} ${FRA[fra]}`
}

/** Signs that mean something to Mermaid. */
function ren(tekst: string): string {
  return tekst.replace(/\s*:/g, ' –').replace(/[";#]/g, '')
}

/** Lines of some forty signs: Mermaid breaks none itself. */
function brutt(tekst: string): string[] {
  const linjer: string[] = []
  for (const ord of tekst.split(' ')) {
    const siste = linjer.at(-1)
    if (siste === undefined || siste.length + ord.length > 40) linjer.push(ord)
    else linjer[linjer.length - 1] = `${siste} ${ord}`
  }
  return linjer
}

/** Every deadline of a routine once, with who answers for it. */
function fristtabell(rutine: Rutine): string[] {
  const rader = new Set(
    rutine.steg.flatMap(steg => [
      ...(steg.frist === undefined ? [] : [fristrad(steg.navn.nb, SIDE[steg.part], steg.frist)]),
      ...[...(steg.apner ?? []), ...steg.valg.flatMap(v => v.apner ?? [])].map(sjekkrad),
    ]),
  )
  return rader.size === 0 ? [] : [['| frist for | hvem | når |', '| --- | --- | --- |', ...rader].join('\n')]
}

function sjekkrad(sjekk: Sjekk): string {
  const hvem = sjekk.part === 'begge' ? 'begge' : SIDE[sjekk.part]
  return fristrad(SJEKKPUNKT[sjekk.kode] ?? sjekk.kode, hvem, sjekk.frist)
}

const fristrad = (hva: string, hvem: string, frist: Frist) => `| ${hva} | ${hvem} | ${fristtekst(frist)} |`
