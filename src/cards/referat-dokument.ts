import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import JSZip from 'jszip'
import { DateTime } from 'luxon'
import { lesAndre, lesTjenester } from '../mote/rommet.ts'
import type { Referatvisning } from '../referat/hent-referat.ts'
import { skalVidere } from '../referat/referat.ts'
import { type Dokumenttekster, dokumentNb } from './tekst/dokument-nb.ts'
import { dokumentNn } from './tekst/dokument-nn.ts'
import { medStorBokstav, type Tekster } from './tekst/tekster.ts'

type Avsnitt = readonly string[]

/** What stands in the document, in the order it stands there. No more than its reader sees on the card. */
export type Dokumentmodell = {
  malform: 'nb' | 'nn'
  oving: boolean
  tittel: string
  fakta: readonly { navn: string; verdi: string }[]
  deler: readonly {
    tittel: string
    punkter: readonly {
      tittel: string
      avsnitt: Avsnitt
      beslutning: Avsnitt
      enige: string
      merknad: string
    }[]
  }[]
  tiltak: readonly { gjelder: string; hva: Avsnitt; ansvarlig: string; frist: string }[]
  rettelser: readonly { av: string; avsnitt: Avsnitt }[]
  /** ISO 8601; when it was approved. */
  godkjent: string
}

const SPRAK: Record<'nb' | 'nn', Dokumenttekster> = { nb: dokumentNb, nn: dokumentNn }

/** The referat as its reader sees it, in the school's written language. */
export function dokumentmodell(r: Referatvisning, t: Tekster): Dokumentmodell {
  const { visning, referat } = r
  const { agenda } = visning
  const { mote, type } = agenda
  const d = SPRAK[r.malform]
  const synlige = visning.punkter
  const del = (tittel: string, punkter: typeof synlige) =>
    punkter.length === 0 ? [] : [{ tittel, punkter: punkter.map(p => punktet(r, p, d)) }]
  const familiens = synlige.filter(p => p.slag === 'punkt')
  const dager = (type?.deler ?? []).flatMap((typens, i) => {
    const flere = (type?.deler.length ?? 0) > 1
    const tittel = flere ? d.del(i + 1, typens.navn?.[d.sprak] ?? '') : d.dagsorden
    return del(
      tittel,
      familiens.filter(p => p.del === i + 1),
    )
  })
  const kjente = new Set((type?.deler ?? []).map((_, i) => i + 1))
  return {
    malform: r.malform,
    oving: t.ovingsmerke !== '',
    tittel: d.tittel(type === undefined ? d.mote : type.navn[d.sprak]),
    fakta: faktaom(r, d),
    deler: [
      ...del(
        d.saker,
        synlige.filter(p => p.slag === 'sak'),
      ),
      ...del(
        d.temaer,
        synlige.filter(p => p.slag === 'tema'),
      ),
      ...dager,
      // A type that has lost a part since still has what was written there.
      ...del(
        d.dagsorden,
        familiens.filter(p => !kjente.has(p.del)),
      ),
    ],
    tiltak: visning.tiltak.map(tiltak => {
      const punkt = synlige.find(p => p.id === tiltak.punkt)
      const roller = tiltak.ansvarlig === null ? undefined : visning.rollerFor.get(tiltak.ansvarlig)
      return {
        gjelder: punkt === undefined ? tiltak.ref : gjelder(punkt, d),
        hva: tiltak.fjernet === null ? linjer(tiltak.tekst) : [d.fjernet],
        ansvarlig:
          tiltak.ansvarlig === null
            ? d.ingen
            : rens(
                [
                  r.navnFor.get(tiltak.ansvarlig) ?? '',
                  ramse(
                    (roller ?? []).map(rolle => d.roller[rolle]),
                    d,
                  ),
                ]
                  .filter(bit => bit !== '')
                  .join(', '),
              ),
        frist: tiltak.frist === null ? d.ingenFrist : dato(tiltak.frist, d),
      }
    }),
    rettelser: r.rettelser.map(rettelse => ({
      av: rens(d.rettelseAv(r.navnFor.get(rettelse.person) ?? '', dato(rettelse.tid, d))),
      avsnitt: rettelse.fjernet === null ? linjer(rettelse.tekst) : [d.fjernet],
    })),
    godkjent: (referat.godkjent ?? mote.start).toISOString(),
  }
}

