import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import type { z } from 'zod'
import { Motetype } from './motetype.ts'

/** A file of meeting types is wrong: one line that says where and why. */
export class Motetypefeil extends Error {}

/** A type, and where each of its fields stands. */
export type Lest = { type: Motetype; feilVed(sti: readonly (string | number)[], grunn: string): Motetypefeil }

/** Reads one type from the text of a file. Throws Motetypefeil with the file's name, the line (from 1) and the reason. */
export function lesMotetype(fil: string, tekst: string): Lest {
  const feilIJson: ParseError[] = []
  const tre = parseTree(tekst, feilIJson, { disallowComments: true, allowTrailingComma: false })
  const forste = feilIJson[0]
  if (tekst.trim() === '') throw new Motetypefeil(`${fil}: filen er tom.`)
  if (forste !== undefined || tre === undefined) throw jsonfeil(fil, tekst, forste)
  if (tre.type !== 'object')
    throw new Motetypefeil(`${fil}, linje 1: en møtetype begynner med { og slutter med }.`)

  const feilVed = (sti: readonly PropertyKey[], grunn: string) => {
    const felt = enLinje(sti.filter(del => typeof del === 'string').join('.'))
    const hvor = `${fil}, linje ${linjeFor(tekst, narmeste(tre, sti).offset)}`
    return new Motetypefeil(`${hvor}${felt === '' ? '' : `, ${felt}`}: ${grunn}.`)
  }
  const dobbelt = feltToGanger(tre)
  if (dobbelt !== undefined) {
    const hvor = `linje ${linjeFor(tekst, dobbelt.offset)}, ${enLinje(dobbelt.value)}`
    throw new Motetypefeil(`${fil}, ${hvor}: feltet står to ganger.`)
  }

  const lest = Motetype.safeParse(getNodeValue(tre), { error: norsk })
  if (!lest.success) throw forsteFeil(lest.error.issues, tre, feilVed)
  const igjen = idToGanger(lest.data)
  if (igjen !== undefined) throw feilVed(igjen.sti, `to punkter har id-en «${igjen.id}»`)
  return { type: lest.data, feilVed }
}

/** What is misspelt or wrong comes before what is missing: a misspelt field is both, and the misspelling has a line of its own. */
function forsteFeil(
  feil: readonly z.core.$ZodIssue[],
  tre: Node,
  feilVed: (sti: readonly PropertyKey[], grunn: string) => Motetypefeil,
): Motetypefeil {
  const funnet = feil.map(f => {
    const sti = f.code === 'unrecognized_keys' ? [...f.path, f.keys[0] ?? ''] : f.path
    const mangler = finn(tre, sti) === undefined
    return { sti, mangler, grunn: f.message, offset: narmeste(tre, sti).offset }
  })
  funnet.sort((a, b) => Number(a.mangler) - Number(b.mangler) || a.offset - b.offset)
  return feilVed(funnet[0]?.sti ?? [], funnet[0]?.grunn ?? 'er ikke gyldig')
}

const finn = (tre: Node, sti: readonly PropertyKey[]) =>
  findNodeAtLocation(
    tre,
    sti.filter(del => typeof del !== 'symbol'),
  )

/** What the path points to, or the innermost thing around it that is there. A field is found by its name, which stands first. */
function narmeste(tre: Node, sti: readonly PropertyKey[]): Node {
  for (let lengde = sti.length; lengde > 0; lengde--) {
    const node = finn(tre, sti.slice(0, lengde))
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent : node
  }
  return tre
}

function linjeFor(tekst: string, offset: number): number {
  return tekst.slice(0, offset).split('\n').length
}

function feltToGanger(node: Node): Node | undefined {
  const navn = new Set<unknown>()
  for (const barn of node.children ?? []) {
    const [nokkel] = barn.type === 'property' ? (barn.children ?? []) : []
    if (nokkel !== undefined && navn.has(nokkel.value)) return nokkel
    navn.add(nokkel?.value ?? barn)
    const dypere = feltToGanger(barn)
    if (dypere !== undefined) return dypere
  }
  return undefined
}

