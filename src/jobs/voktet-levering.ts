import { setTimeout as sov } from 'node:timers/promises'
import type { Kontekst } from '../database/kontekst.ts'
import { FOR_SENT_MS, IkkeNa } from '../utboks/takt.ts'
import { hentStans, settAvTur, settAvTurBlantAlle, stans } from '../utboks/takt-store.ts'
import { KunneIkkeLevere, type Levering, ventetid } from '../utboks/utboks.ts'
import { fornyLeie, type Utboksrad } from '../utboks/utboks-store.ts'

/** A lease that was renewed this long ago is renewed once more before anything is sent. */
const FERSK_LEIE_MS = 200
/** What was said about waiting this long ago is asked for once more. */
const FERSK_STANS_MS = 100
/** A process that was away for so long, asks for everything again. */
const STO_STILLE_MS = 2000

/** Turns that are asked for before one that came late is used. */
const TURFORSOK = 5

const STRAKS = { fikk: true, sekunder: 0 }

export type Vakt = {
  ktx: Kontekst
  levering: Levering
  /** Requests a second from all replicas together; undefined: as fast as they go. */
  perSekund: number | undefined
  leietid: number | undefined
  /** The worker is stopping: what waits for its turn is given back. */
  stopper: AbortSignal
}

/**
 * The way out for one row: each request waits for its turn, and is sent only while the row is still ours. Throws `IkkeNa` when
 * the row has to be given back; what Teams says about waiting is remembered for all.
 */
export function voktetLevering(vakt: Vakt, rad: Utboksrad): Levering {
  const { ktx, levering, perSekund, stopper } = vakt
  let fornyet = performance.now()

  async function sikreLeien(): Promise<void> {
    if (performance.now() - fornyet < FERSK_LEIE_MS) return
    const start = performance.now()
    if (!(await fornyLeie(ktx, rad, vakt.leietid))) throw new IkkeNa('leie')
    fornyet = start
  }

  /** Sets aside a turn and waits for it; false when this process has stood still past it. */
  async function fikkTuren(samtale: string | undefined, perSekund: number): Promise<boolean> {
    await sikreLeien()
    const deres = samtale === undefined ? STRAKS : await settAvTur(ktx, samtale)
    if (!deres.fikk) throw new IkkeNa('samtale', deres.sekunder)
    const alles = await settAvTurBlantAlle(ktx, perSekund)
    if (!alles.fikk) throw new IkkeNa('alle', alles.sekunder)
    const ms = Math.max(deres.sekunder, alles.sekunder) * 1000
    const tur = performance.now() + ms
    if (ms > 0) await sov(ms, undefined, { signal: stopper }).catch(() => undefined)
    if (stopper.aborted) throw new IkkeNa('stopp')
    if (performance.now() - tur > FOR_SENT_MS) return false
    if (ms < FERSK_STANS_MS) return true
    // Somebody may have been told to wait meanwhile.
    const stans = await hentStans(ktx, samtale)
    if (stans !== undefined) throw new IkkeNa(stans.grunn, stans.sekunder)
    return performance.now() - tur < STO_STILLE_MS
  }

  async function klar(samtale: string | undefined): Promise<void> {
    if (perSekund === undefined) return sikreLeien()
    for (let forsok = 1; forsok <= TURFORSOK; forsok++) if (await fikkTuren(samtale, perSekund)) return
    // A machine that is always late sends unevenly, rather than not at all.
    await sikreLeien()
  }

  async function kall<T>(samtale: string | undefined, gjor: () => Promise<T>): Promise<T> {
    await klar(samtale)
    try {
      return await gjor()
    } catch (feil) {
      if (perSekund !== undefined && feil instanceof KunneIkkeLevere && feil.feil.kode === 'http-429')
        await stans(ktx, samtale, ventetid(rad.forsok, 0, feil.feil.retryAfter))
      throw feil
    }
  }

  return {
    nyTrad: (til, melding) => kall(til.kanal, () => levering.nyTrad(til, melding)),
    post: (til, melding) => kall(til.samtale, () => levering.post(til, melding)),
    postKunFor: (til, melding) => kall(til.samtale, () => levering.postKunFor(til, melding)),
    endre: (til, melding) => kall(til.samtale, () => levering.endre(til, melding)),
    nySamtale: til => kall(undefined, () => levering.nySamtale(til)),
    medlemmer: til => kall(til.samtale, () => levering.medlemmer(til)),
    kanaler: til => kall(undefined, () => levering.kanaler(til)),
    team: til => kall(undefined, () => levering.team(til)),
  }
}
