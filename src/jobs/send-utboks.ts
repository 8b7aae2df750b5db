import { setMaxListeners } from 'node:events'
import { setTimeout as sov } from 'node:timers/promises'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { nySporing, type Sporing } from '../drift/sporing.ts'
import { meldAlleKommende } from '../mote/kalender-endret.ts'
import { meldIkkeNadd } from '../oppfolging/meld-ikke-nadd.ts'
import { planleggDagen } from '../oppfolging/planlegg-samlevarsler.ts'
import { ikkeVarslet } from '../sletting/rydd.ts'
import { IkkeNa } from '../utboks/takt.ts'
import {
  KunneIkkeLevere,
  type Leveringsfeil,
  MAKS_FORSOK,
  type Radutfall,
  UTEN_LEVERING,
  ventetid,
} from '../utboks/utboks.ts'
import {
  avsluttRad,
  fornyLeie,
  giTilbake,
  taForfalte,
  type Utboksrad,
  utsettRad,
} from '../utboks/utboks-store.ts'
import { feilkode, type Leveroppsett, lever } from './lever.ts'
import { voktetLevering } from './voktet-levering.ts'

/** Rows that one worker has in hand at the same time: at most so many are sent twice when it dies. */
export const SAMTIDIG = 20

/** Times that a finished row is written down, over about eight seconds. */
const SKRIVEFORSOK = 6

export type Sendeoppsett = Leveroppsett & {
  jitter?: () => number
  /** Has looked for what is due, and got an answer. */
  sett?(): void
  /** Requests a second to Teams, from all replicas together; without it nothing is held back. */
  perSekund?: number | undefined
  /** Seconds that a row is one worker's. */
  leietid?: number | undefined
  sporing?: Sporing
}

export type Sender = { vekk(): void; kjorFerdig(): Promise<void>; stopp(): Promise<void> }

/**
 * Sends what falls due: at once when woken after a commit, and by a look every second. Conversations do not wait for each
 * other: one that hangs holds up only itself. Any number of these may work on the same database; none of them leads.
 */
export function startSender(oppsett: Sendeoppsett, hvertMs = 1000): Sender {
  const sporing = oppsett.sporing ?? nySporing()
  const igang = new Map<string, Promise<void>>()
  const stopper = new AbortController()
  // One for each row that waits for its turn.
  setMaxListeners(SAMTIDIG + 1, stopper.signal)
  let runde: Promise<void> | undefined
  let igjen = false
  /** Teams has asked the app to wait: until then nothing is taken. */
  let pauseTil = 0
  /** The last day this process saw begin. */
  let planlagt = ''

  const settIGang = (rad: Utboksrad) => {
    const denne = sporing
      .folg(UTEN_LEVERING.includes(rad.forsendelse.slag) ? 'jobb' : 'sending', async () => {
        try {
          const pauseMs = await sendEn(oppsett, rad, stopper.signal)
          pauseTil = Math.max(pauseTil, performance.now() + pauseMs)
        } catch (feil) {
          oppsett.logg({ kode: 'utboks-feilet', feil: feilkode(feil) })
        }
      })
      .finally(() => {
        igang.delete(rad.id)
        vekk()
      })
    igang.set(rad.id, denne)
  }
  const taRunder = async () => {
    do {
      igjen = false
      try {
        const idag = oppsett.ktx.na().toFormat('yyyy-MM-dd')
        if (idag !== planlagt) {
          await planleggDagen(oppsett.ktx)
          await meldAlleKommende(oppsett.ktx)
        }
        planlagt = idag
        let rader: Utboksrad[]
        do {
          const plass = SAMTIDIG - igang.size
          const tar = !stopper.signal.aborted && plass > 0 && performance.now() >= pauseTil
          rader = tar ? await taForfalte(oppsett.ktx, plass, [...igang.keys()], oppsett.leietid) : []
          if (tar) oppsett.sett?.()
          for (const rad of rader) settIGang(rad)
        } while (rader.length > 0)
      } catch (feil) {
        oppsett.logg({ kode: 'utboks-feilet', feil: feilkode(feil) })
      }
    } while (igjen && !stopper.signal.aborted)
  }
  function vekk(): void {
    igjen = true
    if (stopper.signal.aborted) return
    runde ??= sporing.utenfor(taRunder).finally(() => {
      runde = undefined
      // Woken after the last look, but before the round had ended.
      if (igjen) vekk()
    })
  }
  const tom = async () => {
    while (runde !== undefined || igang.size > 0) await Promise.allSettled([runde, ...igang.values()])
  }
  const klokke = setInterval(vekk, hvertMs)
  return {
    vekk,
    async kjorFerdig() {
      vekk()
      await tom()
    },
    /** What is being sent is finished, and what waits for its turn is given back. */
    async stopp() {
      stopper.abort()
      clearInterval(klokke)
      await tom()
    },
  }
}

