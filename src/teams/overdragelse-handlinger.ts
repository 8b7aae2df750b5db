import { ForlopData } from '../cards/forlop.ts'
import { beskjedkort } from '../cards/varsler.ts'
import type { Verb } from '../cards/verb.ts'
import { harRingt } from '../forlop/overdra.ts'
import { beskjed, finnesIkke, type Handling, handling, kvittering } from './handling.ts'

export const overdragelseHandlinger = {
  'forlop.har-ringt': handling(ForlopData, true, async (inn, data) => {
    const { notert, bareBarnevernet } = inn.t.overdragelse
    const utfall = await harRingt(inn.ktx, inn.aktor, data)
    if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
    if (utfall.kode === 'mangler-rolle') return beskjed(inn, bareBarnevernet)
    return kvittering(beskjedkort(notert, [], inn.t), notert)
  }),
} satisfies Partial<Record<Verb, Handling>>