function faktaom(r: Referatvisning, d: Dokumenttekster): Dokumentmodell['fakta'] {
  const { visning, referat } = r
  const { agenda } = visning
  const { mote } = agenda
  // No word of where an address-protected child is (fag: personvern).
  const skjermet = [...visning.saker.values()].some(sak => sak.vern === 'adresse')
  const slutt = new Date(mote.start.getTime() + mote.minutter * 60_000)
  const tilStede = [
    ...lesTjenester(mote.tilstede ?? '').map(tjeneste => d.tjenester[tjeneste]),
    ...lesAndre(mote.andre ?? '').map(annen => d.andre[annen]),
  ]
  return [
    { navn: d.referanse, verdi: agenda.ref },
    { navn: d.skole, verdi: skjermet ? d.ikkeOppgitt : agenda.skole },
    { navn: d.tid, verdi: d.tidspunkt(ukedag(mote.start, d), klokke(mote.start), klokke(slutt)) },
    { navn: d.sted, verdi: skjermet ? '' : (d.steder[mote.sted] ?? mote.sted) },
    { navn: d.tilStede, verdi: medStorBokstav(ramse(tilStede, d)) },
    {
      navn: d.godkjent,
      verdi:
        referat.godkjent === null
          ? ''
          : d.godkjentAv(r.navnFor.get(referat.godkjent_av ?? '') ?? '', dato(referat.godkjent, d)),
    },
  ].flatMap(({ navn, verdi }) => (verdi === '' ? [] : [{ navn, verdi: rens(verdi) }]))
}

type Punkt = Referatvisning['visning']['punkter'][number]

function punktet(
  r: Referatvisning,
  punkt: Punkt,
  d: Dokumenttekster,
): Dokumentmodell['deler'][number]['punkter'][number] {
  const { visning } = r
  const linje = visning.agenda.punkter.find(p => p.id === punkt.id)
  const harTiltak = visning.tiltak.some(tiltak => tiltak.punkt === punkt.id)
  const avsnitt = linjer(punkt.oppsummering)
  const beslutning = linjer(punkt.beslutning)
  const visEnighet =
    punkt.slag === 'sak' && (beslutning.length > 0 || harTiltak || punkt.enighet !== 'ikke_spurt')
  const type = linje?.type === undefined ? '' : d.sakstyper[linje.type]
  const tomt = avsnitt.length === 0 && beslutning.length === 0 && !harTiltak
  return {
    tittel: rens([gjelder(punkt, d), type].filter(bit => bit !== '').join(' · ')),
    avsnitt: tomt ? [punkt.slag === 'punkt' && punkt.utfall === 'droftet' ? d.gjennomgatt : d.tomt] : avsnitt,
    beslutning,
    enige: visEnighet ? (d.enighet[punkt.enighet as keyof Dokumenttekster['enighet']] ?? '') : '',
    merknad: punkt.slag !== 'punkt' && skalVidere(punkt.utfall) ? d.viderefort : '',
  }
}

function gjelder(punkt: Pick<Punkt, 'slag' | 'nr' | 'ref' | 'tittel'>, d: Dokumenttekster): string {
  if (punkt.slag === 'punkt') return d.punkt(punkt.nr, punkt.tittel)
  return punkt.slag === 'tema' ? d.tema(punkt.nr) : d.sak(punkt.nr, punkt.ref)
}

const i = (tid: Date | string): DateTime =>
  typeof tid === 'string'
    ? DateTime.fromISO(tid, { zone: 'Europe/Oslo' })
    : DateTime.fromJSDate(tid, { zone: 'Europe/Oslo' })

/** «27. november 2026» */
function dato(tid: Date | string, d: Dokumenttekster): string {
  const dag = i(tid)
  return `${dag.day}. ${d.maneder[dag.month - 1]} ${dag.year}`
}

const ukedag = (tid: Date, d: Dokumenttekster) =>
  `${medStorBokstav(d.dager[i(tid).weekday - 1] ?? '')} ${dato(tid, d)}`