/** Answers how long nothing more is to be taken, in ms. */
async function sendEn(oppsett: Sendeoppsett, rad: Utboksrad, stopper: AbortSignal): Promise<number> {
  const { ktx, logg, perSekund, leietid } = oppsett
  const { slag } = rad.forsendelse
  const start = Date.now()
  if (!(await fornyLeie(ktx, rad, leietid))) return 0
  const levering = voktetLevering({ ktx, levering: oppsett.levering, perSekund, leietid, stopper }, rad)
  let utfall: Radutfall
  try {
    utfall = await lever({ ...oppsett, levering }, rad)
  } catch (feil) {
    if (feil instanceof IkkeNa) return ikkeNa(ktx, rad, feil)
    await ikkeLevert(oppsett, rad, feil, Date.now() - start)
    return 0
  }
  const { kode } = utfall
  if (kode === 'vent') {
    await utsettRad(ktx, rad, utfall.til, null)
    return 0
  }
  await tilDetGar(() => avsluttRad(ktx, rad, { status: kode }))
  logg({ kode, slag, ms: Date.now() - start })
  return 0
}

/** It is sent, and would be once more if nobody wrote that down: a database that comes back soon is waited for. */
async function tilDetGar(skriv: () => Promise<unknown>): Promise<void> {
  for (let forsok = 1; ; forsok++) {
    try {
      await skriv()
      return
    } catch (feil) {
      if (forsok === SKRIVEFORSOK) throw feil
      await sov(250 * 2 ** forsok)
    }
  }
}

/** Tried again later, or given up: then whoever has to know is told. */
async function ikkeLevert(oppsett: Sendeoppsett, rad: Utboksrad, feil: unknown, ms: number): Promise<void> {
  const { ktx, logg } = oppsett
  const { kode, varig, retryAfter, person }: Leveringsfeil =
    feil instanceof KunneIkkeLevere ? feil.feil : { kode: feilkode(feil), varig: false }
  logg({ kode: 'ikke-sendt', slag: rad.forsendelse.slag, feil: kode, forsok: rad.forsok, ms })
  if (!varig && rad.forsok < MAKS_FORSOK) {
    const sekunder = ventetid(rad.forsok, (oppsett.jitter ?? Math.random)(), retryAfter)
    await utsettRad(ktx, rad, ktx.na().plus({ seconds: sekunder }), kode)
    return
  }
  await iTransaksjon(ktx, async trx => {
    if (!(await avsluttRad(trx, rad, { status: 'feilet', feilkode: kode }))) return
    if (rad.forsendelse.slag === 'sletting-varsel') await ikkeVarslet(trx, rad.forsendelse)
    if (person !== undefined) await meldIkkeNadd(trx, person, kode)
  })
}

/** Nothing failed: it is somebody else's row, or not yet its turn, which counts as no try. */
async function ikkeNa(ktx: Kontekst, rad: Utboksrad, { grunn, sekunder }: IkkeNa): Promise<number> {
  switch (grunn) {
    case 'leie':
      return 0
    case 'samtale':
      // Whole seconds: those of one conversation keep their order.
      await utsettRad(ktx, rad, ktx.na().plus({ seconds: sekunder }).endOf('second'), null)
      return 0
    case 'alle':
    case 'stopp':
      await giTilbake(ktx, rad)
      return grunn === 'alle' ? sekunder * 1000 : 0
  }
}