/** An item is known by its id, wherever in the meeting it stands. */
function idToGanger(type: Motetype): { id: string; sti: (string | number)[] } | undefined {
  const punkter = [
    ...type.forberedelse.map(({ id }, i) => ({ id, sti: ['forberedelse', i, 'id'] })),
    ...type.deler.flatMap(({ punkter }, d) =>
      punkter.map(({ id }, i) => ({ id, sti: ['deler', d, 'punkter', i, 'id'] })),
    ),
  ]
  return punkter.find(({ id }, i) => punkter.findIndex(annet => annet.id === id) < i)
}

const SLAG: Readonly<Record<string, string>> = {
  string: 'en tekst i anførselstegn',
  array: 'en liste i [ ]',
  object: 'felter i { }',
  boolean: 'true eller false',
  number: 'et tall',
  int: 'et helt tall',
}

/** The reasons that the type's own rules do not word. */
function norsk(feil: z.core.$ZodRawIssue): string {
  if (feil.input === undefined) return 'mangler'
  switch (feil.code) {
    case 'invalid_type':
      return `skal være ${SLAG[feil.expected] ?? 'noe annet'}`
    case 'invalid_value': {
      const hva = feil.path?.[0] === 'deltakere' ? 'en rolle' : 'et av valgene'
      return `${sitat(feil.input)} er ikke ${hva}; velg blant ${feil.values.join(', ')}`
    }
    case 'unrecognized_keys':
      return 'et slikt felt finnes ikke'
    case 'too_small':
      return feil.origin === 'array' ? 'kan ikke være tom' : `skal være minst ${feil.minimum}`
    case 'too_big':
      return `kan være høyst ${feil.maximum}`
    default:
      return 'er ikke gyldig'
  }
}

function sitat(verdi: unknown): string {
  const tekst = typeof verdi === 'string' ? verdi : JSON.stringify(verdi)
  return `«${enLinje(tekst)}»`
}

const enLinje = (tekst: string) => tekst.replace(/\s+/g, ' ').slice(0, 60)

/** By the parser's own names. */
const JSONFEIL: Readonly<Record<string, string>> = {
  CommaExpected: 'det mangler et komma',
  ColonExpected: 'det mangler et kolon etter feltnavnet',
  PropertyNameExpected: 'det mangler et feltnavn i anførselstegn, eller det er et komma for mye',
  ValueExpected: 'det mangler en verdi, eller det er et komma for mye',
  CloseBraceExpected: 'det mangler en }',
  CloseBracketExpected: 'det mangler en ]',
  EndOfFileExpected: 'det står noe etter den siste }',
  UnexpectedEndOfString: 'teksten mangler anførselstegn på slutten',
  InvalidCharacter: 'en tekst kan ikke ha tabulator i seg',
  InvalidEscapeCharacter: 'tegnet etter \\ er ikke gyldig',
  InvalidUnicode: 'tegnet etter \\u er ikke gyldig',
  InvalidCommentToken: 'JSON kan ikke ha kommentarer',
  UnexpectedEndOfComment: 'JSON kan ikke ha kommentarer',
  UnexpectedEndOfNumber: 'tallet er ikke gyldig',
}
/** Put right where the sign before stands, which may be lines above the one that the parser stops at. */
const FORAN = ['CommaExpected', 'ColonExpected', 'PropertyNameExpected', 'ValueExpected']

function jsonfeil(fil: string, tekst: string, feil: ParseError | undefined): Motetypefeil {
  const kode = feil === undefined ? '' : printParseErrorCode(feil.error)
  const offset = feil?.offset ?? 0
  const foran = tekst.slice(0, offset).trimEnd().length
  const tegn = tekst.slice(offset, offset + (feil?.length ?? 0))
  const sted = FORAN.includes(kode) || offset >= tekst.length ? foran : offset
  const grunn =
    kode === 'CommaExpected' && tegn === ':'
      ? 'et felt kan ikke stå i en liste; det mangler en ] foran'
      : (JSONFEIL[kode] ?? `${sitat(tegn)} kan ikke stå her, eller det mangler et anførselstegn`)
  return new Motetypefeil(`${fil}, linje ${linjeFor(tekst, sted)}: ${grunn}.`)
}