const klokke = (tid: Date) => i(tid).toFormat('HH.mm')

function ramse(deler: readonly string[], d: Dokumenttekster): string {
  if (deler.length < 2) return deler[0] ?? ''
  return `${deler.slice(0, -1).join(', ')} ${d.og} ${deler.at(-1)}`
}

/** What a document can hold: the rest would make it one that nobody can open. */
function rens(tekst: string): string {
  return tekst.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
}

/** One paragraph for each line; the space between them is the style's, never an empty one. */
function linjer(tekst: string): string[] {
  return rens(tekst)
    .split(/\r\n|\r|\n/)
    .map(linje => linje.trim())
    .filter(linje => linje !== '')
}

/** On any machine; others are replaced by what looks different. */
const SKRIFT = 'Arial'
const A4 = { width: 11_906, height: 16_838 }
const MARG = 1134
const BREDDE = A4.width - 2 * MARG
const FARGE = { tekst: '1F1F1F', dempet: '595959', strek: 'A6A6A6', hode: 'E8EEF2' }

/** The document as a Word file, A4. Pictures: none, so there is nothing that needs a text in its place. */
export async function skrivDokument(modell: Dokumentmodell): Promise<Uint8Array> {
  const d = SPRAK[modell.malform]
  const dokument = new Document({
    title: modell.tittel,
    subject: d.emne,
    creator: 'Skolestøtte',
    lastModifiedBy: 'Skolestøtte',
    description: '',
    styles: {
      default: {
        document: {
          run: {
            font: SKRIFT,
            size: 22,
            color: FARGE.tekst,
            language: { value: `${modell.malform}-NO`, eastAsia: `${modell.malform}-NO` },
          },
          paragraph: { spacing: { after: 100, line: 276 } },
        },
        heading1: overskrift(36, 0, 120),
        heading2: overskrift(28, 360, 80),
        heading3: overskrift(23, 220, 40),
      },
    },
    sections: [
      {
        properties: {
          page: { size: A4, margin: { top: MARG, bottom: MARG, left: MARG, right: MARG, footer: 567 } },
        },
        footers: { default: bunntekst(d) },
        children: [
          new Paragraph({ heading: HeadingLevel.HEADING_1, text: modell.tittel }),
          ...(modell.oving ? [dempet(d.oving)] : []),
          ...modell.fakta.map(({ navn, verdi }) => fakta(navn, verdi)),
          ...modell.deler.flatMap(({ tittel, punkter }) => [
            new Paragraph({ heading: HeadingLevel.HEADING_2, text: tittel }),
            ...punkter.flatMap(punkt => punktavsnitt(punkt, d)),
          ]),
          new Paragraph({ heading: HeadingLevel.HEADING_2, text: d.tiltak }),
          ...(modell.tiltak.length === 0 ? [new Paragraph(d.ingenTiltak)] : [tiltakstabell(modell, d)]),
          ...(modell.rettelser.length === 0
            ? []
            : [
                new Paragraph({ heading: HeadingLevel.HEADING_2, text: d.rettelser }),
                ...modell.rettelser.flatMap(({ av, avsnitt }) => [
                  new Paragraph({ heading: HeadingLevel.HEADING_3, text: av }),
                  ...avsnitt.map(tekst => new Paragraph(tekst)),
                ]),
              ]),
        ],
      },
    ],
  })
  return ferdig(await Packer.toBuffer(dokument), modell, d)
}

const overskrift = (size: number, before: number, after: number) => ({
  run: { font: SKRIFT, size, bold: true, color: FARGE.tekst },
  paragraph: { spacing: { before, after, line: 264 }, keepNext: true, keepLines: true },
})

const dempet = (tekst: string) =>
  new Paragraph({ children: [new TextRun({ text: tekst, color: FARGE.dempet, size: 20 })] })

/** «Navn», a tab, and what it is; long ones go on under themselves. */
function fakta(navn: string, verdi: string): Paragraph {
  const innrykk = 1700
  return new Paragraph({
    spacing: { after: 40 },
    indent: { left: innrykk, hanging: innrykk },
    tabStops: [{ type: TabStopType.LEFT, position: innrykk }],
    children: [new TextRun({ text: navn, bold: true }), new TextRun({ text: `\t${verdi}` })],
  })
}

