import { type Tema, temaer } from './vertsoppsett.ts'

/** One card to draw. `navn` is the file name; `rolle` says who meets it; a dialog gets Teams' frame with a title. */
export type Eksempel = {
  navn: string
  tittel: string
  rolle: string
  kort: unknown
  plass?: 'kanal' | 'chat' | 'dialog'
}

/** Widths in CSS pixels: a card in a channel on a desktop, and one on a small phone. */
export const storrelser = { bred: { bredde: 560, marg: 32 }, mobil: { bredde: 320, marg: 16 } } as const
export type Storrelse = keyof typeof storrelser

export type Variant = { tema: Tema; storrelse: Storrelse }
export const variantene: readonly Variant[] = temaer.flatMap(tema =>
  (['bred', 'mobil'] as const).map(storrelse => ({ tema, storrelse })),
)

export const filnavn = (navn: string, { tema, storrelse }: Variant): string =>
  `${navn}.${tema}.${storrelse}.png`