function punktavsnitt(
  punkt: Dokumentmodell['deler'][number]['punkter'][number],
  d: Dokumenttekster,
): Paragraph[] {
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_3, text: punkt.tittel }),
    ...punkt.avsnitt.map(tekst => new Paragraph(tekst)),
    ...punkt.beslutning.map((tekst, nr) =>
      nr === 0 ? ledet(d.beslutning, tekst) : new Paragraph({ text: tekst }),
    ),
    ...(punkt.enige === '' ? [] : [ledet(d.enige, punkt.enige)]),
    ...(punkt.merknad === '' ? [] : [dempet(punkt.merknad)]),
  ]
}

const ledet = (navn: string, tekst: string) =>
  new Paragraph({ children: [new TextRun({ text: `${navn}: `, bold: true }), new TextRun(tekst)] })

const KOLONNER = [0.16, 0.37, 0.24, 0.23].map(del => Math.round(BREDDE * del))

function tiltakstabell(modell: Dokumentmodell, d: Dokumenttekster): Table {
  const strek = { style: BorderStyle.SINGLE, size: 4, color: FARGE.strek }
  const celle = (kolonne: number, avsnitt: IParagraphOptions[], hode = false) =>
    new TableCell({
      width: { size: KOLONNER[kolonne] ?? 0, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...(hode ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: FARGE.hode } } : {}),
      children: avsnitt.map(valg => new Paragraph({ spacing: { after: 0, line: 264 }, ...valg })),
    })
  const tekst = (verdi: string) => ({ children: [new TextRun({ text: verdi, size: 20 })] })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: KOLONNER.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    columnWidths: KOLONNER,
    tableLook: { firstRow: true, firstColumn: false, noHBand: true, noVBand: true },
    borders: {
      top: strek,
      bottom: strek,
      left: strek,
      right: strek,
      insideHorizontal: strek,
      insideVertical: strek,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [d.gjelder, d.hva, d.ansvarlig, d.frist].map((navn, nr) =>
          celle(nr, [{ children: [new TextRun({ text: navn, bold: true, size: 20 })] }], true),
        ),
      }),
      ...modell.tiltak.map(
        tiltak =>
          new TableRow({
            cantSplit: true,
            children: [[tiltak.gjelder], tiltak.hva, [tiltak.ansvarlig], [tiltak.frist]].map((rader, nr) =>
              celle(nr, rader.length === 0 ? [tekst('–')] : rader.map(tekst)),
            ),
          }),
      ),
    ],
  })
}

function bunntekst(d: Dokumenttekster): Footer {
  const liten = (innhold: ConstructorParameters<typeof TextRun>[0]) =>
    new TextRun(
      typeof innhold === 'string'
        ? { text: innhold, size: 17, color: FARGE.dempet }
        : { ...innhold, size: 17, color: FARGE.dempet },
    )
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.LEFT,
        spacing: { after: 0 },
        tabStops: [{ type: TabStopType.RIGHT, position: BREDDE }],
        children: [
          liten(d.taushet),
          liten({
            children: ['\t', `${d.side} `, PageNumber.CURRENT, ` ${d.av} `, PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  })
}

/** What the library has no word for: the table's description; and no other time in the file than when it was approved. */
async function ferdig(bytes: Uint8Array, modell: Dokumentmodell, d: Dokumenttekster): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes)
  const skriv = async (fil: string, endre: (xml: string) => string) => {
    const xml = await zip.file(fil)?.async('string')
    if (xml !== undefined) zip.file(fil, endre(xml))
  }
  const verdi = (tekst: string) =>
    tekst.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  await skriv('word/document.xml', xml =>
    xml.replaceAll(
      '</w:tblPr>',
      `<w:tblCaption w:val="${verdi(d.tiltak)}"/><w:tblDescription w:val="${verdi(d.tabell)}"/></w:tblPr>`,
    ),
  )
  await skriv('docProps/core.xml', xml =>
    xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, merke: string) => merke + modell.godkjent),
  )
  for (const fil of Object.values(zip.files)) fil.date = new Date(modell.godkjent)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}
